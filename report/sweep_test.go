package report_test

import (
	"bytes"
	"image/png"
	"testing"

	"noiseprune/compare"
	"noiseprune/report"
	"noiseprune/sim"
)

// sweptRule returns a rule with a measure of those values; without any the rule has no measure.
func sweptRule(t *testing.T, name string, values ...float64) sim.SweptRule {
	t.Helper()
	rule := sim.SweptRule{Rule: name}
	if len(values) == 0 {
		return rule
	}
	over := sim.OverPrunings{Measure: sim.TrajectoryMeasure, Statistic: sim.Mean, Values: values}
	if spread, err := compare.NewSpread(values); err == nil {
		over.Spread = &spread
	}
	rule.OverPrunings = []sim.OverPrunings{over}
	return rule
}

// TestSweepPicture draws what a sweep can be, twice the same, and refuses a measure that nothing has.
func TestSweepPicture(t *testing.T) {
	for _, c := range []struct {
		reason string
		cells  []sim.SweepCell
	}{
		{"intervals, one of them around 0", []sim.SweepCell{
			{Keep: 0.1, Rules: []sim.SweptRule{sweptRule(t, "noise", 0.5, 0.6), sweptRule(t, "weight", 0.01, 0.3)}},
			{Keep: 0.8, Rules: []sim.SweptRule{sweptRule(t, "noise", 0.02, 0.03), sweptRule(t, "weight", 0.04, 0.05)}},
		}},
		{"one share and one pruning", []sim.SweepCell{{Keep: 0.5, Rules: []sim.SweptRule{sweptRule(t, "noise", 0.5)}}}},
		{"an error of 0, and a rule that diverged everywhere", []sim.SweepCell{
			{Keep: 0.5, Rules: []sim.SweptRule{sweptRule(t, "noise", 0.1, 0.2), sweptRule(t, "shuffled")}},
			{Keep: 1, Rules: []sim.SweptRule{sweptRule(t, "noise", 0, 0), sweptRule(t, "shuffled")}},
		}},
	} {
		swept := &sim.SweepResult{Cells: c.cells}
		first, err := report.SweepPicture(swept, sim.TrajectoryMeasure, 0.1)
		if err != nil {
			t.Fatalf("%s: %v", c.reason, err)
		}
		if _, err := png.Decode(bytes.NewReader(first)); err != nil {
			t.Errorf("%s: %v", c.reason, err)
		}
		if second, err := report.SweepPicture(swept, sim.TrajectoryMeasure, 0.1); err != nil || !bytes.Equal(first, second) {
			t.Errorf("%s: another picture the second time", c.reason)
		}
		if _, err := report.SweepPicture(swept, "eps_v", 0.1); err == nil {
			t.Errorf("%s: a picture of a measure that nothing has", c.reason)
		}
	}
}

// TestSweepPage: the sentence of each network, a network that failed, and twice the same bytes.
func TestSweepPage(t *testing.T) {
	swept := &sim.SweepResult{Measured: sim.Measured{Program: "noiseprune test"}, Cells: []sim.SweepCell{
		{Keep: 0.2, Rules: []sim.SweptRule{sweptRule(t, "noise", 0.5, 0.6, 0.55), sweptRule(t, "weight", 0.7, 0.8, 0.75)}},
		{Keep: 0.8, Rules: []sim.SweptRule{sweptRule(t, "noise", 0.02, 0.03, 0.025), sweptRule(t, "weight", 0.04, 0.05, 0.045)}},
	}}
	networks := []report.SweptNetwork{
		{Name: "first.mtx", Result: swept, Measure: sim.TrajectoryMeasure}, {Name: "second.mtx", Reason: "it is unstable"},
	}
	var first, second bytes.Buffer
	for _, b := range []*bytes.Buffer{&first, &second} {
		if err := report.WriteSweep(b, networks, 0.1); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("two pages of the same sweep differ")
	}
	for _, want := range []string{
		"first.mtx: noise-prune keeps the transient, positive starts below 10% down to", "second.mtx was not swept: it is unstable",
		`id="network-1-curves"`, `id="network-1-table"`, "0.55",
	} {
		if !bytes.Contains(first.Bytes(), []byte(want)) {
			t.Errorf("the page lacks %q", want)
		}
	}
}
