package netio

import (
	"errors"

	"noiseprune/internal/npy"
	"noiseprune/network"
)

const (
	sumDuplicates = "call sum_duplicates() before scipy.sparse.save_npz"
	saveSparse    = "save the matrix again with scipy.sparse.save_npz"
)

// layoutMembers are the members of the sparse layouts of SciPy and pydata/sparse.
func layoutMembers() []string {
	return []string{
		"format", "shape", "data", "indices", "indptr", "row", "col", "coords", "offsets",
		"_is_array", "fill_value", "compressed_axes",
	}
}

// readSparse reads a matrix in the layout that the member format names.
func (a *archive) readSparse() (*network.CSR, error) {
	format, err := a.scalarText("format")
	if err != nil {
		return nil, err
	}
	n, err := a.readOrder()
	if err != nil {
		return nil, err
	}
	if err := a.checkFill(); err != nil {
		return nil, err
	}
	switch format {
	case "csr":
		return a.readCSR(n)
	case "csc":
		return a.readCSC(n)
	case "coo":
		return a.readCOO(n)
	case "bsr":
		return a.readBSR(n)
	case "dia":
		return a.readDIA(n)
	case "gcxs":
		return a.readGCXS(n)
	}
	return nil, place{a.path, "format.npy"}.fail(0, "convert it with .tocsr() first", "sparse format %s is not supported", quote(format))
}

// readOrder reads the shape and returns the number of neurons.
func (a *archive) readOrder() (int, error) {
	at := place{a.path, "shape.npy"}
	shape, err := a.indices("shape", func(items int) error {
		if items != 2 {
			return at.fail(0, "save a matrix", "the shape of a matrix has 2 numbers, not %d", items)
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	if min(shape[0], shape[1]) < 0 {
		return 0, at.fail(0, "save a matrix", "%s is not the shape of a matrix", npy.Tuple(shape))
	}
	return shape[0], a.limits.checkOrder(at, 0, shape[0], shape[1])
}

// readEntries reads the member data, the weight of each entry, and returns entries whose
// source is the index and whose target is still to be set.
func (a *archive) readEntries(index []int) ([]network.Entry, error) {
	var entries []network.Entry
	err := a.array("data", func(array *arrayReader, at place) error {
		if err := array.mustBe(1, "fiub", "a vector of numbers"); err != nil {
			return err
		}
		if items := array.Items(); items != len(index) {
			return at.fail(0, fetchAgain, "%d weights for %d indices", items, len(index))
		}
		entries = make([]network.Entry, len(index))
		return array.numbers(func(k int, v float64) error {
			if !isFinite(v) {
				return at.fail(0, finiteWeights, "entry %d (from 0) is %v", k, v)
			}
			entries[k] = network.Entry{Source: index[k], Weight: v}
			return nil
		})
	})
	return entries, err
}

// build returns the matrix with these entries, in the order of the file.
func (a *archive) build(n int, entries []network.Entry) (*network.CSR, error) {
	at := place{path: a.path}
	w, err := network.NewCSR(n, entries)
	var wrong *network.EntryError
	switch {
	case !errors.As(err, &wrong):
		return w, err
	case wrong.First >= 0:
		return nil, at.fail(0, sumDuplicates, "entries %d and %d (from 0) stand at the same place of the matrix", wrong.First, wrong.Index)
	}
	return nil, at.fail(0, fetchAgain, "entry %d (from 0) lies outside the %d × %d matrix", wrong.Index, n, n)
}
