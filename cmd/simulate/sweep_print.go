package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"noiseprune/internal/terminal"
	"noiseprune/network"
	"noiseprune/rules"
	"noiseprune/sim"
)

// printSweep prints a table and the sentence of each network, or JSON.
func (s *settings) printSweep(c *cobra.Command, r *sweepResults, elapsed time.Duration) error {
	if s.json {
		return printJSON(c.OutOrStdout(), r)
	}
	var b strings.Builder
	screen := s.display.screen(c.OutOrStdout())
	for _, n := range r.Networks {
		n.print(&b, r.Level, screen)
	}
	if s.out != "" {
		fmt.Fprintf(&b, "Results are in %s.\n", s.out)
	}
	fmt.Fprintf(&b, "Done in %s.\n", elapsed.Round(100*time.Millisecond))
	return printFitted(c.OutOrStdout(), screen, b.String())
}

// print prints what was found of one network, whose table is as wide as the screen.
func (n sweptResult) print(b *strings.Builder, level float64, screen terminal.Screen) {
	if n.Result == nil {
		return
	}
	source := n.Network
	if !network.IsGenerator(source) {
		source = filepath.Base(source)
	}
	facts, kind := n.Result.Network, "synapse"
	if facts.Symmetric {
		kind = "pair"
	}
	fmt.Fprintf(b, "%s\n%s, %s\n", screen.Heading(source), counted(facts.Neurons, "neuron"), counted(facts.Edges, kind))
	if n.Measure == "" {
		b.WriteString("\nNo errors are compared; give --runs.\n")
	} else {
		n.table(b, screen.Width)
		n.plot(b, level, screen)
		fmt.Fprintf(b, "\n%s\n", n.Sentence)
	}
	if target := n.Result.Target; target != nil {
		fmt.Fprintf(b, "\n%s\n", "Target: "+target.String()+".")
	}
	if n.Result.Incomplete != nil {
		fmt.Fprintf(b, "\n%s\n", screen.Bad("Incomplete:")+" "+*n.Result.Incomplete+".")
	}
	for _, note := range n.Result.Notes {
		fmt.Fprintf(b, "\n%s\n", screen.Warning("Note:")+" "+note+".")
	}
	for _, cell := range n.Result.Cells {
		for _, note := range cell.Notes {
			fmt.Fprintf(b, "\n%s\n", screen.Warning("Note")+" at "+shareText(cell.Keep)+": "+note+".")
		}
	}
	b.WriteString("\n")
}

// shareColumns is the width of the shares, the first column.
const shareColumns = 12

// table prints the measure of every rule at every share.
func (n sweptResult) table(b *strings.Builder, width int) {
	layout := newTableLayout(shareColumns, width)
	cells := n.Result.Cells
	count := len(cells[0].Rules)
	for first := 0; first < count; first += layout.rules {
		end := min(first+layout.rules, count)
		var columns []column
		for _, rule := range cells[0].Rules[first:end] {
			columns = append(columns, column{title: rules.Title(rule.Rule)})
		}
		b.WriteString("\n")
		layout.printHead(b, columns)
		for _, cell := range cells {
			fmt.Fprintf(b, "  %*s", shareColumns-2, shareText(cell.Keep))
			for _, rule := range cell.Rules[first:end] {
				b.WriteString(layout.cell(sweptCell(rule, n.Measure)))
			}
			b.WriteString("\n")
		}
	}
	fmt.Fprintf(b, "  (share of the edges kept, and %s: mean ± standard deviation over\u00a0%s)\n",
		sim.MeasureSymbol(n.Measure), unbroken(counted(n.prunings(), "pruning")))
}

// sweptCell formats a measure of one rule at one share.
func sweptCell(rule sim.SweptRule, measure string) string {
	switch over := rule.Over(measure); {
	case over == nil && rule.Diverged != nil:
		return "diverged"
	case over == nil && !rule.Stable:
		return "unstable"
	case over == nil:
		return absent
	case over.Spread == nil:
		return fourDecimals(over.Values[0])
	default:
		return overCell(over)
	}
}

// prunings returns over how many prunings the measure is known.
func (n sweptResult) prunings() int {
	most := 0
	for _, cell := range n.Result.Cells {
		for _, rule := range cell.Rules {
			if over := rule.Over(n.Measure); over != nil {
				most = max(most, len(over.Values))
			}
		}
	}
	return most
}

// shareText formats a share as a percentage of at most three significant digits.
func shareText(v float64) string { return fmt.Sprintf("%.3g%%", 100*v) }
