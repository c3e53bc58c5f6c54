package rules

import (
	"math"

	"noiseprune/network"
)

// restoreInput scales the weights onto each neuron, without its self-connection, by one factor, so that the sum of
// their absolute values is what it was. A neuron that has lost all of them stays without. A pruned network of a
// symmetric one is directed then, since two neurons have different factors.
func restoreInput(original *network.CSR, kept []network.Entry) {
	before, after := original.RowSums(), make([]float64, original.Order())
	for _, e := range kept {
		if e.Target != e.Source {
			after[e.Target] += math.Abs(e.Weight)
		}
	}
	for k, e := range kept {
		if e.Target != e.Source {
			kept[k].Weight = e.Weight * (before[e.Target] / after[e.Target])
		}
	}
}
