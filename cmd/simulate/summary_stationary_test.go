package main

import (
	"strings"
	"testing"
	"unicode/utf8"

	"noiseprune/compare"
	"noiseprune/rules"
	"noiseprune/sim"
)

// TestSurvives: at most eight lines of at most 80 columns; what is not known is left out, and of long labels as many as fit.
func TestSurvives(t *testing.T) {
	found := &sim.StationaryOutcome{
		Prunings: 16, Error: 0.1689, VarianceRatio: &compare.Quantiles{Low: 0.794, Median: 1.0406, High: 1.4057},
		CorrelationOnEdges:  compare.CorrelationChange{Pairs: 3000, RMS: 0.03202, Original: 0.18761},
		CorrelationOffEdges: compare.CorrelationChange{Pairs: 41850, RMS: 0.0000089268, Original: 0.0000454},
		WorstNeurons: []sim.NeuronError{
			{Label: "HSNR", Error: 0.5087}, {Label: "AS04", Error: 0.48}, {Label: "VC01", Error: 0.42}, {Label: "AWCR"},
		},
	}
	s := summary{result: &sim.Result{
		Rules: map[string]sim.RuleOutcome{"noise": {Stationary: found}},
		Data:  sim.Data{Rules: []sim.RuleData{{Name: rules.NoiseKind.String()}}},
	}}
	const first = `
What survives, noise-prune (first pruning; median and 5–95% of neurons)
  variance                    × 1.04 (0.79 – 1.41)
  correlations, r.m.s. change 0.032 of 0.19 on edges, 8.9e-06 of 4.5e-05 off
  neurons that suffer most    HSNR 51%, AS04 48%, VC01 42%
`
	const second = `
What survives, noise-prune (median and 5–95% of neurons)
  variance                    × 1.04 (0.79 – 1.41)
  autocorrelation time        × 1.05 (0.88 – 1.30)
  answer to inputs            off by 21% (6.3% – 45%)
  answer along slow modes     off by 2.4% (0.31% – 18%)
  correlations, r.m.s. change 0.032 of 0.19 on edges, 8.9e-06 of 4.5e-05 off
  neurons that suffer most    720575940604737708 51%, 720575940604737708 48%
`
	print := func() string {
		var b strings.Builder
		s.survives(&b)
		return b.String()
	}
	if got := print(); got != first {
		t.Errorf("got%s, want%s", got, first)
	}
	found.Prunings = 1
	found.AutocorrelationTimeRatio = &compare.Quantiles{Low: 0.88, Median: 1.0477, High: 1.2957}
	found.UnitInputError = &compare.Quantiles{Low: 0.06266, Median: 0.2122, High: 0.4549}
	found.SlowInputError = &compare.Quantiles{Low: 0.0030855, Median: 0.023984, High: 0.1785}
	for k := range found.WorstNeurons {
		found.WorstNeurons[k].Label = "720575940604737708"
	}
	got := print()
	if got != second {
		t.Errorf("got%s, want%s", got, second)
	}
	for line := range strings.Lines(got) {
		if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > lineWidth {
			t.Errorf("%d columns: %s", n, line)
		}
	}
	s.result.Rules["noise"] = sim.RuleOutcome{}
	if got := print(); got != "" {
		t.Errorf("without stationary activity: %s", got)
	}
}

// TestPruningCounts: spectra and stationary activity are counted apart where they are known of fewer prunings.
func TestPruningCounts(t *testing.T) {
	values := []float64{1, 2, 3, 4}
	for _, c := range []struct {
		reason              string
		stationary, spectra int
		want                string
	}{
		{"all of as many", 4, 4, "4 prunings"},
		{"fewer spectra", 4, 3, "4 prunings, spectra over 3"},
		{"less of both", 2, 3, "4 prunings, spectra over 3, stationary activity over 2"},
	} {
		o := sim.RuleOutcome{OverPrunings: []sim.OverPrunings{
			over(t, "eps_v", sim.Mean, values[:c.spectra], nil), over(t, sim.StationaryMeasure, sim.Single, values[:c.stationary], nil),
			over(t, sim.CorrelationMeasure, sim.Single, values[:c.stationary], nil), over(t, sim.TrajectoryMeasure, sim.Mean, values, nil),
		}}
		s := summary{result: &sim.Result{Rules: map[string]sim.RuleOutcome{"noise": o}}}
		if got := s.pruningCounts(); got != c.want {
			t.Errorf("%s: %q, want %q", c.reason, got, c.want)
		}
	}
}
