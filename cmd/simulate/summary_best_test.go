package main

import (
	"cmp"
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

// TestBrokenNetworksAreNotCompared: a rule whose network is unstable or diverged is neither the best nor
// the second, and where fewer than two are left none is.
func TestBrokenNetworksAreNotCompared(t *testing.T) {
	reason := "step 7"
	sound := func(v float64) sim.RuleOutcome { return outcome(1, v) }
	unstable := func(v float64) sim.RuleOutcome { o := sound(v); o.Stable = false; return o }
	diverged := func(v float64) sim.RuleOutcome {
		o := sound(v)
		o.TrajectoryError, o.Diverged = nil, &reason
		return o
	}
	both := diverged(0.1)
	both.Stable = false
	for _, row := range []struct {
		why                    string
		noise, weight, uniform sim.RuleOutcome
		want, byError          string // by ε_v, and by the trajectory error where that differs
	}{
		{"the best", unstable(0.1), sound(0.2), sound(0.3),
			"weight-only does best: 0.2000, against 0.3000 by uniform; left out: noise-prune (network unstable)", ""},
		{"the second", sound(0.1), diverged(0.2), sound(0.3),
			"noise-prune does best: 0.1000, against 0.3000 by uniform; left out: weight-only (network diverged)", ""},
		{"one of equals", unstable(0.1), sound(0.1), sound(0.1),
			"weight-only and uniform are equal to the digits shown: 0.1000; left out: noise-prune (network unstable)", ""},
		{"all but one", unstable(0.1), diverged(0.2), sound(0.3),
			"no rule is named best, since only uniform is left to compare: 0.3000; " +
				"left out: noise-prune (network unstable) and weight-only (network diverged)", ""},
		{"all", unstable(0.1), both, diverged(0.3),
			"no rule is named best, since none is left to compare; left out: noise-prune (network unstable), " +
				"weight-only (network unstable and diverged) and uniform (network diverged)", ""},
		{"without trajectories", sound(0.1), unstable(0.2), withoutTrajectories(0.3),
			"noise-prune does best: 0.1000, against 0.3000 by uniform; left out: weight-only (network unstable)",
			"no rule is named best, since only noise-prune is left to compare: 0.1000; left out: weight-only (network unstable)"},
	} {
		r := &sim.Result{
			Rules: map[string]sim.RuleOutcome{"noise": row.noise, "weight": row.weight, "uniform": row.uniform},
			Data:  sim.Data{Rules: []sim.RuleData{{Name: "noise"}, {Name: "weight"}, {Name: "uniform"}}},
		}
		var b strings.Builder
		summary{result: r}.bestRules(&b)
		if want := "\nBy ε_v, " + row.want + ".\n\nBy the trajectory error, " + cmp.Or(row.byError, row.want) + ".\n"; b.String() != want {
			t.Errorf("%s: got %swant %s", row.why, b.String(), want)
		}
	}
}

func withoutTrajectories(v float64) sim.RuleOutcome {
	o := outcome(1, v)
	o.TrajectoryError = nil
	return o
}
