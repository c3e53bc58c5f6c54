package kernel

import (
	"fmt"
	"slices"
	"testing"

	"noiseprune/network"
)

// TestThreadsChangeNoBit: products large enough to be computed in parts, with rows of very different lengths, by each
// format and in blocks that are no multiple of a panel, have the bits of one goroutine; the states may be
// overwritten as rows are visited.
func TestThreadsChangeNoBit(t *testing.T) {
	w := randomCSR(t, 9000, 0.013, 3) // a million weights
	for _, u := range available[float64]() {
		for _, width := range []int{8, 20, 64} {
			for _, p := range []Product[float64]{newSparse(u, w, width), newPairedOf(u, w, width)} {
				if p == nil {
					continue
				}
				x := make([]float64, w.Order()*width)
				for i := range x {
					x[i] = float64(i%1013) - 500
				}
				want := collect(p, slices.Clone(x), width)
				for _, threads := range []int{2, 5} {
					if got := collect(WithThreads(p, threads), slices.Clone(x), width); !slices.Equal(got, want) {
						t.Errorf("%s, %T, width %d: %d threads give other numbers", u.name, p, width, threads)
					}
				}
			}
		}
	}
}

// newPairedOf returns nil where the unit has no pairs.
func newPairedOf(u unit[float64], w *network.CSR, width int) Product[float64] {
	if len(u.pairs) == 0 {
		return nil
	}
	return newPaired(u, w, width)
}

// collect returns the products, and overwrites the states of each neuron when it is visited.
func collect(p Product[float64], x []float64, width int) []float64 {
	y := make([]float64, len(x))
	var scratch Scratch[float64]
	p.Rows(x, width, &scratch, func(first int, products Rows[float64]) {
		for k := range products.Count {
			copy(y[(first+k)*width:], products.Row(k))
			for r := range width {
				x[(first+k)*width+r] = 1e300
			}
		}
	})
	return y
}

// TestThreadsOfDenseProducts: the same for dense products whose last block of rows is not full.
func TestThreadsOfDenseProducts(t *testing.T) {
	w := randomCSR(t, 1003, 0.5, 4)
	for _, u := range available[float64]() {
		for _, width := range []int{5, 24} {
			p := newDense(u, w)
			x := make([]float64, w.Order()*width)
			for i := range x {
				x[i] = float64(i%1013) - 500
			}
			want := collect(p, slices.Clone(x), width)
			for _, threads := range []int{2, 5} {
				if got := collect(WithThreads[float64](p, threads), slices.Clone(x), width); !slices.Equal(got, want) {
					t.Errorf("%s, width %d: %d threads give other numbers", u.name, width, threads)
				}
			}
		}
	}
}

func TestWithoutThreadsPanics(t *testing.T) {
	defer func() {
		if fmt.Sprint(recover()) != "kernel: a product by no thread" {
			t.Error("no panic")
		}
	}()
	WithThreads(Product[float64](nil), 0)
}
