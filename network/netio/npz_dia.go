package netio

import (
	"slices"

	"noiseprune/network"
)

// readDIA reads diagonals: data[d][j] is the weight in column j and row j − offsets[d].
// What lies outside the matrix is padding, as in SciPy, and zeros are no synapses.
func (a *archive) readDIA(n int) (*network.CSR, error) {
	offsets, err := a.entryIndices("offsets")
	if err != nil {
		return nil, err
	}
	sorted := slices.Sorted(slices.Values(offsets))
	for k := 1; k < len(sorted); k++ {
		if sorted[k] == sorted[k-1] {
			return nil, place{a.path, "offsets.npy"}.fail(0, saveSparse, "the diagonal %d is there twice", sorted[k])
		}
	}
	found := nonzeros{limits: a.limits, most: n * n}
	err = a.array("data", func(array *arrayReader, at place) error { return readDiagonals(array, at, n, offsets, &found) })
	if err != nil {
		return nil, err
	}
	return network.NewCSR(n, found.entries)
}

func readDiagonals(array *arrayReader, at place, n int, offsets []int, found *nonzeros) error {
	if err := array.mustBe(2, "fiub", "diagonals of numbers"); err != nil {
		return err
	}
	if array.Shape[0] != len(offsets) {
		return at.fail(0, saveSparse, "%d diagonals for %d offsets", array.Shape[0], len(offsets))
	}
	var position [2]int
	return array.numbers(func(k int, v float64) error {
		if v == 0 {
			return nil
		}
		array.Subscripts(k, position[:])
		column := position[1]
		row := column - offsets[position[0]] // negative, or beyond n, where it overflows
		if column >= n || row < 0 || row >= n {
			return nil
		}
		return found.add(at, row, column, v)
	})
}
