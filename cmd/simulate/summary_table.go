package main

import (
	"fmt"
	"math"
	"strconv"
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

// table compares the rules: the first one with two others at a time.
func (s summary) table(b *strings.Builder) {
	all := s.columns()
	if len(all) == 0 {
		return
	}
	layout := newTableLayout(2+measureColumns, s.screen.Width)
	for first := 1; first == 1 || first < len(all); first += layout.rules - 1 {
		columns := append(all[:1:1], all[min(first, len(all)):min(first+layout.rules-1, len(all))]...)
		b.WriteString("\n")
		layout.printHead(b, columns)
		for _, row := range tableRows(columns) {
			row.print(b, layout, columns)
		}
	}
	if s.result.Plan == nil || all[0].outcome.EpsV != nil || all[0].outcome.TrajectoryError != nil {
		fmt.Fprintf(b, "  (%s; all are best at 0, but for cos θ, which is best at 1)\n", s.whatIsShown())
	}
	if sets := all[0].outcome.ActiveSets; sets != nil {
		fmt.Fprintf(b, "  (%s)\n", sets)
	}
}

// whatIsShown says what the numbers of the table are.
func (s summary) whatIsShown() string {
	for _, o := range s.result.Rules {
		for _, over := range o.OverPrunings {
			if over.Spread != nil {
				return "mean ± standard deviation over " + s.pruningCounts()
			}
		}
	}
	return "medians, where a measure is a distribution"
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
		rows = append(rows, measureRows(m, columns[0].outcome)...)
	}
	if columns[0].outcome.ActiveSets != nil {
		rows = append(rows, tableRow{"worst case on active sets", func(o sim.RuleOutcome) string {
			return optionalNumber(o.ActiveSets.EpsilonWorst)
		}})
	}
	return rows
}

// measureRows returns the rows of a measure: of a distribution over several prunings its median and its mean.
func measureRows(m sim.Measure, first sim.RuleOutcome) []tableRow {
	over := first.Over(m.Name, sim.Median)
	if over == nil || over.Spread == nil {
		return []tableRow{{m.Title, func(o sim.RuleOutcome) string { return measureCell(m, o) }}}
	}
	row := func(title string, s sim.Statistic) tableRow {
		return tableRow{title, func(o sim.RuleOutcome) string { return overCell(o.Over(m.Name, s)) }}
	}
	return []tableRow{row(m.Title+", median", sim.Median), row(strings.Repeat(" ", strings.Index(m.Title, ":")+2)+"mean", sim.Mean)}
}

// overCell formats a statistic over prunings.
func overCell(over *sim.OverPrunings) string {
	if over == nil || over.Spread == nil {
		return absent
	}
	return fourDecimals(over.Spread.Mean) + "±" + deviation(over.Spread.Deviation, over.Spread.Mean)
}

// deviation formats a standard deviation with the digits of its mean.
func deviation(sd, mean float64) string {
	if mean != 0 && (math.Abs(mean) < 0.001 || math.Abs(mean) >= 1000) {
		return strconv.FormatFloat(sd, 'e', 0, 64)
	}
	return strings.TrimPrefix(strconv.FormatFloat(sd, 'f', 4, 64), "0")
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
	case m.Trajectories && o.Over(m.Name, sim.Mean) != nil && o.Over(m.Name, sim.Mean).Spread != nil:
		return overCell(o.Over(m.Name, sim.Mean))
	case o.Over(m.Name, sim.Single) != nil && o.Over(m.Name, sim.Single).Spread != nil:
		return overCell(o.Over(m.Name, sim.Single))
	case m.Summary != nil:
		return median(m.Summary(o))
	}
	return optionalNumber(m.Number(o))
}

// print prints the row, unless all its cells are absent.
func (r tableRow) print(b *strings.Builder, layout tableLayout, columns []column) {
	var cells strings.Builder
	known := false
	for _, c := range columns {
		cell := r.cell(c.outcome)
		known = known || cell != absent
		cells.WriteString(layout.cell(cell))
	}
	if known {
		fmt.Fprintf(b, "  %-*s%s\n", measureColumns, r.name, cells.String())
	}
}
