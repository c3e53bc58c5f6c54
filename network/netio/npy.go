package netio

import (
	"fmt"
	"io"
	"math"

	"noiseprune/network"
)

// ReadNPY reads a square .npy array of numbers, row = target: floats of 16, 32 and 64 bits,
// integers of 8 to 64 bits and booleans, in either byte order, C or Fortran order. Zeros are no
// synapses. The path appears in errors only; those of format are of type *FormatError.
func ReadNPY(r io.Reader, path string, limits Limits) (*Matrix, error) {
	weights, err := readSquare(r, place{path: path}, limits)
	if err != nil {
		return nil, err
	}
	return &Matrix{Weights: weights}, nil
}

// readSquare reads a dense matrix and keeps the nonzero entries.
func readSquare(r io.Reader, at place, limits Limits) (*network.CSR, error) {
	a, err := openArray(r, at)
	if err != nil {
		return nil, err
	}
	if err := a.mustBe(2, "fiub", "a square matrix of numbers"); err != nil {
		return nil, err
	}
	n := a.Shape[0]
	if err := limits.checkOrder(at, 0, n, a.Shape[1]); err != nil {
		return nil, err
	}
	found := nonzeros{limits: limits, most: n * n}
	err = a.numbers(func(k int, v float64) error {
		if v == 0 {
			return nil
		}
		row, column := k/n, k%n
		if a.Fortran {
			row, column = column, row
		}
		return found.add(at, row, column, v)
	})
	if err != nil {
		return nil, err
	}
	return network.NewCSR(n, found.entries)
}

const finiteWeights = "weights must be finite"

// nonzeros collects the weights other than zero of an array that may hold zeros.
type nonzeros struct {
	entryList
	limits Limits
	most   int // positions in the matrix
}

func (z *nonzeros) add(at place, row, column int, v float64) error {
	if !isFinite(v) {
		return at.fail(0, finiteWeights, "weight at row %d, column %d (from 0) is %v", row, column, v)
	}
	z.entryList.add(network.Entry{Target: row, Source: column, Weight: v}, z.most)
	return z.limits.checkEntries(at, 0, len(z.entries))
}

func isFinite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// npyFormat is the row of the registry.
func npyFormat() format {
	return format{
		extension: ".npy",
		read:      withLabels(func(c content) (*Matrix, error) { return ReadNPY(c.stream, c.path, c.limits) }),
		write:     func(w io.Writer, m *Matrix, _ []string) error { return writeSquare(w, m.Weights) },
		check: func(m *Matrix) error {
			if n := m.Weights.Order(); n > largestDense {
				return fmt.Errorf("a dense array of %d neurons has %d GB; write .npz or .mtx", n, 8*n*n>>30)
			}
			return nil
		},
	}
}
