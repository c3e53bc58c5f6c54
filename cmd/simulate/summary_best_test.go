package main

import (
	"strings"
	"testing"

	"noiseprune/sim"
)

// TestVerdictsOnTies: a rule is called the best only where the printed digits show it.
func TestVerdictsOnTies(t *testing.T) {
	for _, row := range []struct {
		why                    string
		noise, weight, uniform float64
		want                   string
	}{
		{"all different", 0.0411, 0.0425, 0.05, "noise-prune does best: 0.0411, against 0.0425 by weight-only"},
		{"the first two, in the order of the table", 0.04112, 0.04108, 0.05,
			"noise-prune and weight-only are equal to the digits shown: 0.0411, against 0.0500 by uniform"},
		{"the first and the last", 1.00004, 2, 1, "noise-prune and uniform are equal to the digits shown: 1.0000, against 2.0000 by weight-only"},
		{"the last two are not the first", 1, 2, 2, "noise-prune does best: 1.0000, against 2.0000 by weight-only"},
		{"all of them", 0, 0, 0, "noise-prune, weight-only and uniform are equal to the digits shown: 0.0000"},
		{"in exponential notation", 4.201e-4, 4.204e-4, 4.21e-4,
			"noise-prune and weight-only are equal to the digits shown: 4.20e-04, against 4.21e-04 by uniform"},
		{"the digits differ though the values hardly do", 0.04115001, 0.04114999, 1,
			"weight-only does best: 0.0411, against 0.0412 by noise-prune"},
	} {
		r := &sim.Result{
			Rules: map[string]sim.RuleOutcome{
				"noise": outcome(1, row.noise), "weight": outcome(1, row.weight), "uniform": outcome(1, row.uniform),
			},
			Data: sim.Data{Rules: []sim.RuleData{{Name: "noise"}, {Name: "weight"}, {Name: "uniform"}}},
		}
		var b strings.Builder
		summary{result: r}.bestRules(&b)
		if want := "\nBy ε_v, " + row.want + ".\n\nBy the trajectory error, " + row.want + ".\n"; b.String() != want {
			t.Errorf("%s: got %swant %s", row.why, b.String(), want)
		}
	}
}

// TestVerdictsOnUnstableNetworks: the best by a measure may be unstable, which is said.
func TestVerdictsOnUnstableNetworks(t *testing.T) {
	columns := []column{{"noise-prune", outcome(1, 0.5)}, {"weight-only", outcome(1, 0.5)}, {"uniform", outcome(1, 0.7)}}
	value := func(c column) string { return median(c.outcome.EpsV) }
	columns[0].outcome.Stable, columns[2].outcome.Stable = false, false
	for count, want := range map[int]string{
		1: "noise-prune does best: 0.5000; what is pruned by noise-prune is unstable",
		3: "noise-prune and weight-only are equal to the digits shown: 0.5000, against 0.7000 by uniform; " +
			"what is pruned by noise-prune is unstable",
	} {
		if got := verdict(columns[:count], value); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
