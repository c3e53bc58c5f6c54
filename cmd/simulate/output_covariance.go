package main

import (
	"path/filepath"

	"gonum.org/v1/gonum/mat"

	"noiseprune/internal/atomicfile"
	"noiseprune/network/netio"
)

// writeCovariance writes the matrix row by row, since there may be no memory for a second copy.
func (f folder) writeCovariance(c *mat.SymDense) error {
	file, err := atomicfile.Create(filepath.Join(f.path, "covariance.npy"), 0o644)
	if err != nil {
		return err
	}
	defer file.Discard()
	err = netio.WriteSquareNPY(file, c.SymmetricDim(), func(i int, row []float64) {
		for j := range row {
			row[j] = c.At(i, j)
		}
	})
	if err != nil {
		return err
	}
	return file.Commit()
}
