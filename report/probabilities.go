package report

import (
	"noiseprune/network"
	"noiseprune/sim"
)

// probabilities shows each rule's probability of keeping an edge against the edge's weight.
func probabilities(r *sim.Result, rules []rule) *figure {
	net := r.Data.Original
	if net == nil || hasDiffCovsOnly(r, rules) {
		return nil
	}
	edges := sampleEdges(net)
	var all []series
	for _, name := range []string{"noise", "weight"} { // weight-only is drawn last, over the others: its dots form a thin line
		for _, rule := range rules {
			if rule.name == name && hasProbabilities(rule, net) {
				all = append(all, edges.series(rule.data.Probabilities, rule.style, rule.label))
			}
		}
	}
	return edges.figure(all, "probability of keeping the edge",
		"Each dot is an edge: the absolute value of its weight, and the probability that a rule keeps it. "+
			"Weight-only probabilities follow a line; at equal weight noise-prune has larger probabilities where the "+
			"diff-cov is larger. Probabilities are cut off at 1.")
}

func hasProbabilities(rule rule, net *network.Network) bool {
	return len(rule.data.Probabilities) == net.Weights().Stored()
}
