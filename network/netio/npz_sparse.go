package netio

import (
	"errors"
	"io"
	"math"

	"noiseprune/network"
)

// sparse is a matrix in a layout of scipy.sparse.save_npz. For csr and csc, start holds the
// start of each row (column), and minor the column (row) of each entry; for coo, major and
// minor hold row and column of each entry.
type sparse struct {
	n                   int
	start, major, minor []int
	data                []float64
}

const sumDuplicates = "call sum_duplicates() before scipy.sparse.save_npz"

// readSparse reads the layout that the member format names.
func (a *archive) readSparse() (*network.CSR, error) {
	format, err := a.scalarText("format")
	if err != nil {
		return nil, err
	}
	var s sparse
	if err := a.readOrder(&s); err != nil {
		return nil, err
	}
	switch format {
	case "csr", "csc":
		err = a.readCompressed(&s)
	case "coo":
		err = a.readCoordinates(&s)
	default:
		return nil, place{a.path, "format.npy"}.fail(0, "convert it with .tocsr() first", "sparse format %s is not supported", quote(format))
	}
	if err != nil {
		return nil, err
	}
	w, err := s.build(place{path: a.path})
	if err != nil || format != "csc" {
		return w, err
	}
	return w.Transpose(), nil
}

// readOrder reads the shape.
func (a *archive) readOrder(s *sparse) error {
	at := place{a.path, "shape.npy"}
	shape, err := a.indices("shape", func(items int) error {
		if items != 2 {
			return at.fail(0, "save a matrix", "the shape of a matrix has 2 numbers, not %d", items)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if min(shape[0], shape[1]) < 0 {
		return at.fail(0, "save a matrix", "%s is not the shape of a matrix", shapeTuple(shape))
	}
	s.n = shape[0]
	return a.limits.checkOrder(at, 0, shape[0], shape[1])
}

func (a *archive) readCompressed(s *sparse) (err error) {
	at := place{a.path, "indptr.npy"}
	const again = "save the matrix again with scipy.sparse.save_npz"
	s.start, err = a.indices("indptr", func(items int) error {
		if items != s.n+1 {
			return at.fail(0, again, "%d values for %d rows, not one more", items, s.n)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if s.minor, err = a.entryIndices("indices"); err != nil {
		return err
	}
	if s.start[0] != 0 || s.start[s.n] != len(s.minor) {
		return at.fail(0, again, "it runs from %d to %d, not from 0 to the %d entries", s.start[0], s.start[s.n], len(s.minor))
	}
	for i := range s.n {
		if s.start[i+1] < s.start[i] {
			return at.fail(0, again, "value %d (from 0) is below the one before", i+1)
		}
	}
	return a.readData(s)
}

// readCoordinates reads row and col, or the newer coords that holds both.
func (a *archive) readCoordinates(s *sparse) (err error) {
	if _, ok := a.members["coords"]; ok {
		return a.readCoords(s)
	}
	if s.major, err = a.entryIndices("row"); err != nil {
		return err
	}
	if s.minor, err = a.entryIndices("col"); err != nil {
		return err
	}
	if len(s.major) != len(s.minor) {
		return place{a.path, "col.npy"}.fail(0, fetchAgain, "%d columns for %d rows", len(s.minor), len(s.major))
	}
	return a.readData(s)
}

// readCoords reads the 2 × entries array of rows and columns.
func (a *archive) readCoords(s *sparse) error {
	err := a.open("coords", func(r io.Reader, at place) error {
		array, err := openArray(r, at)
		if err != nil {
			return err
		}
		all, err := array.indices(2, func(items int) error {
			if array.shape[0] != 2 || array.fortran {
				return at.fail(0, "save it as a 2 × entries array in C order", "shape %s holds no rows and columns", shapeTuple(array.shape))
			}
			return a.limits.checkEntries(at, 0, items/2)
		})
		if err != nil {
			return err
		}
		s.major, s.minor = all[:len(all)/2], all[len(all)/2:]
		return nil
	})
	if err != nil {
		return err
	}
	return a.readData(s)
}

func (a *archive) readData(s *sparse) error {
	return a.open("data", func(r io.Reader, at place) error {
		array, err := openArray(r, at)
		if err != nil {
			return err
		}
		s.data, err = array.vector(func(items int) error {
			if items != len(s.minor) {
				return at.fail(0, fetchAgain, "%d weights for %d indices", items, len(s.minor))
			}
			return nil
		})
		return err
	})
}

// build returns the matrix, with the major index as row.
func (s *sparse) build(at place) (*network.CSR, error) {
	entries := make([]network.Entry, len(s.data))
	row := 0
	for k, v := range s.data {
		if s.major != nil {
			row = s.major[k]
		} else {
			for s.start[row+1] <= k {
				row++
			}
		}
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, place{at.path, "data.npy"}.fail(0, finiteWeights, "entry %d (from 0) is %v", k, v)
		}
		entries[k] = network.Entry{Target: row, Source: s.minor[k], Weight: v}
	}
	w, err := network.NewCSR(s.n, entries)
	var wrong *network.EntryError
	switch {
	case !errors.As(err, &wrong):
		return w, err
	case wrong.First >= 0:
		return nil, at.fail(0, sumDuplicates, "entries %d and %d (from 0) stand at the same place of the matrix", wrong.First, wrong.Index)
	}
	return nil, at.fail(0, fetchAgain, "entry %d (from 0) lies outside the %d × %d matrix", wrong.Index, s.n, s.n)
}

// entryIndices reads a member that has an index for each entry.
func (a *archive) entryIndices(name string) ([]int, error) {
	return a.indices(name, func(items int) error {
		return a.limits.checkEntries(place{a.path, name + ".npy"}, 0, items)
	})
}

// indices reads a member that is a vector of integers, after check has accepted their count.
func (a *archive) indices(name string, check func(items int) error) ([]int, error) {
	var all []int
	err := a.open(name, func(r io.Reader, at place) error {
		array, err := openArray(r, at)
		if err != nil {
			return err
		}
		all, err = array.indices(1, check)
		return err
	})
	return all, err
}

// scalarText reads a member that is one string.
func (a *archive) scalarText(name string) (string, error) {
	var text string
	err := a.open(name, func(r io.Reader, at place) error {
		array, err := openArray(r, at)
		if err != nil {
			return err
		}
		all, err := array.text(func(items int) error {
			if items != 1 {
				return at.fail(0, fetchAgain, "%d strings instead of one", items)
			}
			return nil
		})
		if err != nil {
			return err
		}
		text = all[0]
		return nil
	})
	return text, err
}
