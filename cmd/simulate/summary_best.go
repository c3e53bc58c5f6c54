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
// that are printed with the same digits are equal. Rules whose network is unstable or diverged are
// left out, which is said.
func (s summary) bestRules(b *strings.Builder) {
	for _, m := range []struct {
		name         string
		get          func(sim.RuleOutcome) *compare.Summary
		trajectories bool
	}{
		{"ε_v", func(o sim.RuleOutcome) *compare.Summary { return o.EpsV }, false},
		{"the trajectory error", func(o sim.RuleOutcome) *compare.Summary { return o.TrajectoryError }, true},
	} {
		columns := slices.DeleteFunc(s.columns(), func(c column) bool {
			return m.get(c.outcome) == nil && (!m.trajectories || c.outcome.Diverged == nil)
		})
		if len(columns) < 2 {
			continue
		}
		leftOut := leftOut(columns)
		columns = slices.DeleteFunc(columns, func(c column) bool { return c.outcome.Broken() != "" })
		value := func(c column) float64 { return m.get(c.outcome).Median }
		// Among equal medians the order of the columns stays.
		slices.SortStableFunc(columns, func(a, b column) int {
			if fourDecimals(value(a)) == fourDecimals(value(b)) {
				return 0
			}
			return cmp.Compare(value(a), value(b))
		})
		fmt.Fprintf(b, "\nBy %s, %s%s.\n", m.name, verdict(columns, func(c column) string { return median(m.get(c.outcome)) }), leftOut)
	}
}

// verdict compares the first of the columns, in ascending order of their values, with those behind it.
func verdict(columns []column, value func(column) string) string {
	switch len(columns) {
	case 0:
		return "no rule is named best, since none is left to compare"
	case 1:
		return fmt.Sprintf("no rule is named best, since only %s is left to compare: %s", columns[0].title, value(columns[0]))
	}
	best := value(columns[0])
	var equal []string
	for _, c := range columns {
		if value(c) != best {
			break
		}
		equal = append(equal, c.title)
	}
	text := fmt.Sprintf("%s does best: %s", equal[0], best)
	if len(equal) > 1 {
		text = fmt.Sprintf("%s are equal to the digits shown: %s", joined(equal), best)
	}
	if len(equal) < len(columns) {
		next := columns[len(equal)]
		text += fmt.Sprintf(", against %s by %s", value(next), next.title)
	}
	return text
}

// leftOut says which rules are not compared, and why; nothing where all are.
func leftOut(columns []column) string {
	var parts []string
	for _, c := range columns {
		if broken := c.outcome.Broken(); broken != "" {
			parts = append(parts, c.title+" (network "+broken+")")
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "; left out: " + joined(parts)
}

// joined returns "a", "a and b" or "a, b and c".
func joined(names []string) string {
	last := len(names) - 1
	if last == 0 {
		return names[0]
	}
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
