package report

import (
	"strings"
	"testing"

	"noiseprune/compare"
	"noiseprune/sim"
)

// TestStationaryActivityIsOnThePage: a table over the rules that have it, means over prunings, and the neurons that suffer most.
func TestStationaryActivityIsOnThePage(t *testing.T) {
	const title = "Stationary activity, exactly"
	r := syntheticResult(t, 40)
	if _, _, text := elements(t, pageOf(t, r)); strings.Contains(text, title) {
		t.Error("a page without stationary activity speaks of it")
	}
	spread := compare.Spread{Count: 16, Mean: 0.1736, Deviation: 0.0093}
	noise, weight := r.Rules["noise"], r.Rules["weight"]
	noise.Stationary = &sim.StationaryOutcome{
		Error: 0.1689, VarianceRatio: &compare.Quantiles{Low: 0.79, Median: 1.04, High: 1.41},
		CorrelationOnEdges: compare.CorrelationChange{Pairs: 3, RMS: 0.032, Original: 0.188},
		WorstNeurons:       []sim.NeuronError{{Neuron: 3, Label: "cell3", Error: 0.51}, {Neuron: 0, Label: "cell0", Error: 0.48}},
	}
	noise.OverPrunings = []sim.OverPrunings{{Measure: sim.StationaryMeasure, Values: []float64{0.1689}, Spread: &spread}}
	weight.Stationary = &sim.StationaryOutcome{Error: 0.3125}
	r.Rules["noise"], r.Rules["weight"] = noise, weight
	_, _, text := elements(t, pageOf(t, r))
	for _, want := range []string{title, "0.1736± 0.0093 over 16", "1.040.79 … 1.41", "0.032of 0.188", "cell30.51", "cell00.48", "0.3125"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}

// TestSurvivalFinding: what is known stands in the sentence, noise that is still in it too, and of nothing nothing.
func TestSurvivalFinding(t *testing.T) {
	share := 0.25
	all := sim.Survival{
		VarianceRatio: &compare.MeasuredQuantiles{
			Quantiles: compare.Quantiles{Low: 0.8, Median: 1.04, High: 1.4}, Errors: compare.Quantiles{Median: 0.01}, NoiseShare: &share,
		},
		AutocorrelationTimeRatio: &compare.MeasuredQuantiles{Quantiles: compare.Quantiles{Low: 0.9, Median: 1.1, High: 1.2}},
		CorrelationOnEdges:       &compare.MeasuredCorrelation{RMS: 0.032, RMSError: 0.002, Original: 0.188},
		UnitInputError:           &compare.Quantiles{Low: 0.1, Median: 0.2, High: 0.4},
	}
	for _, c := range []struct {
		reason   string
		survival sim.Survival
		want     string
	}{
		{"all", all, "Measured after a, as medians and 5–95% of neurons: variances × 1.04 ± 0.01 (0.8 … 1.4); autocorrelation times × 1.1 ± 0 " +
			"(0.9 … 1.2, with sampling noise); r.m.s. change of correlations on edges 0.032 ± 0.002 of 0.188; " +
			"answers to inputs off by 20 % (10 % … 40 %)."},
		{"nothing", sim.Survival{}, ""},
	} {
		if got := survivalFinding("a", c.survival); got != c.want {
			t.Errorf("%s: %q, want %q", c.reason, got, c.want)
		}
	}
}
