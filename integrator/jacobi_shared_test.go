package integrator

import (
	"runtime"
	"slices"
	"testing"

	"noiseprune/network"
)

// TestJacobiProductWorkers: the product has the same bits for any number of goroutines.
func TestJacobiProductWorkers(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, n := range []int{1, rowsOfTask, rowsOfTask + 1, 3 * rowsOfTask, 5*rowsOfTask + 7} {
		j := &jacobiMatrix{weights: ringWeights(t, n), gain: make([]float64, n), rates: make([]float64, n)}
		x, want, got := make([]float64, n), make([]float64, n), make([]float64, n)
		for i := range x {
			j.gain[i], x[i] = 1/float64(i+3), float64(i%17)+0.1
		}
		j.applyRows(want, x, 0, n)
		for _, workers := range []int{1, 2, 3, 8} {
			runtime.GOMAXPROCS(workers)
			clear(got)
			if j.applyTo(got, x); !slices.Equal(got, want) {
				t.Errorf("n = %d: another product with %d workers", n, workers)
			}
		}
	}
}

// ringWeights returns the weights of a ring with a weight of its own at each connection.
func ringWeights(t *testing.T, n int) *network.CSR {
	t.Helper()
	entries := make([]network.Entry, n)
	for i := range entries {
		entries[i] = network.Entry{Target: i, Source: (i + 1) % n, Weight: 1 / float64(i+1)}
	}
	w, err := network.NewCSR(n, entries)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// TestProductsOfSolutions: each of the three solutions has the bits of a product of its own, and so has its norm.
func TestProductsOfSolutions(t *testing.T) {
	const n = 2*rowsOfTask + 5
	j := &jacobiMatrix{weights: ringWeights(t, n), gain: make([]float64, n), rates: make([]float64, n)}
	x, got := make(solutions, n), make(solutions, n)
	for i := range x {
		j.gain[i], j.rates[i] = 1/float64(i+3), float64(i%5)
		x[i] = [testSolutions]float64{float64(i%17) + 0.1, 1 / float64(i+1), -float64(i % 3)}
	}
	j.applyToSolutions(got, x)
	norms := j.norms(got)
	alone, want := make([]float64, n), make([]float64, n)
	for r := range testSolutions {
		for i := range x {
			alone[i] = x[i][r]
		}
		j.applyTo(want, alone)
		for i := range want {
			if got[i][r] != want[i] {
				t.Fatalf("solution %d: element %d is %v, alone %v", r, i, got[i][r], want[i])
			}
		}
		if norms[r] != j.norm(want) {
			t.Errorf("solution %d: norm %v, alone %v", r, norms[r], j.norm(want))
		}
	}
}
