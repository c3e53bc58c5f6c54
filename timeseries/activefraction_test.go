package timeseries_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"noiseprune/timeseries"
)

func TestActiveFractionsByHand(t *testing.T) {
	s := timeseries.NewActiveFraction(3, 0.5, 4)
	for _, x := range [][]float64{{1, 0, 0.5}, {0, 0, 0}, {1, 1, 0.6}, {2, -3, 1}} {
		s.Add(x)
	}
	e := s.Estimate()
	if e.Frames != 4 || !slices.Equal(e.Fraction, []float64{0.75, 0.25, 0.5}) {
		t.Errorf("of %d frames %v are active, want of 4 [0.75 0.25 0.5]; a value at the threshold is not active", e.Frames, e.Fraction)
	}
	if !slices.Equal(e.Sizes, []int64{1, 1, 1, 1}) {
		t.Errorf("active sets have sizes %v, want one each of 0, 1, 2 and 3", e.Sizes)
	}
	// Four frames are two batches of two: means (½, 1), (0, ½), (0, 1). √(2 (½)² ½/(1·4)) = ¼.
	if want := []float64{0.25, 0.25, 0.5}; !slices.Equal(e.FractionErrors, want) {
		t.Errorf("standard errors %v, want %v", e.FractionErrors, want)
	}
}

// TestGaussianActiveFraction: correlated frames above a threshold, within four standard errors of the
// normal distribution, over trajectories that are merged.
func TestGaussianActiveFraction(t *testing.T) {
	phi, mean := []float64{0.9, 0, 0.5}, []float64{0, 1, -1}
	all := timeseries.NewActiveFraction(3, 0.2, 64)
	for r := range uint64(4) {
		p, s := newProcess(phi, mean, 20+r), timeseries.NewActiveFraction(3, 0.2, 64)
		for range 50000 {
			s.Add(p.next())
		}
		all.Merge(s)
	}
	e := all.Estimate()
	active, frames := 0.0, int64(0)
	for a, count := range e.Sizes {
		active += float64(int64(a) * count)
		frames += count
	}
	total := 0.0
	for i, m := range mean {
		want := 0.5 * math.Erfc((0.2-m)/math.Sqrt2)
		if d := e.Fraction[i] - want; math.Abs(d) > 4*e.FractionErrors[i] || e.FractionErrors[i] > 0.005 {
			t.Errorf("series %d is active in %v ± %v of the frames, want %v", i, e.Fraction[i], e.FractionErrors[i], want)
		}
		total += e.Fraction[i]
	}
	if frames != 200000 || math.Abs(active/200000-total) > 1e-12 {
		t.Errorf("sizes count %d frames and a mean of %v active series, want %v", frames, active/200000, total)
	}
}

func ExampleActiveFraction() {
	brackets := timeseries.NewActiveFraction(2, 0, 4)
	for _, frame := range [][]float64{{0.5, -1}, {0.2, -2}, {0.1, 0.3}, {-1, -1}} {
		brackets.Add(frame)
	}
	e := brackets.Estimate()
	fmt.Println(e.Fraction, e.Sizes)
	// Output: [0.75 0.25] [1 2 1]
}
