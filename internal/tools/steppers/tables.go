package main

import (
	"fmt"
	"math"
	"strings"

	"github.com/dustin/go-humanize"

	"noiseprune/integrator"
	"noiseprune/sim"
)

// tables returns the comparisons as three tables in Markdown.
func tables(all []comparison) string {
	var b strings.Builder
	b.WriteString("| network | stepper | h | products a sample: typical | slowest | bias of d: median | 95% | largest |\n" +
		"|---|---|---|---|---|---|---|---|\n")
	for _, c := range all {
		for k, o := range c.found {
			fmt.Fprintf(&b, "| %s | %s | %.3g | %s | %s | %s | %s | %s |\n",
				c.title(k), o.stepper(), o.drive.StepSize, c.fewer(o.typical, k, c.found[0].typical), c.fewer(o.slowest, k, c.found[0].slowest),
				percent(o.bias.median), percent(o.bias.high), percent(o.bias.largest))
		}
	}
	b.WriteString("\n| network | steps of the cycle: size (sweeps) | products | autocorrelation over it: median | 95% | largest |\n" +
		"|---|---|---|---|---|---|\n")
	for _, c := range all {
		for _, o := range c.found {
			if o.left != nil {
				fmt.Fprintf(&b, "| %s | %s | %s | %.2f | %.2f | %.2f |\n",
					c.name, stepsOf(o.drive.Cycle), short(o.products), o.left.median, o.left.high, o.left.largest)
			}
		}
	}
	return b.String() + cycleTable(all)
}

// title returns the first cell of the row k of a network.
func (c comparison) title(k int) string {
	if k > 0 {
		return ""
	}
	return fmt.Sprintf("%s: %s neurons, %s edges", c.name, humanize.Comma(int64(c.neurons)), humanize.Comma(int64(len(c.edges))))
}

// stepper returns the name of the stepper, with the steps of its cycle, in bold where a default run takes it.
func (o outcome) stepper() string {
	name := sim.StepperCost{Stepper: o.kind, Cycle: len(o.drive.Cycle)}.Name()
	if o.auto {
		return "**" + name + "**"
	}
	return name
}

// fewer prints a number of products, and in the rows after the first the factor by which it is smaller.
func (c comparison) fewer(products float64, k int, euler float64) string {
	if k == 0 {
		return short(products)
	}
	return fmt.Sprintf("%s (÷ %s)", short(products), short(euler/products))
}

func stepsOf(cycle []integrator.Substep) string {
	var steps []string
	for _, s := range cycle {
		if s.Solve == integrator.Inverse {
			steps = append(steps, fmt.Sprintf("%.3g (inverse)", s.Size))
			continue
		}
		steps = append(steps, fmt.Sprintf("%.3g (%d)", s.Size, s.Sweeps))
	}
	return strings.Join(steps, ", ")
}

// short prints a number to three digits.
func short(v float64) string {
	if math.Abs(v) < 100 {
		return fmt.Sprintf("%.3g", v)
	}
	return humanize.Comma(int64(math.Round(v)))
}

// percent prints a share to two digits.
func percent(share float64) string {
	if share >= 1 {
		return fmt.Sprintf("%.0f%%", 100*share)
	}
	return fmt.Sprintf("%.2g%%", 100*share)
}
