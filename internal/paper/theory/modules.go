package theory

import (
	"math"

	"noiseprune/network"
	"noiseprune/noise"
)

// modules describes a network of any size that meets all the conditions of the theory, with the heterogeneous
// weights that let a sparse network lose edges: modules of moduleSize neurons, in which each neuron has on average
// strongDegree strong synapses, U(0.5, 1.5), and `weak` synapses of a two-hundredth of that. From every module linksOut
// such weak links, half of them negative on average, lead to other modules. The leak is the row sum of |W|.
//
// Then xᵀAx = −Σ |w| (x_i − s x_j)² over the edges, s = sign(w): the slow modes, equal activity within modules,
// decay by the few links alone, while a thousand times as many edges of the same weights are redundant.
type modules struct {
	count int // of modules, at least 2
	weak  int // mean number of weak synapses of a neuron within its module
}

const (
	moduleSize   = 50
	strongDegree = 6
	linksOut     = 16 // of each module; it has as many from others on average
	weakWeight   = 0.005
)

// The third arguments of the random numbers of a pair, or of a link.
const (
	choosesKind = iota
	choosesWeight
	choosesStart
	choosesEnd
	choosesSign
)

// neurons returns N.
func (m modules) neurons() int { return m.count * moduleSize }

// network makes the network.
func (m modules) network(seed uint64) (*network.Network, error) {
	const possible = moduleSize - 1
	key, n := noise.Key{Seed: seed, Purpose: noise.Generate}, m.neurons()
	strong, either := strongDegree/float64(possible), float64(strongDegree+m.weak)/possible
	entries := make([]network.Entry, 0, n*(strongDegree+m.weak+1)) // and a few links
	add := func(i, k int, w float64) {
		entries = append(entries, network.Entry{Target: i, Source: k, Weight: w}, network.Entry{Target: k, Source: i, Weight: w})
	}
	for i := range n {
		for k := i / moduleSize * moduleSize; k < i; k++ {
			switch u := key.Uniform(uint64(i), uint64(k), choosesKind); {
			case u < strong:
				add(i, k, 0.5+key.Uniform(uint64(i), uint64(k), choosesWeight))
			case u < either:
				add(i, k, weakWeight*(0.5+key.Uniform(uint64(i), uint64(k), choosesWeight)))
			}
		}
	}
	m.link(key, add)
	w, err := network.NewCSR(n, entries)
	if err != nil {
		return nil, err
	}
	return network.New(network.Parts{Weights: w, Leak: network.DominantLeak(w, 0)})
}

// link adds the links between modules, to the key's random neurons. One that repeats a pair is left out.
func (m modules) link(key noise.Key, add func(i, k int, w float64)) {
	linked := map[[2]int]bool{}
	for g := range m.count {
		for l := range linksOut {
			number := uint64(m.neurons() + g*linksOut + l) // which no pair of neurons has
			u := func(which uint64) float64 { return key.Uniform(number, number, which) }
			start := g*moduleSize + int(u(choosesStart)*moduleSize)
			end := int(u(choosesEnd) * float64(m.neurons()-moduleSize)) // of the others
			if end >= g*moduleSize {
				end += moduleSize
			}
			pair := [2]int{max(start, end), min(start, end)}
			if linked[pair] {
				continue
			}
			linked[pair] = true
			add(pair[0], pair[1], math.Copysign(weakWeight*(0.5+u(choosesWeight)), u(choosesSign)-0.5))
		}
	}
}

// moduleDistortion returns the largest |xᵀ(Ã − A)x|/|xᵀAx| over the vectors x that are 1 in one module and 0 elsewhere,
// a lower bound of the ε of (3) under the matched diagonal: −xᵀAx is then the sum of |w| over the links of the module.
func moduleDistortion(original, pruned *network.CSR) float64 {
	before, after, worst := linkWeights(original), linkWeights(pruned), 0.0
	for g, w := range before {
		worst = max(worst, math.Abs(after[g]/w-1))
	}
	return worst
}

// linkWeights returns Σ |w| over the links of each module.
func linkWeights(w *network.CSR) []float64 {
	sums := make([]float64, w.Order()/moduleSize)
	for i := range w.Order() {
		sources, weights := w.Row(i)
		for k, j := range sources {
			if int(j)/moduleSize != i/moduleSize {
				sums[i/moduleSize] += math.Abs(weights[k])
			}
		}
	}
	return sums
}
