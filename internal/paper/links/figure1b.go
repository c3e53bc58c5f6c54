// Package links is the study of Fig. 1b: which probabilities the rule gives to the few
// connections that matter in a network of dense clusters.
package links

import (
	"noiseprune/covariance"
	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// What Fig. 1b shows without numbers: dense clusters, sparse links between them, a few
// strong connections within. These numbers are ours.
const (
	linksBetween   = 3   // pairs between each two clusters
	strongWithin   = 5   // pairs in each cluster
	strongWeight   = 8.0 // of a strong pair; the others are U(0.5, 1.5)
	keepFigure1b   = 0.2
	slackFigure1b  = 0.001 // of the mean row sum
	ordinaryWeight = 1.0
)

// kind is the kind of a connection of Fig. 1b.
type kind uint8

const (
	within kind = iota
	strong
	between
)

// Figure1b shows weights, covariance, diff-cov and probabilities of three dense clusters.
func Figure1b(run *figure.Run) (*figure.Outcome, error) {
	size := figure.Pick(run.Options, 100, 40)
	net, kinds, err := threeClusters(run.Seed, size)
	if err != nil {
		return nil, err
	}
	run.Phase("exact covariance", 1)
	exact, err := covariance.Stationary(net, 1)
	if err != nil {
		return nil, err
	}
	if err := run.FinishUnit(); err != nil {
		return nil, err
	}
	local := covariance.LocalFrom(net, exact.Covariance)
	p, err := experiment.NewPlans(net, experiment.Visible(run, net, local), keepFigure1b)
	if err != nil {
		return nil, err
	}
	o := &figure.Outcome{
		Shows: "The paper shows (Fig. 1b) a network of three dense clusters with sparse links between them and a few strong connections " +
			"within: " +
			"noise-prune gives the links and the strong connections high probability, and most connections within a cluster a low one.",
		Caption: "Row: target; column: source, numbered from 0. Entries without a connection are white in all panels but the covariance; " +
			"links between clusters and strong connections are drawn larger.",
	}
	o.AddSetting("network", "3 clusters of %d, %g of the pairs within connected with U(0.5, 1.5), %d pairs within each cluster of weight "+
		"%g, %d pairs of weight 1 between each two clusters",
		size, experiment.WithinDensity, strongWithin, strongWeight, linksBetween)
	o.AddSetting("leak", "row sum of |W| plus %g of the mean row sum", slackFigure1b)
	o.AddSetting("covariance", "exact, σ = 1")
	o.AddSetting("kept", "%g of the edges expected", keepFigure1b)
	describeKinds(o, net, kinds, p)
	o.Picture = picture(net, kinds, exact.Covariance.At, local.DiffCov(net), p[figure.Noise].Probabilities)
	return o, nil
}

// Needs estimates what the figure takes.
func Needs() figure.Needs { return figure.Needs{Neurons: 200} }
