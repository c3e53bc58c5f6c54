package rules

import (
	"cmp"
	"slices"

	"noiseprune/noise"
)

// permuted returns the probabilities of the stored entries after a random permutation over the edges, all of
// which are equally likely. Protected edges keep theirs. The permutation is a function of key, draw and the
// neurons of the edges.
func (p *Plan) permuted(key noise.Key, draw uint64) []float64 {
	type ranked struct {
		edge edge
		rank float64
	}
	var values []float64
	var to []ranked
	for e := range edgesOf(p.net) {
		if !p.protected[e.place] {
			values = append(values, p.Probabilities[e.place])
			to = append(to, ranked{e, key.Uniform(uint64(e.i), uint64(e.j), draw)})
		}
	}
	slices.SortStableFunc(to, func(a, b ranked) int { return cmp.Compare(a.rank, b.rank) })
	probabilities := slices.Clone(p.Probabilities)
	for k, target := range to {
		probabilities[target.edge.place], probabilities[target.edge.mirror] = values[k], values[k]
	}
	return probabilities
}
