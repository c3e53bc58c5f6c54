package compare_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"noiseprune/compare"
)

func TestTrajectoryErrorsDoNotDependOnTheWidth(t *testing.T) {
	const neurons, runs, times = 3, 5, 4
	state := func(k, i, r int) (x, y float64) {
		x = math.Sqrt(float64(1 + k + 7*i + 3*r))
		return x, x + 0.1*float64(r-i)
	}
	collect := func(first, width int) *compare.TrajectoryErrors {
		c := compare.NewTrajectoryErrors(width)
		x, y := make([]float64, neurons*width), make([]float64, neurons*width)
		for k := range times {
			for i := range neurons {
				for r := range width {
					x[i*width+r], y[i*width+r] = state(k, i, first+r)
				}
			}
			c.Add(x, y)
		}
		return c
	}
	unsplit := collect(0, runs)
	for _, widths := range [][]int{{1, 1, 1, 1, 1}, {2, 3}, {4, 1}} {
		merged, first := collect(0, widths[0]), widths[0]
		for _, w := range widths[1:] {
			merged.Merge(collect(first, w))
			first += w
		}
		mean, sd := merged.OverTime()
		wantMean, wantSD := unsplit.OverTime()
		for k := range mean {
			if mean[k] != wantMean[k] || sd[k] != wantSD[k] {
				t.Errorf("blocks %v, time %d: %v ± %v, want %v ± %v", widths, k, mean[k], sd[k], wantMean[k], wantSD[k])
			}
		}
		for r, v := range merged.ByRun() {
			if v != unsplit.ByRun()[r] {
				t.Errorf("blocks %v, run %d differs", widths, r)
			}
		}
	}
}

func TestRelativeErrorOfARun(t *testing.T) {
	for _, c := range []struct {
		name             string
		original, pruned []float64
		want             float64
	}{
		{"the formula", []float64{3, 4}, []float64{3, 1}, 3.0 / 5},
		{"nothing against nothing", []float64{0, 0}, []float64{0, 0}, 0},
		{"nothing against something", []float64{0, 2}, []float64{0, 0}, 1},
		{"more than the largest number", []float64{1e-161, 0}, []float64{1e150, 0}, math.MaxFloat64},
		{"something against nothing", []float64{0, 0}, []float64{0, 1}, 1},
	} {
		e := compare.NewTrajectoryErrors(1)
		e.Add(c.original, c.pruned)
		if got := e.ByRun()[0]; got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// TestMomentsOverRuns: three runs of one neuron with the errors ½, 1, 0 and 1, 0, 0.
func TestMomentsOverRuns(t *testing.T) {
	e := compare.NewTrajectoryErrors(3)
	e.Add([]float64{2, 2, 2}, []float64{1, 0, 2})
	e.Add([]float64{-2, 4, 8}, []float64{0, 4, 8})
	mean, sd := e.OverTime()
	third := 1.0 / 3
	if want := []float64{0.5, third}; !slices.Equal(mean, want) {
		t.Errorf("means %v, want %v", mean, want)
	}
	if want := []float64{0.5, math.Sqrt(third)}; math.Abs(sd[0]-want[0]) > 1e-15 || math.Abs(sd[1]-want[1]) > 1e-15 {
		t.Errorf("standard deviations %v, want %v", sd, want)
	}
	if byRun := e.ByRun(); !slices.Equal(byRun, []float64{0.75, 0.5, 0}) {
		t.Errorf("by run %v", byRun)
	}
	if e.Observations() != 2 {
		t.Errorf("%d observations", e.Observations())
	}
	single := compare.NewTrajectoryErrors(1)
	single.Add([]float64{2}, []float64{1})
	if _, sd := single.OverTime(); sd[0] != 0 {
		t.Errorf("a single run has the standard deviation %v", sd[0])
	}
}

func TestTracesOfChosenNeurons(t *testing.T) {
	traces := compare.NewTraces([]int{2, 0}, 2, 1)
	traces.Add([]float64{0, 1, 2, 3, 4, 5})
	traces.Add([]float64{10, 11, 12, 13, 14, 15})
	if got := traces.Of(0); !slices.Equal(got, []float64{5, 15}) {
		t.Errorf("neuron 2: %v", got)
	}
	if got := traces.Of(1); !slices.Equal(got, []float64{1, 11}) {
		t.Errorf("neuron 0: %v", got)
	}
}

func TestMismatchedArgumentsPanic(t *testing.T) {
	small, large := fromDense(t, []float64{-1}), fromDense(t, []float64{-1, 0, 0, -1})
	for _, c := range []struct {
		name string
		call func()
	}{
		{"no runs", func() { compare.NewTrajectoryErrors(0) }},
		{"states of different lengths", func() { compare.NewTrajectoryErrors(1).Add([]float64{1}, []float64{1, 2}) }},
		{"half a neuron", func() { compare.NewTrajectoryErrors(2).Add([]float64{1, 2, 3}, []float64{1, 2, 3}) }},
		{"blocks of different duration", func() {
			e := compare.NewTrajectoryErrors(1)
			e.Add([]float64{1}, []float64{1})
			e.Merge(compare.NewTrajectoryErrors(1))
		}},
		{"a replica beyond the block", func() { compare.NewTraces(nil, 2, 2) }},
		{"a neuron beyond the state", func() { compare.NewTraces([]int{2}, 1, 0).Add([]float64{1, 2}) }},
		{"overlap of different sizes", func() { compare.NewOverlap(small, large) }},
		{"worst case of different sizes", func() { _, _ = compare.WorstCase(small, large) }},
		{"active set of another size", func() { _, _ = compare.ActiveSetWorstCase(large, large, []bool{true}) }},
		{"quadratic forms of different sizes", func() {
			r, err := compare.NewEigendecomposition(large)
			if err == nil {
				r.QuadraticForms(small)
			}
		}},
	} {
		func() {
			defer func() {
				if message, ok := recover().(string); !ok || !strings.HasPrefix(message, "compare: ") {
					t.Errorf("%s: no panic of compare", c.name)
				}
			}()
			c.call()
		}()
	}
}
