package main

import (
	"context"
	"fmt"
	"strings"

	"noiseprune/integrator"
	"noiseprune/network"
)

// cycleLengths are the numbers of steps of the cycles that are compared.
func cycleLengths() []int { return []int{1, 2, 3, 4, 6} }

// compareCycles computes what the trapezoid takes with cycles of other lengths.
func (c *comparison) compareCycles(ctx context.Context, net *network.Network) error {
	for _, steps := range cycleLengths() {
		cycle, err := integrator.PlanCycle(net, steps, integrator.DefaultResidual)
		if err != nil {
			return err
		}
		m := method{integrator.TrapezoidKind, integrator.Drive{Strength: 1, StepSize: integrator.MeanStep(cycle), Cycle: cycle}}
		o, err := c.outcomeOf(ctx, net, m)
		if err != nil {
			return err
		}
		c.cycles = append(c.cycles, o)
	}
	return nil
}

// cycleTable returns them as a table in Markdown.
func cycleTable(all []comparison) string {
	var b strings.Builder
	b.WriteString("\n| products a sample, typical / slowest, by steps of the cycle |")
	for _, steps := range cycleLengths() {
		fmt.Fprintf(&b, " %d |", steps)
	}
	b.WriteString("\n|---|" + strings.Repeat("---|", len(cycleLengths())) + "\n")
	for _, c := range all {
		fmt.Fprintf(&b, "| %s |", c.name)
		for _, o := range c.cycles {
			fmt.Fprintf(&b, " %s / %s |", short(o.typical), short(o.slowest))
		}
		b.WriteString("\n")
	}
	return b.String()
}
