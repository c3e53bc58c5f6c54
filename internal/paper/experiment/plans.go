package experiment

import (
	"fmt"
	"math"

	"noiseprune/internal/paper/figure"
	"noiseprune/network"
	"noiseprune/noise"
	"noiseprune/rules"
)

// KeepTrajectories is the fraction of the edges that Figs. 2c–2f keep ("20% sparsity").
const KeepTrajectories = 0.2

// Plans are the probabilities of noise-prune and of its controls, which are expected to keep as
// many edges.
type Plans [figure.RuleCount]*rules.Plan

// NewPlans makes the plans, for the fraction `keep` of the existing edges.
func NewPlans(net *network.Network, locals network.LocalCovariance, keep float64) (Plans, error) {
	noise, err := NoisePlan(net, locals, keep)
	if err != nil {
		return Plans{}, err
	}
	return WithControls(net, locals, noise, nil)
}

// WithControls adds the controls' plans to noise-prune's, with the same protected edges.
func WithControls(net *network.Network, locals network.LocalCovariance, noise *rules.Plan, protected []rules.Pair) (p Plans, err error) {
	p[figure.Noise] = noise
	for _, control := range figure.Controls() {
		if p[control], err = ControlPlan(net, locals, control, noise.Expected, protected); err != nil {
			return p, err
		}
	}
	return p, nil
}

// ControlPlan returns the plan of one control, which is expected to keep that many edges.
func ControlPlan(
	net *network.Network, locals network.LocalCovariance, control figure.Rule, edges float64, protected []rules.Pair,
) (*rules.Plan, error) {
	rule, seen := rules.NoisePrune, locals
	switch control {
	case figure.Weight:
		rule = rules.WeightOnly
	case figure.Random:
		rule = rules.Uniform
	case figure.Hidden:
		seen = HiddenCovariance(net, locals)
	default:
		panic(fmt.Sprintf("paper: rule %d is no control", control))
	}
	p, err := rules.NewPlan(net, seen, rules.Request{
		Rule: rule, Budget: rules.Budget{Kind: rules.Edges, Value: edges}, Protected: protected,
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", control.Label(), err)
	}
	return p, nil
}

// HiddenCovariance returns the same variances with every covariance 0.
func HiddenCovariance(net *network.Network, l network.LocalCovariance) network.LocalCovariance {
	hidden := network.NewLocalCovariance(net)
	copy(hidden.Variance, l.Variance)
	return hidden
}

// NoisePlan is noise-prune's, normalized as in the authors' code: scaled to the fraction
// `keep` of the existing edges, then clipped at 1, so that a few edges fewer are kept.
func NoisePlan(net *network.Network, locals network.LocalCovariance, keep float64) (*rules.Plan, error) {
	return rules.NewPlan(net, locals, rules.Request{
		Rule:          rules.NoisePrune,
		Budget:        rules.Budget{Kind: rules.Keep, Value: keep},
		Normalization: rules.ScaleThenClip,
	})
}

// NoisePlanOf is noise-prune's plan for that many expected edges.
func NoisePlanOf(net *network.Network, locals network.LocalCovariance, edges float64) (*rules.Plan, error) {
	return rules.NewPlan(net, locals, rules.Request{
		Rule: rules.NoisePrune, Budget: rules.Budget{Kind: rules.Edges, Value: edges},
	})
}

// Sample draws a pruned network. Draws of different numbers are independent.
func Sample(run *figure.Run, p *rules.Plan, draw uint64, d rules.Diagonal) (*network.Network, error) {
	return p.Sample(noise.Key{Seed: run.Seed, Purpose: noise.Prune}, draw, rules.Sampling{Diagonal: d, MaxFactor: math.Inf(1)})
}

// KeptText says how many edges a network has and what fraction of the original's that is.
func KeptText(original, pruned *network.Network) string {
	return fmt.Sprintf("%s (%.1f%%)", figure.Thousands(pruned.Edges()), 100*float64(pruned.Edges())/float64(original.Edges()))
}
