package main

import (
	"context"
	"fmt"
	"strings"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/network"
)

// cyclesOf returns what the trapezoid takes with cycles of other numbers of steps. The slowest edges are the twentieth
// with the largest d.
func cyclesOf(ctx context.Context, net *network.Network) ([]outcome, error) {
	edges := edgesOf(net)
	exact, err := covariance.Stationary(net, 1)
	if err != nil {
		return nil, err
	}
	want := diffCov(edges, exact.Covariance)
	slow := largestTwentieth(want)
	var all []outcome
	for _, steps := range []int{1, 2, 3, 4, 6} {
		cycle, err := integrator.PlanCycle(net, steps, integrator.DefaultResidual)
		if err != nil {
			return nil, err
		}
		m := method{integrator.TrapezoidKind, integrator.Drive{Strength: 1, StepSize: integrator.MeanStep(cycle), Cycle: cycle}}
		own, err := m.kind.Stationary(net, m.drive)
		if err != nil {
			return nil, err
		}
		rho, err := correlate(ctx, net, m, own.Covariance, edges)
		if err != nil {
			return nil, err
		}
		all = append(all, m.describe(want, diffCov(edges, own.Covariance), rho, slow))
	}
	return all, nil
}

// cycleTable returns them as a table in Markdown.
func cycleTable(name string, all []outcome) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\nCycles of other lengths, %s:\n\n"+
		"| steps: size (sweeps) | products | products a sample: typical | largest d | autocorrelation over it: median | 95%% | largest |\n"+
		"|---|---|---|---|---|---|---|\n", name)
	for _, o := range all {
		steps, products := stepsOf(o.drive.Cycle)
		fmt.Fprintf(&b, "| %s | %d | %s | %s | %.2f | %.2f | %.2f |\n", steps, products, short(o.typical), short(o.slowest),
			o.left.median, o.left.high, o.left.largest)
	}
	return b.String()
}
