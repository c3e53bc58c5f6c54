package main

import (
	"strings"
	"testing"
	"unicode/utf8"

	"noiseprune/compare"
	"noiseprune/internal/terminal"
	"noiseprune/rules"
	"noiseprune/sim"
)

// measuredSummary is the summary of one rule whose outcome that is.
func measuredSummary(o sim.RuleOutcome) summary {
	return summary{result: &sim.Result{
		Rules: map[string]sim.RuleOutcome{"noise": o},
		Data:  sim.Data{Rules: []sim.RuleData{{Name: rules.NoiseKind.String()}}},
	}}
}

// TestSurvivesMeasured: with standard errors, in lines of at most 80 columns; what is not known is left out.
func TestSurvivesMeasured(t *testing.T) {
	share := 0.3
	q := &compare.MeasuredQuantiles{
		Quantiles: compare.Quantiles{Low: 0.79, Median: 1.0406, High: 1.41}, Errors: compare.Quantiles{Median: 0.0123}, NoiseShare: &share,
	}
	found := &sim.MeasuredStationary{WorstNeurons: []sim.NeuronError{{Label: "HSNR", Error: 0.5087}}}
	s := measuredSummary(sim.RuleOutcome{StationaryMeasured: found})
	const first = `
What survives, noise-prune (measured; median and 5–95% of neurons)
  neurons that suffer most    HSNR 51%
  measured over               the last third of trajectories from 0
`
	const second = `
What survives, noise-prune (measured; median and 5–95% of neurons)
  variance                    × 1.04 ± 0.01 (0.79 – 1.41)
  autocorrelation time        × 1.04 ± 0.01 (0.79 – 1.41, with noise)
  answer to inputs            off by 21% (6.3% – 45%)
  correlations on edges       r.m.s. change 8.9e-06 ± 1.2e-06 of 4.5e-05
  correlations off edges      r.m.s. change 0.0032 ± 0.0001 of 0.045
  neurons that suffer most    HSNR 51%
  measured over               the last third of trajectories from 0
`
	print := func() string {
		var b strings.Builder
		s.survives(&b)
		return b.String()
	}
	if got := print(); got != first {
		t.Errorf("got%s, want%s", got, first)
	}
	noisy := *q
	noisy.NoiseShare = nil
	found.VarianceRatio, found.AutocorrelationTimeRatio = q, &noisy
	found.UnitInputError = &compare.Quantiles{Low: 0.06266, Median: 0.2122, High: 0.4549}
	found.CorrelationOnEdges = &compare.MeasuredCorrelation{RMS: 8.9e-06, RMSError: 1.2e-06, Original: 4.5e-05}
	found.CorrelationOffEdges = &compare.MeasuredCorrelation{RMS: 0.0032, RMSError: 0.0001, Original: 0.045}
	if got := print(); got != second {
		t.Errorf("got%s, want%s", got, second)
	}
}

// TestStarts: positive starts flatter where more than half of them is uniform, and half of the squared error decides whose it is.
func TestStarts(t *testing.T) {
	number := func(v float64) *float64 { return &v }
	for _, c := range []struct {
		reason         string
		uniform, noise *float64
		want           string
	}{
		{"both", number(0.751), number(0.8), `
75% of a positive start lies on the uniform vector, whose decay row sums decide,
  which pruning keeps on average. The error from positive starts is mostly the
  noise's: of its square, noise alone makes 80%.
`},
		{"little is uniform", number(0.2), number(0.031), `
The error from positive starts is mostly the initial state's: of its square,
  noise alone makes 3.1%.
`},
		{"nothing is known", nil, nil, ""},
	} {
		var b strings.Builder
		measuredSummary(sim.RuleOutcome{UniformShare: c.uniform, NoiseShare: c.noise}).starts(&b)
		got := terminal.Fit(b.String(), lineWidth)
		if got != c.want {
			t.Errorf("%s: got%s, want%s", c.reason, got, c.want)
		}
		for line := range strings.Lines(got) {
			if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > lineWidth {
				t.Errorf("%d columns: %s", n, line)
			}
		}
	}
}
