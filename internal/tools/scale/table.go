package main

import (
	"fmt"
	"math"
	"runtime"
	"strings"
	"time"
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
			spent, spent/m.whole.processor, c.estimate(o.subjects, o.budgets, d.parts, thisMachine(0)).processor/m.whole.processor)
	}
	fmt.Fprintf(&b, "\nCosts: %.3g s a cell, %.3g s for a subject without anything to do, %.3g s to gather a cell, "+
		"%.2g files left by a cell.\n", c.cell, c.visit, c.gather, c.files)
	scheduledTable(&b, o, c, m.slurm)
	return b.String()
}

// scheduledTable shows what Slurm has taken by the clock, if it was measured.
func scheduledTable(b *strings.Builder, o options, c costs, all []scheduled) {
	if len(all) == 0 {
		return
	}
	fmt.Fprintf(b, "\nBy a Slurm on this machine of %d cores, with nodes of one core and a part for each:\n\n", runtime.NumCPU())
	b.WriteString("| nodes | by the clock | by the model | of it waiting |\n|---|---|---|---|\n")
	for _, s := range all {
		e := c.estimate(o.subjects, o.budgets, s.nodes, thisMachine(s.wait))
		fmt.Fprintf(b, "| %d | %.1f s | %.1f s | %.1f s |\n", s.nodes, s.clock, e.total(), e.wait)
	}
}

// thisMachine is this machine as a cluster, with so many seconds until a round starts; its own files cost nothing that is not in the
// times of the processor.
func thisMachine(wait float64) cluster {
	return cluster{cores: runtime.NumCPU(), files: math.Inf(1), wait: wait}
}

func flagsText(more []string) string {
	if len(more) == 0 {
		return ""
	}
	return " with " + strings.Join(more, " ")
}

// thisCluster is the cluster of the predictions.
func thisCluster() cluster {
	return cluster{cores: 2000, files: 20e3, bandwidth: 1e9, wait: 60, price: 0.02}
}

// predictions shows what larger work takes.
func predictions(c costs, on cluster) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Predicted for 1,000 subjects × 5 budgets, on parts of one core, with a file system that opens %.0f files a second "+
		"for all of them, %.0f s of waiting for each round and %.2f for an hour of a core:\n\n", on.files, on.wait, on.price)
	b.WriteString("| parts | cells | subjects without anything to do | opening files | gathering | in all | cores | cost |\n" +
		"|---|---|---|---|---|---|---|---|\n")
	for _, parts := range []int{1, 10, 50, 200, 1000, on.cores} {
		e := c.estimate(1000, 5, parts, on)
		hours := e.processor / 3600
		fmt.Fprintf(&b, "| %d | %s | %s | %s | %s | **%s** | %.3g h | %.2f |\n", parts, text(e.compute), text(e.visits), text(e.open),
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
