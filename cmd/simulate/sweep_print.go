package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

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
	for _, n := range r.Networks {
		n.print(&b)
	}
	if s.out != "" {
		fmt.Fprintf(&b, "Results are in %s.\n", s.out)
	}
	fmt.Fprintf(&b, "Done in %s.\n", elapsed.Round(100*time.Millisecond))
	_, err := io.WriteString(c.OutOrStdout(), b.String())
	return err
}

// print prints what was found of one network, in at most 80 columns.
func (n sweptResult) print(b *strings.Builder) {
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
	fmt.Fprintf(b, "%s\n%s, %s\n", source, counted(facts.Neurons, "neuron"), counted(facts.Edges, kind))
	if n.Measure == "" {
		b.WriteString("\nNo errors are compared; give --runs.\n")
	} else {
		n.table(b)
		fmt.Fprintf(b, "\n%s\n", wrapSentence(n.Sentence))
	}
	if target := n.Result.Target; target != nil {
		fmt.Fprintf(b, "\n%s\n", wrapSentence("Target: "+target.String()+"."))
	}
	if n.Result.Incomplete != nil {
		fmt.Fprintf(b, "\n%s\n", wrapSentence("Incomplete: "+*n.Result.Incomplete+"."))
	}
	for _, note := range n.Result.Notes {
		fmt.Fprintf(b, "\n%s\n", wrapSentence("Note: "+note+"."))
	}
	for _, cell := range n.Result.Cells {
		for _, note := range cell.Notes {
			fmt.Fprintf(b, "\n%s\n", wrapSentence("Note at "+shareText(cell.Keep)+": "+note+"."))
		}
	}
	b.WriteString("\n")
}

// sweptBesideEachOther is how many rules fit beside each other into 80 columns, after the shares.
const (
	shareColumns         = 12
	sweptBesideEachOther = 4
)

// table prints the measure of every rule at every share.
func (n sweptResult) table(b *strings.Builder) {
	cells := n.Result.Cells
	count := len(cells[0].Rules)
	for first := 0; first < count; first += sweptBesideEachOther {
		end := min(first+sweptBesideEachOther, count)
		var columns []column
		for _, rule := range cells[0].Rules[first:end] {
			columns = append(columns, column{title: rules.Title(rule.Rule)})
		}
		b.WriteString("\n")
		printHead(b, shareColumns, columns)
		for _, cell := range cells {
			fmt.Fprintf(b, "  %*s", shareColumns-2, shareText(cell.Keep))
			for _, rule := range cell.Rules[first:end] {
				fmt.Fprintf(b, "%16s", sweptCell(rule, n.Measure))
			}
			b.WriteString("\n")
		}
	}
	fmt.Fprintf(b, "  (share of the edges kept, and %s: mean ± standard deviation\n  over %s)\n",
		sim.MeasureSymbol(n.Measure), counted(n.prunings(), "pruning"))
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

// wrapSentence breaks a sentence into lines of at most 80 columns.
func wrapSentence(text string) string {
	words := strings.Fields(text)
	return wrapped(words[0], words[1:])
}
