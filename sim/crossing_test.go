package sim

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// swept returns a result of noise-prune and weight-only with the trajectory errors of each pruning at each share, nil for a
// cell without any.
func swept(keeps []float64, noise, weight [][]float64) *SweepResult {
	s := &SweepResult{}
	for k, keep := range keeps {
		r := comparedOver(TrajectoryMeasure, Mean, noise[k], weight[k])
		for name, values := range map[string][]float64{"noise": noise[k], "weight": weight[k]} {
			if values == nil {
				r.update(name, func(o *RuleOutcome) { o.OverPrunings = nil })
			}
		}
		s.Cells = append(s.Cells, newCell(keep, r, nil))
	}
	return s
}

// TestCrossingsOfPowersOfTheOdds: where the error is c·((1 − k)/k)^a the interpolation is exact, so that (1 − k*)/k* = (L/c)^(1/a), to
// nine digits.
func TestCrossingsOfPowersOfTheOdds(t *testing.T) {
	keeps := []float64{0.05, 0.1, 0.2, 0.4, 0.8}
	power := func(c, a float64) (errors [][]float64) {
		for _, k := range keeps {
			e := c * math.Pow((1-k)/k, a)
			errors = append(errors, []float64{e, 1.1 * e})
		}
		return errors
	}
	share := func(c, a float64) float64 { return 1 / (1 + math.Pow(0.1/c, 1/a)) }
	s := swept(keeps, power(0.1, 0.5), power(0.12, 0.9))
	all := s.Crossings(TrajectoryMeasure, 0.1)
	for k, want := range [][]float64{{share(0.1, 0.5), share(0.11, 0.5)}, {share(0.12, 0.9), share(0.132, 0.9)}} {
		for n, share := range all[k].Shares {
			if math.Abs(share-want[n]) > 1e-9 {
				t.Errorf("%s, pruning %d: %v, not %v", all[k].Rule, n, share, want[n])
			}
		}
	}
	if all[0].Against != nil || all[1].Against == nil || math.Abs(all[1].Against.Mean-(all[1].Spread.Mean-all[0].Spread.Mean)) > 1e-12 {
		t.Errorf("differences %v and %v", all[0].Against, all[1].Against)
	}
	if s.HeadlineMeasure() != TrajectoryMeasure || s.Crossings("eps_v", 0.1) != nil || s.Sentence("eps_v", 0.1) != "" {
		t.Error("a measure that no rule has was found, or the only one that is there was not")
	}
}

// TestCrossings: curves that do not fall, that do not cross, that end. An error that is halved between two shares is √2 of the
// smaller one at the share whose odds are the geometric mean of theirs: 1/(1 + √6) between 0.2 and 0.4.
func TestCrossings(t *testing.T) {
	inf := math.Inf(1)
	keeps := []float64{0.1, 0.2, 0.4}
	between := 1 / (1 + math.Sqrt(6))
	for _, c := range []struct {
		reason       string
		curve        []float64
		share        float64
		below, above int
	}{
		{"the level is exceeded first, from above, between 0.2 and 0.4, though not at 0.1", []float64{0.05, 0.2, 0.05}, between, 0, 0},
		{"an error as large as the level is not below it", []float64{0.2, 0.1, 0.05}, 0.2, 0, 0},
		{"below everywhere", []float64{0.09, 0.02, 0.01}, 0.1, 1, 0},
		{"above at the largest share, though not at a smaller one", []float64{0.3, 0.01, 0.1}, 0.4, 0, 1},
		{"a network that diverges at 0.1 leaves the curve at 0.2", []float64{inf, 0.02, 0.01}, 0.2, 0, 0},
		{"diverged at the largest share", []float64{inf, inf, inf}, 0.4, 0, 1},
		{
			"an error of 0 has no logarithm: half of the way from √1.5 to √4",
			[]float64{0.3, 0.2, 0}, 1 / (1 + math.Pow((math.Sqrt(1.5)+2)/2, 2)), 0, 0,
		},
	} {
		found := newCrossing("noise", keeps, [][]float64{c.curve}, 0.1)
		if math.Abs(found.Shares[0]-c.share) > 1e-9 || found.Below != c.below || found.Above != c.above || found.Spread != nil {
			t.Errorf("%s: %+v", c.reason, found)
		}
		if (found.Median != nil) != (c.below+c.above > 0) {
			t.Errorf("%s: median %v", c.reason, found.Median)
		}
	}
}

// TestSweepSentence makes the sentence of crossings of every kind.
func TestSweepSentence(t *testing.T) {
	keeps := []float64{0.05, 0.2, 0.9}
	crossing := func(shares ...float64) Crossing { // curves that reach the level at the shares, those between two of keeps
		odds := func(k float64) float64 { return (1 - k) / k }
		var curves [][]float64
		for _, share := range shares {
			var curve []float64
			for _, k := range keeps {
				curve = append(curve, 0.1*math.Sqrt(odds(k)/odds(share)))
			}
			curves = append(curves, curve)
		}
		return newCrossing("noise", keeps, curves, 0.1)
	}
	for _, c := range []struct {
		reason string
		found  Crossing
		want   string
	}{
		{"an interval of some percent", crossing(0.28, 0.30, 0.31, 0.35), "down to 31% of the synapses (26–36%)"},
		{"a narrow interval has a decimal place", crossing(0.310, 0.311, 0.312, 0.313), "down to 31.1% of the synapses (30.9–31.4%)"},
		{"a single pruning has no interval", crossing(0.31), "down to 31% of the synapses (one pruning)"},
		{"all below", crossing(0.01, 0.02), "down to below 5% of the synapses"},
		{"all above", crossing(0.95, 0.95), "only above 90% of the synapses"},
		{"the median of two is below the middle of the end and the other", crossing(0.01, 0.07),
			"down to a median of at most 6% of the synapses (1 of 2 prunings below 5%)"},
		{"likewise above", crossing(0.5, 0.95), "down to a median of at least 70% of the synapses (1 of 2 prunings above 90%)"},
		{"half below and half above", crossing(0.01, 0.95), "down to an unknown share of the synapses (1 of 2 prunings below 5%, 1 above 90%)"},
		{"the extremes of six are the interval, and one of them is not known", crossing(0.01, 0.28, 0.3, 0.32, 0.34, 0.36),
			"down to a median of 31% of the synapses (at most 36%, 1 of 6 prunings below 5%)"},
		{"likewise above", crossing(0.28, 0.3, 0.32, 0.34, 0.36, 0.95),
			"down to a median of 33% of the synapses (at least 28%, 1 of 6 prunings above 90%)"},
		{"both ends are known in spite of censoring", crossing(0.01, 0.28, 0.3, 0.32, 0.34, 0.36, 0.38, 0.4, 0.95),
			"down to a median of 34% of the synapses (28–40%, 1 of 9 prunings below 5%, 1 above 90%)"},
		{"most below", crossing(0.01, 0.01, 0.01, 0.01, 0.3, 0.32),
			"down to a median of at most 5% of the synapses (at most 32%, 4 of 6 prunings below 5%)"},
	} {
		want := "noise-prune keeps the trajectory error below 10% " + c.want + "."
		if got := crossingSentence("trajectory error", 0.1, 0.05, 0.9, []Crossing{c.found}); got != want {
			t.Errorf("%s: %q, not %q", c.reason, got, want)
		}
	}
	weight := Crossing{Rule: "weight", Shares: []float64{0.9, 0.9}, Above: 2}
	got := crossingSentence("trajectory error", 0.1, 0.05, 0.9, []Crossing{crossing(0.01, 0.02), weight})
	if want := "below 5% of the synapses, weight-only only above 90%."; !strings.HasSuffix(got, want) {
		t.Errorf("of two rules: %q", got)
	}
}

// TestNotesOfAllCellsAreSaidOnce: what all cells note is a note of the result, and what only some note is theirs.
func TestNotesOfAllCellsAreSaidOnce(t *testing.T) {
	base := &Result{Notes: []string{"measured"}}
	var cells []SweepCell
	for _, notes := range [][]string{{"measured", "all", "first"}, {"measured", "all", "all"}} {
		cells = append(cells, newCell(0.5, &Result{Notes: notes}, base.Notes))
	}
	s := newSweepResult(base, cells)
	if !slices.Equal(s.Notes, []string{"measured", "all"}) || !slices.Equal(s.Cells[0].Notes, []string{"first"}) || len(s.Cells[1].Notes) > 0 {
		t.Errorf("%q, %q, %q", s.Notes, s.Cells[0].Notes, s.Cells[1].Notes)
	}
}

// TestHeadlineMeasure: the stationary error comes before that of the trajectories, where one rule has it at one share.
func TestHeadlineMeasure(t *testing.T) {
	both := RuleOutcome{OverPrunings: []OverPrunings{{Measure: TrajectoryMeasure, Statistic: Mean}, {Measure: StationaryMeasure}}}
	none, trajectories := RuleOutcome{}, RuleOutcome{OverPrunings: both.OverPrunings[:1]}
	for _, c := range []struct {
		reason   string
		outcomes []RuleOutcome
		want     string
	}{
		{"no errors at all", []RuleOutcome{none, none}, ""},
		{"trajectories only", []RuleOutcome{none, trajectories}, TrajectoryMeasure},
		{"both in one rule", []RuleOutcome{trajectories, both}, StationaryMeasure},
	} {
		s := &SweepResult{Cells: []SweepCell{{}}}
		for _, o := range c.outcomes {
			s.Cells[0].Rules = append(s.Cells[0].Rules, SweptRule{OverPrunings: o.OverPrunings})
		}
		if got := s.HeadlineMeasure(); got != c.want {
			t.Errorf("%s: %q", c.reason, got)
		}
	}
}
