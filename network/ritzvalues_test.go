package network

import (
	"math/cmplx"
	"slices"
	"testing"
)

// TestRitzValues in a space of all dimensions are the eigenvalues, with a residual of rounding; in a
// smaller one the largest is approximate, and some eigenvalue of a symmetric matrix is within its
// residual.
func TestRitzValues(t *testing.T) {
	diagonal := func(dst, x []float64) {
		for i, v := range x {
			dst[i] = float64(i+1) * v
		}
	}
	for _, dimension := range []int{10, 50} {
		found := RitzValues(10, dimension, diagonal)
		slices.SortFunc(found, func(a, b Eigenvalue) int { return int(1e3 * real(a.Value-b.Value)) })
		for k, v := range found {
			if len(found) != 10 || cmplx.Abs(v.Value-complex(float64(k+1), 0)) > 1e-9 || v.Residual > 1e-9 {
				t.Errorf("dimension %d: value %d is %v", dimension, k, v)
			}
		}
	}
	for _, v := range RitzValues(1000, 20, diagonal) {
		nearest := 1000.0
		for i := range 1000 {
			nearest = min(nearest, cmplx.Abs(v.Value-complex(float64(i+1), 0)))
		}
		if v.Residual < nearest || real(v.Value) < 1 || real(v.Value) > 1000 {
			t.Errorf("value %v with residual %v is %v from an eigenvalue", v.Value, v.Residual, nearest)
		}
	}
	if len(RitzValues(0, 5, diagonal)) != 0 {
		t.Error("an empty operator has Ritz values")
	}
}

// TestRitzValuesOfARotation: of the pair −1 ± 2i, the one with positive imaginary part.
func TestRitzValuesOfARotation(t *testing.T) {
	w, err := NewCSR(2, []Entry{{Target: 0, Source: 1, Weight: 2}, {Target: 1, Source: 0, Weight: -2}})
	if err != nil {
		t.Fatal(err)
	}
	net, err := New(Parts{Weights: w, Leak: []float64{1, 1}})
	if err != nil {
		t.Fatal(err)
	}
	found := net.RitzValues(9)
	if len(found) != 1 || cmplx.Abs(found[0].Value-(-1+2i)) > 1e-12 {
		t.Errorf("found %v, want −1 + 2i", found)
	}
}
