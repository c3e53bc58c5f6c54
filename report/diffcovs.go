package report

import (
	"slices"

	"noiseprune/sim"
)

// diffCovs shows the edges' diff-cov against their weight, in a Result whose noise-prune has no
// probabilities.
func diffCovs(r *sim.Result, rules []rule) *figure {
	if !hasDiffCovsOnly(r, rules) {
		return nil
	}
	edges := sampleEdges(r.Data.Original)
	return edges.figure([]series{edges.series(r.Data.DiffCov, styleOf("noise"), "diff-cov")}, "diff-cov (unit: activity squared)",
		"Each dot is an edge: the absolute value of its weight, and its diff-cov, "+
			"the variance of the difference (for a negative weight, of the sum) of its two neurons. "+
			"Noise-prune keeps an edge with a probability proportional to the product of both.")
}

// hasDiffCovsOnly reports whether there are diff-covs, but no probabilities of noise-prune.
func hasDiffCovsOnly(r *sim.Result, rules []rule) bool {
	net := r.Data.Original
	return net != nil && len(r.Data.DiffCov) == net.Weights().Stored() &&
		!slices.ContainsFunc(rules, func(rule rule) bool { return rule.name == "noise" && hasProbabilities(rule, net) })
}
