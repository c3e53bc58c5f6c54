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

// Plans are the probabilities of noise-prune and of the control that sees the weight only,
// which is expected to keep as many edges.
type Plans struct{ Noise, Weight *rules.Plan }

// NewPlans makes both plans, for the fraction `keep` of the existing edges.
func NewPlans(net *network.Network, locals network.LocalCovariance, keep float64) (p Plans, err error) {
	if p.Noise, err = NoisePlan(net, locals, keep); err != nil {
		return p, err
	}
	p.Weight, err = WeightPlan(net, p.Noise.Expected)
	return p, err
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

// WeightPlan returns the control's plan for that many expected edges.
func WeightPlan(net *network.Network, edges float64) (*rules.Plan, error) {
	return rules.NewPlan(net, network.NewLocalCovariance(net), rules.Request{
		Rule: rules.WeightOnly, Budget: rules.Budget{Kind: rules.Edges, Value: edges},
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
