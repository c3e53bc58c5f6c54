package main

import (
	"fmt"
	"strings"

	"noiseprune/rules"
	"noiseprune/sim"
)

// column is the column of a rule in the table.
type column struct {
	title   string
	outcome sim.RuleOutcome
}

// columns returns a column for each rule.
func (s summary) columns() []column {
	var all []column
	for _, rule := range s.result.Data.Rules {
		all = append(all, column{rules.Title(rule.Name), s.result.Rules[rule.Name]})
	}
	return all
}

// table compares the rules.
func (s summary) table(b *strings.Builder) {
	columns := s.columns()
	if len(columns) == 0 {
		return
	}
	fmt.Fprintf(b, "\n  %-28s", "")
	for _, c := range columns {
		fmt.Fprintf(b, "%13s", c.title)
	}
	b.WriteString("\n")
	for _, row := range tableRows(columns) {
		row.print(b, columns)
	}
	if s.result.Plan == nil || columns[0].outcome.EpsV != nil || columns[0].outcome.TrajectoryError != nil {
		b.WriteString("  (medians, but for the worst case; all are best at 0, but for cos θ, which is best at 1)\n")
	}
	if sets := columns[0].outcome.ActiveSets; sets != nil {
		fmt.Fprintf(b, "  (%s)\n", sets)
	}
}

// tableRow is a row of the table: a measure, and its value for a rule.
type tableRow struct {
	name string
	cell func(sim.RuleOutcome) string
}

// tableRows returns the rows, the last only for networks with active sets. That of broken networks is
// printed only where there are any.
func tableRows(columns []column) []tableRow {
	rows := []tableRow{
		{"edges kept", func(o sim.RuleOutcome) string { return count(o.Pruned.Edges) }},
		{"pruned network", brokenCell},
	}
	for _, m := range sim.Measures() {
		rows = append(rows, tableRow{m.Title, func(o sim.RuleOutcome) string { return measureCell(m, o) }})
	}
	if columns[0].outcome.ActiveSets != nil {
		rows = append(rows, tableRow{"worst case on active sets", func(o sim.RuleOutcome) string {
			return optionalNumber(o.ActiveSets.EpsilonWorst)
		}})
	}
	return rows
}

// brokenCell says that the pruned network is unstable, or that it diverged.
func brokenCell(o sim.RuleOutcome) string {
	switch {
	case !o.Stable:
		return "unstable"
	case o.Diverged != nil:
		return "diverged"
	}
	return absent
}

// measureCell returns the median or the number, or that the pruned network diverged.
func measureCell(m sim.Measure, o sim.RuleOutcome) string {
	switch {
	case m.Trajectories && o.Diverged != nil:
		return "diverged"
	case m.Summary != nil:
		return median(m.Summary(o))
	}
	return optionalNumber(m.Number(o))
}

// print prints the row, unless all its cells are absent.
func (r tableRow) print(b *strings.Builder, columns []column) {
	var cells strings.Builder
	known := false
	for _, c := range columns {
		cell := r.cell(c.outcome)
		known = known || cell != absent
		fmt.Fprintf(&cells, "%13s", cell)
	}
	if known {
		fmt.Fprintf(b, "  %-28s%s\n", r.name, cells.String())
	}
}
