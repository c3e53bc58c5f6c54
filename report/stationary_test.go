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
