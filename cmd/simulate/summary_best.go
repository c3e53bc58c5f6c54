package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"noiseprune/compare"
	"noiseprune/sim"
)

// bestRules names, for two measures, the rule with the smallest median, and the second.
func (s summary) bestRules(b *strings.Builder) {
	for _, m := range []struct {
		name string
		get  func(sim.RuleOutcome) *compare.Summary
	}{
		{"ε_v", func(o sim.RuleOutcome) *compare.Summary { return o.EpsV }},
		{"the trajectory error", func(o sim.RuleOutcome) *compare.Summary { return o.TrajectoryError }},
	} {
		columns := s.columns()
		columns = slices.DeleteFunc(columns, func(c column) bool { return m.get(c.outcome) == nil })
		if len(columns) < 2 {
			continue
		}
		median := func(c column) float64 { return m.get(c.outcome).Median }
		slices.SortStableFunc(columns, func(a, b column) int { return cmp.Compare(median(a), median(b)) })
		best, second := columns[0], columns[1]
		fmt.Fprintf(b, "\nBy %s, %s does best: %s, against %s by %s.\n",
			m.name, best.title, fourDecimals(median(best)), fourDecimals(median(second)), second.title)
	}
}
