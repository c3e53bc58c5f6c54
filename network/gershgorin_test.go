package network

import (
	"math"
	"math/cmplx"
	"testing"

	"gonum.org/v1/gonum/mat"
	"pgregory.net/rapid"
)

func TestGershgorinOfASmallNetwork(t *testing.T) {
	// A = (−5 1 1; 0 −3 2; −4 0 −9), row radii 2, 2, 4, column radii 4, 1, 3.
	n := linear(matrix([]float64{0, 1, 1}, []float64{0, 1, 2}, []float64{-4, 0, 0}), []float64{5, 4, 9})
	want := Bounds{
		Rows:    Discs{Right: -1, Left: -13, Radius: 13},
		Columns: Discs{Right: -1, Left: -12, Radius: 12},
	}
	b := n.Gershgorin()
	if b != want {
		t.Errorf("got %+v, want %+v", b, want)
	}
	if step, ok := b.LargestStep(); !ok || step != 2.0/12 || b.Right() != -1 || b.Left() != -12 || b.Radius() != 12 || !b.Stable() {
		t.Errorf("step %v (%v), %v … %v, radius %v, stable %v", step, ok, b.Left(), b.Right(), b.Radius(), b.Stable())
	}
}

func TestGershgorinDecisions(t *testing.T) {
	coupling := matrix([]float64{0, 3}, []float64{1, 0})
	tests := []struct {
		reason string
		leak   []float64
		stable bool
		step   float64 // 0 where the discs give none
	}{
		{"rows and columns dominate", []float64{4, 4}, true, 2.0 / 7},
		{"rows only", []float64{3.5, 1.5}, true, 2.0 / 6.5},
		{"columns only", []float64{1.5, 3.5}, true, 2.0 / 6.5},
		{"rows touch 0", []float64{3, 1}, false, 2.0 / 6},
		{"neither", []float64{2, 2}, false, 0},
	}
	for _, test := range tests {
		b := linear(coupling, test.leak).Gershgorin()
		step, ok := b.LargestStep()
		if b.Stable() != test.stable || step != test.step || ok != (test.step != 0) {
			t.Errorf("%s: stable %v, step %v; want %v, %v", test.reason, b.Stable(), step, test.stable, test.step)
		}
	}
	if b := linear(must(NewCSR(0, nil)), nil).Gershgorin(); b != (Bounds{}) || b.Stable() {
		t.Errorf("of no neurons: %+v", b)
	}
}

// Every eigenvalue lies within the bounds, and Euler–Maruyama is stable at the largest
// step: |1 + hλ| ≤ 1.
func TestGershgorinHoldsAllEigenvalues(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawNetwork(t, 7)
		b := n.Gershgorin()
		step, ok := b.LargestStep()
		for _, v := range eigenvalues(n) {
			const rounding = 1e-4 // of a multiple eigenvalue, in double precision
			if real(v) > b.Right()+rounding || real(v) < b.Left()-rounding || cmplx.Abs(v) > b.Radius()+rounding {
				t.Fatalf("eigenvalue %v outside %+v", v, b)
			}
			if ok && cmplx.Abs(1+complex(step, 0)*v) > 1+rounding {
				t.Fatalf("|1 + hλ| = %v for λ = %v, h = %v", cmplx.Abs(1+complex(step, 0)*v), v, step)
			}
		}
	})
}

// drawNetwork draws a network of any stability.
func drawNetwork(t *rapid.T, most int) *Network {
	w, _ := drawMatrix(t, most)
	leak := make([]float64, w.Order())
	for i := range leak {
		leak[i] = float64(rapid.IntRange(-4, 40).Draw(t, "leak")) / 4
	}
	return linear(w, leak)
}

// eigenvalues is the oracle: all eigenvalues of A, from gonum.
func eigenvalues(n *Network) []complex128 {
	var eigen mat.Eigen
	if !eigen.Factorize(n.Dense(), mat.EigenNone) {
		panic("gonum finds no eigenvalues")
	}
	return eigen.Values(nil)
}

// The largest step is reached, not only safe: for a single neuron, at h = 2/D,
// |1 − hD| = 1.
func TestLargestStepIsSharpForOneNeuron(t *testing.T) {
	step, ok := linear(matrix([]float64{0}), []float64{4}).Gershgorin().LargestStep()
	if !ok || math.Abs(1-step*4) != 1 {
		t.Errorf("step %v", step)
	}
}
