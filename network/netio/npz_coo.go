package netio

import (
	"noiseprune/internal/npy"
	"noiseprune/network"
)

// readCOO reads coordinates: entry k is at row[k], col[k], or at coords[0][k], coords[1][k],
// with the weight data[k].
func (a *archive) readCOO(n int) (*network.CSR, error) {
	var row, column []int
	var err error
	if _, ok := a.members["coords"]; ok {
		row, column, err = a.readCoords()
	} else {
		row, column, err = a.readRowCol()
	}
	if err != nil {
		return nil, err
	}
	entries, err := a.readEntries(column)
	if err != nil {
		return nil, err
	}
	for k, i := range row {
		entries[k].Target = i
	}
	return a.build(n, entries)
}

// readRowCol reads row and col.
func (a *archive) readRowCol() (row, column []int, err error) {
	if row, err = a.entryIndices("row"); err != nil {
		return nil, nil, err
	}
	if column, err = a.entryIndices("col"); err != nil {
		return nil, nil, err
	}
	if len(row) != len(column) {
		return nil, nil, place{a.path, "col.npy"}.fail(0, fetchAgain, "%d columns for %d rows", len(column), len(row))
	}
	return row, column, nil
}

// readCoords reads the 2 × entries array of rows and columns.
func (a *archive) readCoords() (row, column []int, err error) {
	err = a.array("coords", func(array *arrayReader, at place) error {
		all, err := array.indices(2, func(items int) error {
			if array.Shape[0] != 2 {
				return at.fail(0, "save it as a 2 × entries array", "shape %s holds no rows and columns", npy.Tuple(array.Shape))
			}
			return a.limits.checkEntries(at, 0, items/2)
		})
		if err != nil {
			return err
		}
		if array.Fortran {
			all = deinterleave(all)
		}
		row, column = all[:len(all)/2], all[len(all)/2:]
		return nil
	})
	return row, column, err
}

// deinterleave returns the values at even positions, and then those at odd ones.
func deinterleave(pairs []int) []int {
	half := len(pairs) / 2
	all := make([]int, len(pairs))
	for k := range half {
		all[k], all[half+k] = pairs[2*k], pairs[2*k+1]
	}
	return all
}
