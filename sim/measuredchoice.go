package sim

import (
	"noiseprune/compare"
	"noiseprune/network"
	"noiseprune/noise"
)

// Of how many neurons and pairs the activity is measured.
const (
	measuredNeurons = 2048
	measuredPairs   = 1000 // connected ones, and as many that are not
	measuredInputs  = 32   // neurons with constant inputs
	measuredProbes  = 128  // random inputs into up to probedNeurons neurons,
	fewProbes       = 32   // and into more
	probedNeurons   = 20_000
	mostListedPairs = 1 << 20
)

// MeasuredProducts returns the largest number of products that are added up of each run and network where the stationary activity
// of so many neurons is measured: squares of neurons, those of pairs among them, and products of pairs.
func MeasuredProducts(neurons int) int {
	return min(neurons, measuredNeurons+4*measuredPairs) + 2*measuredPairs
}

// measuredChoice is what is measured of a network.
type measuredChoice struct {
	compare.Chosen
	on, off int64 // pairs that those were drawn from
	inputs  []int // neurons with constant inputs
}

// chooseMeasured chooses what is measured of the stationary activity where it is not computed exactly.
func chooseMeasured(r *run) error {
	if r.spec.Compare.Runs > 0 && r.stationaryPrunings() == 0 && !r.stimulated() {
		choice := chosenOf(r.net, r.spec.Seed)
		r.measured = &choice
	}
	return nil
}

// measuredPairs returns the pairs whose products are added up; none where nothing is measured.
func (r *run) measuredPairs() []compare.Pair {
	if r.measured == nil {
		return nil
	}
	return r.measured.Pairs()
}

// probesOf returns the number of random inputs into so many neurons.
func probesOf(neurons int) int {
	if neurons > probedNeurons {
		return fewProbes
	}
	return measuredProbes
}

// hasMean reports whether stationary activity need not have the mean 0, which it has in a linear network without input.
func hasMean(net *network.Network) bool {
	size := sizeOf(net)
	return size.Rectified || size.Driven
}

// chosenOf draws the neurons and the pairs that are measured, a function of the seed and the network.
func chosenOf(net *network.Network, seed uint64) measuredChoice {
	key := noise.Key{Seed: seed, Purpose: noise.Measure}
	var c measuredChoice
	n := int64(net.Neurons())
	neurons, inputs := newSelection(key.Source(0, 0, 0), n, measuredNeurons), newSelection(key.Source(3, 0, 0), n, measuredInputs)
	for i := range net.Neurons() {
		if neurons.takes() {
			c.Neurons = append(c.Neurons, i)
		}
		if inputs.takes() {
			c.inputs = append(c.inputs, i)
		}
	}
	eachConnected(net, func(compare.Pair) { c.on++ })
	on := newSelection(key.Source(1, 0, 0), c.on, measuredPairs)
	eachConnected(net, func(p compare.Pair) {
		if on.takes() {
			c.On = append(c.On, p)
		}
	})
	c.off = n*(n-1)/2 - c.on
	c.Off = unconnected(net, key.Source(2, 0, 0), c.off)
	return c
}

// eachConnected calls do for each pair i > j that has a synapse in either direction.
func eachConnected(net *network.Network, do func(compare.Pair)) {
	w := net.Weights()
	for i := range net.Neurons() {
		sources, _ := w.Row(i)
		for _, j := range sources {
			switch source := int(j); {
			case source < i:
				do(compare.Pair{I: i, J: source})
			case source > i && !net.Symmetric():
				if _, both := w.Find(source, i); !both {
					do(compare.Pair{I: source, J: i})
				}
			}
		}
	}
}

// unconnected draws pairs without a synapse, of which there are so many: from their list where all pairs are few, and otherwise
// by drawing pairs until one fits, for so long as that is likely.
func unconnected(net *network.Network, source *noise.Source, of int64) (pairs []compare.Pair) {
	w, n := net.Weights(), net.Neurons()
	fits := func(i, j int) bool {
		_, one := w.Find(i, j)
		_, other := w.Find(j, i)
		return i > j && !one && !other
	}
	if n*(n-1)/2 <= mostListedPairs {
		chosen := newSelection(source, of, measuredPairs)
		for i := range n {
			for j := range i {
				if fits(i, j) && chosen.takes() {
					pairs = append(pairs, compare.Pair{I: i, J: j})
				}
			}
		}
		return pairs
	}
	drawn := map[compare.Pair]bool{}
	for tries := 0; len(pairs) < measuredPairs && tries < 100*measuredPairs; tries++ {
		p := compare.Pair{I: below(source, int64(n)), J: below(source, int64(n))}
		if fits(p.I, p.J) && !drawn[p] {
			drawn[p] = true
			pairs = append(pairs, p)
		}
	}
	return pairs
}

// below returns a number that is uniform from 0 to n − 1.
func below(source *noise.Source, n int64) int { return int(uniform(source) * float64(n)) }

func uniform(source *noise.Source) float64 { return float64(source.Uint64()>>11) * 0x1p-53 }

// selection takes some of so many things that come one after another, all sets of that many with the same probability (Knuth,
// "Seminumerical algorithms", algorithm 3.4.2S).
type selection struct {
	source     *noise.Source
	left, want int64
}

func newSelection(source *noise.Source, of, want int64) *selection {
	return &selection{source, of, min(of, want)}
}

// takes reports whether the next thing is taken.
func (s *selection) takes() bool {
	taken := s.want > 0 && (s.want == s.left || float64(s.left)*uniform(s.source) < float64(s.want))
	s.left--
	if taken {
		s.want--
	}
	return taken
}
