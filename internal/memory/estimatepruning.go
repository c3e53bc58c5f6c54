package memory

import "noiseprune/sim"

// pruning returns the bytes of the plans of the controls, which are made concurrently after the
// other networks: while K is solved for, or while a network is built from a growing list of
// entries and sorted.
func (e estimate) pruning() float64 {
	kept := e.keep() * float64(e.Stored)
	const perEdge, perEntry = 40, 1.5*24 + 8
	sampling := perEdge*float64(e.Edges) + 8*float64(e.Stored) + perEntry*kept + e.network(e.keep())
	concurrent := sim.NetworksAtOnce(e.Stored, e.rules()-1, e.opt.Workers)
	return e.edgeStatistics() + e.matrix() + e.pruned(e.rules()-concurrent) + float64(concurrent)*max(e.plan(), sampling)
}

// plan returns the bytes that making a plan takes: its edges, their scores and probabilities,
// and the sorted and summed scores by which K is solved for.
func (e sizes) plan() float64 {
	const perEdge, perWeight = 40 + 8 + 34, 8
	return perEdge*float64(e.Edges) + perWeight*float64(e.Stored)
}

// rules returns the number of pruned networks.
func (e sizes) rules() int { return e.run.PrunedNetworks() }

// keep estimates the share of the weights that pruned networks have.
func (e sizes) keep() float64 { return e.run.PrunedShare() }

// pruned returns the bytes of that many pruned networks and their probabilities.
func (e sizes) pruned(count int) float64 {
	one := e.network(e.keep())
	if e.phases != sim.ComparisonOnly {
		one += 8 * float64(e.Stored)
	}
	return float64(count) * one
}

// afterPruning returns the bytes that all phases after pruning hold beside their own.
func (e estimate) afterPruning() float64 {
	return e.edgeStatistics() + e.matrix() + e.pruned(e.rules())
}

// files returns the larger of the arrays of the synapses and of the networks as lists of entries.
func (e estimate) files() float64 {
	stored := float64(e.Stored)
	arrays := 0.0
	if e.phases != sim.ComparisonOnly {
		arrays = (24 + 8 + 1.5*24 + 2*8 + 8*float64(e.rules()) + 8*3) * stored
	}
	const perEntry = 24 + 1.5*24 + 8 + 12
	lists := perEntry * e.keep() * stored
	return e.afterPruning() + max(arrays, lists)
}
