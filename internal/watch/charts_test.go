package watch

import (
	"math"
	"slices"
	"testing"

	"noiseprune/internal/page"
)

// same reports whether two lists of numbers are equal to rounding; missing ones are NaN.
func same(a, b page.Values) bool {
	return slices.EqualFunc(a, b, func(x, y float64) bool {
		return math.IsNaN(x) && math.IsNaN(y) || math.Abs(x-y) <= 1e-12*math.Abs(y)
	})
}

// TestSamplesChart: the expected line is 1/√samples through the error that is planned, and reaches from before the first error to
// there.
func TestSamplesChart(t *testing.T) {
	nan := math.NaN()
	samples := func(counts []int64, errors ...float64) Samples {
		return Samples{Counts: counts, Errors: errors, Planned: 6400, Expected: 0.01}
	}
	for _, row := range []struct {
		reason            string
		samples           Samples
		x, measured, line page.Values
	}{
		{"half-way", samples([]int64{400, 1600}, 0.05, 0.021),
			page.Values{100, 400, 1600, 6400}, page.Values{nan, 0.05, 0.021, nan}, page.Values{0.08, 0.04, 0.02, 0.01}},
		{"beyond what was planned", samples([]int64{50, 25600}, 0.1, 0.004),
			page.Values{50, 25600}, page.Values{0.1, 0.004}, page.Values{0.01 * math.Sqrt(128), 0.005}},
	} {
		v := samplesChart(row.samples).Views[0]
		if !same(v.X, row.x) || !same(v.Lines[0].Values, row.measured) || !same(v.Lines[1].Values, row.line) {
			t.Errorf("%s: %v, %v, %v", row.reason, v.X, v.Lines[0].Values, v.Lines[1].Values)
		}
	}
	if samplesChart(Samples{}) != nil || samplesChart(samples(nil)) != nil {
		t.Error("a chart without an error that is known")
	}
}

// TestAdd: what is sampled again replaces, what is close to others thins out, and an earlier Status keeps what it had.
func TestAdd(t *testing.T) {
	var s Samples
	for _, n := range []int64{100, 200, 400} {
		s.Add(n, 1/float64(n))
	}
	before := s
	s.Add(200, 0.5)
	s.Add(202, 0.6)
	s.Add(203, 0.7) // within 2% of 200, so that 202 goes
	if !slices.Equal(s.Counts, []int64{100, 200, 203}) || !slices.Equal(s.Errors, []float64{0.01, 0.5, 0.7}) {
		t.Errorf("%+v", s)
	}
	if !slices.Equal(before.Counts, []int64{100, 200, 400}) || before.Errors[1] != 1.0/200 {
		t.Errorf("an earlier status has changed: %+v", before)
	}
}

// TestActivityChart: a network that diverged is missing from there on.
func TestActivityChart(t *testing.T) {
	a := Activity{
		Interval: 0.5, Neurons: []string{"AVAL", "7"}, Rules: []Rule{{"noise", "noise-prune"}, {"shuffled", "shuffled"}},
		Original: []page.Values{{1, 2, 3}, {4, 5, 6}},
		Pruned:   [][]page.Values{{{1, 1, 1}, {2, 2, 2}}, {{9}, {}}},
	}
	c := activityChart(a)
	if len(c.Views) != 2 || c.Views[0].Label != "AVAL" || !same(c.Views[0].X, page.Values{0, 0.5, 1}) {
		t.Fatalf("%+v", c)
	}
	lines, nan := c.Views[0].Lines, math.NaN()
	if len(lines) != 3 || !same(lines[0].Values, page.Values{1, 2, 3}) || lines[1].Style != page.Noise ||
		!same(lines[2].Values, page.Values{9, nan, nan}) || !same(c.Views[1].Lines[2].Values, page.Values{nan, nan, nan}) {
		t.Errorf("%+v", lines)
	}
	if activityChart(Activity{Neurons: []string{"1"}, Original: []page.Values{{1}}}) != nil {
		t.Error("one observation is no line")
	}
}

// TestTableFills: cells that are done have noise-prune's error, and a target's share is a column more.
func TestTableFills(t *testing.T) {
	two := []Rule{{"noise", "noise-prune"}, {"weight", "weight-only"}}
	s := Sweep{Keeps: []float64{0.2, 0.5}, Measure: "stationary error", Networks: []SweptNetwork{
		{Name: "a", Cells: []Cell{{0.2, two, []float64{0.1234, 0.2}}, {0.3, two, []float64{-1, -1}}}},
		{Name: "b", Failed: "it is unstable"}, {Name: "c"},
	}}
	got := tableOf(s)
	want := [][]string{{"a", "0.123", "done", ""}, {"b", "failed", "failed", "failed"}, {"c", "", "", ""}}
	const title = "2 of 6 cells done, each with noise-prune's stationary error"
	if !slices.EqualFunc(got.Rows, want, slices.Equal) || got.Title != title || got.Head[2] != "keep 0.3" {
		t.Errorf("%+v", got)
	}
	v := sweepChart(s, "a").Views[0]
	if !same(v.X, page.Values{0.2, 0.3}) || !same(v.Lines[1].Values, page.Values{0.2, math.NaN()}) || v.Lines[1].Style != page.Weight {
		t.Errorf("%+v", v)
	}
	if sweepChart(s, "c") != nil || tableOf(Sweep{}) != nil {
		t.Error("something is shown of nothing")
	}
}
