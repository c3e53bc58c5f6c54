package main

import (
	"context"

	"noiseprune/internal/tools/command"
	"noiseprune/network"
	"noiseprune/rules"
	"noiseprune/sim"
)

// budgets returns the shares of the edges that are kept.
func budgets() []float64 { return []float64{0.5, 0.2} }

// study runs the default spec with all controls.
type study struct {
	ctx      context.Context //nolint:containedctx // it lives no longer than the command
	prunings int
	options  sim.Options
}

// finding is what is found of one network at one budget.
type finding struct {
	network     string
	facts       sim.NetworkFacts
	keep        float64
	prunings    int
	controls    []rules.Kind
	verdicts    []sim.Verdict
	information information
	library     string
}

// examine compares the rules on a network at every budget.
func (s study) examine(path string) ([]finding, error) {
	net, err := command.Load(path)
	if err != nil {
		return nil, err
	}
	var all []finding
	for _, keep := range budgets() {
		f, err := s.compare(net, keep)
		if err != nil {
			return nil, err
		}
		f.network = command.NameOf(path)
		all = append(all, f)
	}
	return all, nil
}

func (s study) compare(net *network.Network, keep float64) (finding, error) {
	spec := sim.DefaultSpec()
	spec.Prune.Keep, spec.Prune.Controls, spec.Prune.Prunings = &keep, rules.Controls(), sim.Exactly(float64(s.prunings))
	r, err := sim.Run(s.ctx, spec, net, s.options)
	if err != nil {
		return finding{}, err
	}
	return finding{
		facts: r.Network, keep: keep, prunings: s.prunings, controls: spec.Prune.Controls, verdicts: r.Verdicts(),
		information: informationOf(r), library: r.Libraries.LAPACK,
	}, nil
}

// against returns the verdict on a control, or nil where there is none.
func (f finding) against(control rules.Kind) *sim.Verdict {
	for k := range f.verdicts {
		if f.verdicts[k].Control == control.String() {
			return &f.verdicts[k]
		}
	}
	return nil
}
