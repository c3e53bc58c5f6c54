package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"noiseprune/compare"
	"noiseprune/sim"
)

// bestRules says, for two measures, which rule has the smallest median, and the second. Medians
// that are printed with the same digits are equal.
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
		value := func(c column) float64 { return m.get(c.outcome).Median }
		// Among equal medians the order of the columns stays.
		slices.SortStableFunc(columns, func(a, b column) int {
			if fourDecimals(value(a)) == fourDecimals(value(b)) {
				return 0
			}
			return cmp.Compare(value(a), value(b))
		})
		fmt.Fprintf(b, "\nBy %s, %s.\n", m.name, verdict(columns, func(c column) string { return median(m.get(c.outcome)) }))
	}
}

// verdict compares the first of the columns, in ascending order of their values, with those behind it.
func verdict(columns []column, value func(column) string) string {
	best := value(columns[0])
	var equal, unstable []string
	for _, c := range columns {
		if value(c) != best {
			break
		}
		equal = append(equal, c.title)
		if !c.outcome.Stable {
			unstable = append(unstable, c.title)
		}
	}
	text := fmt.Sprintf("%s does best: %s", equal[0], best)
	if len(equal) > 1 {
		text = fmt.Sprintf("%s are equal to the digits shown: %s", joined(equal), best)
	}
	if len(equal) < len(columns) {
		next := columns[len(equal)]
		text += fmt.Sprintf(", against %s by %s", value(next), next.title)
	}
	if len(unstable) > 0 {
		text += fmt.Sprintf("; what is pruned by %s is unstable", joined(unstable))
	}
	return text
}

// joined returns "a", "a and b" or "a, b and c".
func joined(names []string) string {
	last := len(names) - 1
	if last == 0 {
		return names[0]
	}
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
