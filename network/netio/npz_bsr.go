package netio

import (
	"noiseprune/internal/npy"
	"noiseprune/network"
)

// blockRows is where the blocks of a matrix in block sparse rows are: block k in the block
// row row[k] and the block column column[k], of n/height and n/width.
type blockRows struct {
	n, height   int
	row, column []int
}

// readBSR reads block sparse rows: data holds blocks of R × C values, of which indptr[i] to
// indptr[i+1] are those of the rows R·i to R·(i+1), block k in the columns C·indices[k] to
// C·(indices[k]+1). Zeros in a block are no synapses.
func (a *archive) readBSR(n int) (*network.CSR, error) {
	at := place{a.path, "indptr.npy"}
	b := blockRows{n: n}
	start, column, err := a.readStarts(func(items int) error {
		if items < 2 || n%(items-1) != 0 {
			return at.fail(0, saveSparse, "%d values are not one more than a divisor of the %d rows", items, n)
		}
		b.height = n / (items - 1)
		return nil
	})
	if err != nil {
		return nil, err
	}
	b.column, b.row = column, make([]int, len(column))
	for i := range len(start) - 1 {
		for k := start[i]; k < start[i+1]; k++ {
			b.row[k] = i
		}
	}
	found := nonzeros{limits: a.limits, most: n * n}
	if err := a.array("data", func(array *arrayReader, at place) error { return b.read(array, at, &found) }); err != nil {
		return nil, err
	}
	return network.NewCSR(n, found.entries)
}

// read reads the blocks.
func (b *blockRows) read(array *arrayReader, at place, found *nonzeros) error {
	if err := array.mustBe(3, "fiub", "blocks of numbers"); err != nil {
		return err
	}
	width := array.Shape[2]
	if array.Shape[0] != len(b.column) || array.Shape[1] != b.height || width == 0 || b.n%width != 0 {
		return at.fail(0, saveSparse, "shape %s is not that of %d blocks of %d rows each and a divisor of %d columns",
			npy.Tuple(array.Shape), len(b.column), b.height, b.n)
	}
	if err := b.check(width, at.path); err != nil {
		return err
	}
	var position [3]int
	return array.numbers(func(k int, v float64) error {
		if v == 0 {
			return nil
		}
		array.Subscripts(k, position[:])
		block := position[0]
		return found.add(at, b.row[block]*b.height+position[1], b.column[block]*width+position[2], v)
	})
}

// check returns an error for a block outside the matrix or in the place of another one.
func (b *blockRows) check(width int, path string) error {
	at := place{path: path}
	columns := b.n / width
	last := make([]int, columns) // 1 + the last block of each block column
	for k, j := range b.column {
		if j < 0 || j >= columns {
			return at.fail(0, fetchAgain, "block %d (from 0) lies outside the %d × %d matrix", k, b.n, b.n)
		}
		if other := last[j] - 1; other >= 0 && b.row[other] == b.row[k] {
			return at.fail(0, sumDuplicates, "blocks %d and %d (from 0) stand at the same place of the matrix", other, k)
		}
		last[j] = k + 1
	}
	return nil
}
