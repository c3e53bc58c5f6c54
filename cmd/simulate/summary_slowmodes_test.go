package main

import (
	"strings"
	"testing"
	"unicode/utf8"

	"noiseprune/compare"
	"noiseprune/sim"
)

// TestSlowModeLines: two lines of at most 80 columns, with a dash for a time constant or an overlap that is not there.
func TestSlowModeLines(t *testing.T) {
	constants := func(count int, first float64) (all []*float64) {
		for k := range count {
			v := first / float64(1+k)
			all = append(all, &v)
		}
		return all
	}
	pruned := constants(49, 0.09)
	pruned[0] = nil
	median := &compare.Summary{Median: 0.000278}
	s := summary{result: &sim.Result{
		Measured: sim.Measured{Network: sim.NetworkFacts{SlowModes: &sim.SlowModeFacts{TimeConstants: constants(50, 0.08533)}}},
		Rules: map[string]sim.RuleOutcome{"noise": {SlowModes: &sim.SlowModeOutcome{
			SlowModeFacts: sim.SlowModeFacts{TimeConstants: pruned}, EpsLambda: median, EpsV: median, CosTheta: median,
		}}},
		Data: sim.Data{Rules: []sim.RuleData{{Name: "noise"}}},
	}}
	var b strings.Builder
	s.slowModes(&b)
	const want = "\n  Time constants 1, 10, 49: 0.0853, 0.00853, 0.00174 → –, 0.009, 0.00184\n" +
		"  50 slow modes: ε_λ 2.78e-04, ε_v 2.78e-04, cos θ 2.78e-04, overlap –\n"
	if b.String() != want {
		t.Errorf("got\n%s, want\n%s", b.String(), want)
	}
	for line := range strings.Lines(b.String()) {
		if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > 80 {
			t.Errorf("%d columns: %s", n, line)
		}
	}
	b.Reset()
	s.result.Network.SlowModes = nil
	if s.slowModes(&b); b.Len() > 0 {
		t.Errorf("without slow modes: %s", b.String())
	}
}
