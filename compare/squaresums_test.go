package compare_test

import (
	"math"
	"slices"
	"testing"

	"noiseprune/compare"
)

// squaresOf returns the sums of runs first … first+width−1 of three neurons at four times, of states that do not add up
// without rounding.
func squaresOf(first, width int) *compare.SquareSums {
	const neurons, times = 3, 4
	s := compare.NewSquareSums(neurons, width)
	x, y := make([]float64, neurons*width), make([]float64, neurons*width)
	for k := range times {
		for i := range neurons {
			for r := range width {
				x[i*width+r] = math.Sqrt(float64(1 + k + 7*i + 3*(first+r)))
				y[i*width+r] = x[i*width+r] / 3
			}
		}
		s.AddDifference(x, y)
	}
	return s
}

func TestSquareSumsDoNotDependOnTheWidth(t *testing.T) {
	wantNeurons, wantRuns := squaresOf(0, 5).Totals()
	for _, widths := range [][]int{{1, 1, 1, 1, 1}, {2, 3}, {4, 1}} {
		merged, first := squaresOf(0, widths[0]), widths[0]
		for _, w := range widths[1:] {
			merged.Merge(squaresOf(first, w))
			first += w
		}
		if neurons, runs := merged.Totals(); !slices.Equal(neurons, wantNeurons) || !slices.Equal(runs, wantRuns) {
			t.Errorf("blocks %v: %v and %v, want %v and %v", widths, neurons, runs, wantNeurons, wantRuns)
		}
	}
}

// TestSquareSumsByHand: two neurons in two runs, x = (1, 2; 3, 4), then the difference of x and (1, 1; 1, 1).
func TestSquareSumsByHand(t *testing.T) {
	s := compare.NewSquareSums(2, 2)
	s.Add([]float64{1, 2, 3, 4})
	s.AddDifference([]float64{1, 2, 3, 4}, []float64{1, 1, 1, 1})
	neurons, runs := s.Totals()
	if !slices.Equal(neurons, []float64{1 + 4 + 0 + 1, 9 + 16 + 4 + 9}) || !slices.Equal(runs, []float64{1 + 9 + 0 + 4, 4 + 16 + 1 + 9}) {
		t.Errorf("%v and %v", neurons, runs)
	}
}

// TestShareOfSquaredDistances: of two runs and three times, the mean squares are 0 of 0, 1 of 4, and 9 of 3, which counts as
// all of it; the first is left out.
func TestShareOfSquaredDistances(t *testing.T) {
	part, whole := compare.NewSquaredDistances(2), compare.NewSquaredDistances(2)
	zero := []float64{0, 0}
	for _, c := range []struct{ part, whole []float64 }{
		{zero, zero}, {[]float64{1, 1}, []float64{2, 2}}, {[]float64{3, 3}, []float64{2, math.Sqrt2}},
	} {
		part.Add(c.part, zero)
		whole.Add(c.whole, zero)
	}
	if share, ok := part.Share(whole); !ok || share != (0.25+1)/2 {
		t.Errorf("%v, %v; want 0.625", share, ok)
	}
	none := compare.NewSquaredDistances(2)
	none.Add(zero, zero)
	if _, ok := none.Share(none); ok {
		t.Error("no distance has shares")
	}
}
