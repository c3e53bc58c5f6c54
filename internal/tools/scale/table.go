package main

import (
	"fmt"
	"math"
	"strings"
	"time"

	"noiseprune/internal/memory"
)

// measuredTable shows what was measured, and what the model says of it.
func measuredTable(o options, m measured) string {
	var b strings.Builder
	c := newCosts(o, m)
	fmt.Fprintf(&b, "%d subjects of %s × %d budgets%s; load of the machine when they had ended: %s.\n\n",
		o.subjects, o.network, o.budgets, flagsText(o.more), m.load)
	fmt.Fprintf(&b, "| | by the clock | of the processor | of one process | by the model |\n|---|---|---|---|---|\n")
	fmt.Fprintf(&b, "| one process, two workers | %.1f s | %.1f s | 1 | |\n", m.whole.clock, m.whole.processor)
	for _, d := range m.divided {
		spent := d.rounds.processor + d.gather.processor
		fmt.Fprintf(&b, "| %d parts, and the process that gathers | %.1f s | %.1f s | %.3f | %.3f |\n", d.parts, d.rounds.clock+d.gather.clock,
			spent, spent/m.whole.processor, c.estimate(o.subjects, o.budgets, d.parts, cluster{bandwidth: math.Inf(1)}).processor/m.whole.processor)
	}
	fmt.Fprintf(&b, "\nCosts: %.3g s a cell, %.3g s for a subject without anything to do, %.3g s to gather a cell, %s left by a cell.\n",
		c.cell, c.visit, c.gather, memory.Size(c.written))
	return b.String()
}

func flagsText(more []string) string {
	if len(more) == 0 {
		return ""
	}
	return " with " + strings.Join(more, " ")
}

// thisCluster is the cluster of the predictions.
func thisCluster() cluster { return cluster{cores: 2000, bandwidth: 1e9, wait: 60, price: 0.02} }

// predictions shows what larger work takes.
func predictions(c costs, on cluster) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Predicted for 1,000 subjects × 5 budgets, on parts of one core, with a file system of %.3g GB/s that all share, "+
		"%.0f s of waiting for each round and %.2f for an hour of a core:\n\n", on.bandwidth/1e9, on.wait, on.price)
	b.WriteString("| parts | cells | subjects without anything to do | reading | gathering | in all | cores | cost |\n" +
		"|---|---|---|---|---|---|---|---|\n")
	for _, parts := range []int{1, 10, 50, 200, 1000, on.cores} {
		e := c.estimate(1000, 5, parts, on)
		hours := e.processor / 3600
		fmt.Fprintf(&b, "| %d | %s | %s | %s | %s | **%s** | %.3g h | %.2f |\n", parts, text(e.compute), text(e.visits), text(e.read),
			text(e.gather), text(e.total()), hours, hours*on.price)
	}
	return b.String()
}

// text writes seconds with three digits.
func text(seconds float64) string {
	if seconds < 60 {
		return fmt.Sprintf("%.3g s", seconds)
	}
	return strings.TrimSuffix(time.Duration(seconds*float64(time.Second)).Round(time.Minute).String(), "0s")
}
