package netio

import (
	"noiseprune/network"
)

const saveGCXS = "save a matrix with sparse.save_npz"

// readGCXS reads pydata/sparse's GCXS, which for two axes is csr where the rows are
// compressed, and csc where the columns are.
func (a *archive) readGCXS(n int) (*network.CSR, error) {
	at := place{a.path, "compressed_axes.npy"}
	axes, err := a.indices("compressed_axes", func(items int) error {
		if items != 1 {
			return at.fail(0, saveGCXS, "%d compressed axes, where a matrix has one", items)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	switch axes[0] {
	case 0:
		return a.readCSR(n)
	case 1:
		return a.readCSC(n)
	}
	return nil, at.fail(0, saveGCXS, "a matrix has no axis %d", axes[0])
}

// checkFill reads pydata/sparse's fill_value, the value of all positions without an entry,
// and returns an error if it is not 0.
func (a *archive) checkFill() error {
	if _, ok := a.members["fill_value"]; !ok {
		return nil
	}
	return a.array("fill_value", func(array *arrayReader, at place) error {
		if err := array.mustBe(0, "fiub", "a single number"); err != nil {
			return err
		}
		return array.numbers(func(_ int, v float64) error {
			if v != 0 {
				return at.fail(0, "save it with the fill value 0", "positions without an entry have the weight %v, not 0", v)
			}
			return nil
		})
	})
}
