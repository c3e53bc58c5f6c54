package draw

import (
	"math"
	"reflect"
	"slices"
	"testing"
)

// TestTukeyBox: the whiskers end at values, and what is beyond 1.5 box heights is listed.
func TestTukeyBox(t *testing.T) {
	b := tukeyBoxOf([]float64{-9, 1, 2, 3, 4, 5, 6, 7, 30})
	want := tukeyBox{low: 1, q1: 1.25, median: 3.5, q3: 5.75, high: 7, beyond: []float64{-9, 30}}
	if !reflect.DeepEqual(b, want) {
		t.Errorf("got %+v, want %+v", b, want)
	}
	if b := tukeyBoxOf([]float64{2}); b.low != 2 || b.median != 2 || b.high != 2 || b.beyond != nil {
		t.Errorf("of one value: %+v", b)
	}
}

// TestKernelDensity: of two values, symmetric, and with the bandwidth of Silverman's rule; of
// equal values, finite.
func TestKernelDensity(t *testing.T) {
	at, density := kernelDensity([]float64{-1, 1}, 5)
	if !slices.Equal(at, []float64{-1, -0.5, 0, 0.5, 1}) {
		t.Errorf("levels %v", at)
	}
	h := 0.9 * min(math.Sqrt2, 1/1.34) * math.Pow(2, -0.2) // quartiles −1 and 0
	if want := 2 * math.Exp(-1/(2*h*h)); math.Abs(density[2]-want) > 1e-15 || density[0] != density[4] {
		t.Errorf("density %v, want %v in the middle", density, want)
	}
	_, density = kernelDensity([]float64{3, 3, 3}, 2)
	if !slices.Equal(density, []float64{3, 3}) {
		t.Errorf("density of equal values %v", density)
	}
}
