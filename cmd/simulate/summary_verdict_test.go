package main

import (
	"strings"
	"testing"

	"noiseprune/internal/terminal"
	"noiseprune/sim"
)

// TestVerdictColors: what is better is green and what is worse red, and without colours the same is said.
func TestVerdictColors(t *testing.T) {
	judged := []sim.Judgement{{Measure: sim.StationaryMeasure, Statistic: sim.Single}}
	for _, row := range []struct {
		why     string
		verdict sim.Verdict
		want    []string // the beginning of each line, without its indent
	}{
		{"better", sim.Verdict{Control: "weight", Better: judged},
			[]string{"\x1b[32mbetter than weight-only\x1b[0m", "\x1b[32m  stationary error"}},
		{"worse", sim.Verdict{Control: "weight", Worse: judged}, []string{"\x1b[31mworse than weight-only\x1b[0m", "\x1b[31m  stationary error"}},
		{"open", sim.Verdict{Control: "weight", Open: judged}, []string{"not distinguishable from weight-only", "  stationary error"}},
		{"not compared", sim.Verdict{Control: "weight", LeftOut: "it is unstable"},
			[]string{"\x1b[33mnot compared with weight-only: it is unstable"}},
	} {
		var colored, plain strings.Builder
		summary{screen: terminal.Screen{Color: true}}.verdict(&colored, row.verdict)
		summary{}.verdict(&plain, row.verdict)
		lines := strings.Split(strings.TrimSuffix(colored.String(), "\n"), "\n")
		if len(lines) != len(row.want) {
			t.Fatalf("%s: %q", row.why, lines)
		}
		for k, line := range lines {
			if !strings.HasPrefix(line, "  "+row.want[k]) {
				t.Errorf("%s: %q does not begin with %q", row.why, line, row.want[k])
			}
		}
		if strings.Contains(plain.String(), "\x1b") || terminal.Columns(plain.String()) != terminal.Columns(colored.String()) {
			t.Errorf("%s, without colours: %q", row.why, plain.String())
		}
	}
}
