package network

import (
	"iter"
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// pairs are some of the pairs of neurons among `size` consecutive ones, the first of
// which is neuron `first`: unordered pairs, or ordered ones where directed.
type pairs struct {
	first, size int
	directed    bool
	chosen      subset
}

// possiblePairs returns how many pairs there are among n neurons: n(n−1)/2 unordered
// or n(n−1) ordered ones.
func possiblePairs(n int, directed bool) uint64 {
	ordered := uint64(n) * uint64(max(n-1, 0))
	if directed {
		return ordered
	}
	return ordered / 2
}

// share returns ⌊fraction · total⌋, where a product that is less than an integer by no more
// than the rounding error of the fraction (0.6 is not representable) counts as that integer.
func share(fraction float64, total uint64) uint64 {
	exact := fraction * float64(total)
	return min(uint64(math.FMA(exact, 0x1p-51, exact)), total)
}

// pairsBytes returns an estimate of the bytes for drawing the pairs of that many synapses
// among n neurons.
func pairsBytes(n int, directed bool, synapses float64) float64 {
	if !directed {
		synapses /= 2
	}
	return subsetBytes(float64(possiblePairs(n, directed)), synapses)
}

// drawPairs chooses `count` of the pairs, every choice with the same probability.
func drawPairs(first, size int, directed bool, count uint64, src Source) pairs {
	chosen := drawSubset(possiblePairs(size, directed), count, src)
	return pairs{first: first, size: size, directed: directed, chosen: chosen}
}

// all yields the chosen pairs (i, j) in ascending order of i, then of j; i < j where
// they are unordered.
func (p pairs) all() iter.Seq2[int, int] {
	if p.directed {
		return p.ordered
	}
	return p.unordered
}

func (p pairs) ordered(yield func(i, j int) bool) {
	for t := range p.chosen.all() {
		i, j := int(t/uint64(p.size-1)), int(t%uint64(p.size-1))
		if j >= i {
			j++ // the numbering leaves out the pair (i, i)
		}
		if !yield(p.first+i, p.first+j) {
			return
		}
	}
}

// unordered enumerates the upper triangle, whose row i has size−1−i pairs.
func (p pairs) unordered(yield func(i, j int) bool) {
	i, rowStart, rowLength := 0, uint64(0), uint64(p.size-1)
	for t := range p.chosen.all() {
		for t >= rowStart+rowLength {
			rowStart += rowLength
			rowLength--
			i++
		}
		if !yield(p.first+i, p.first+i+1+int(t-rowStart)) {
			return
		}
	}
}

// assemble gives each pair a weight, in the order of the groups and within each in
// ascending order, and returns the n×n matrix of them: W[i][j] for an ordered pair,
// W[i][j] = W[j][i] for an unordered one. No two groups may share a neuron, and they
// must come in ascending order of their neurons.
func assemble(n int, groups []pairs, weight func() float64) *CSR {
	m := &CSR{start: make([]int, n+1)}
	for _, g := range groups {
		for i, j := range g.all() {
			m.start[i+1]++
			if !g.directed {
				m.start[j+1]++
			}
		}
	}
	for i := range n {
		m.start[i+1] += m.start[i]
	}
	m.source, m.weight = make([]int32, m.start[n]), make([]float64, m.start[n])
	next := append([]int(nil), m.start[:n]...)
	put := func(i, j int, w float64) {
		m.source[next[i]], m.weight[next[i]] = int32(j), w
		next[i]++
	}
	// Row r of an unordered group receives its sources below r while the rows above it
	// are visited, in ascending order, and those beyond r afterwards: rows come out sorted.
	for _, g := range groups {
		for i, j := range g.all() {
			w := weight()
			put(i, j, w)
			if !g.directed {
				put(j, i, w)
			}
		}
	}
	return m
}

// normalWeights returns a function that draws weights from N(mean, sd²). A weight of zero
// would not be a synapse; it is drawn again. The deviate is rounded to a multiple of
// 2⁻³⁰, so that the last bits of math.Log, which differ between architectures, do not
// reach the weight.
func normalWeights(mean, sd float64, src Source) func() float64 {
	unit := distuv.Normal{Mu: 0, Sigma: 1, Src: src}
	return nonZero(func() float64 {
		deviate := math.RoundToEven(unit.Rand()*0x1p30) * 0x1p-30
		return math.FMA(sd, deviate, mean)
	})
}

// uniformWeights returns a function that draws weights from U(0, 1), zero excluded.
func uniformWeights(src Source) func() float64 {
	return nonZero(distuv.Uniform{Min: 0, Max: 1, Src: src}.Rand)
}

func nonZero(draw func() float64) func() float64 {
	return func() float64 {
		for {
			if w := draw(); w != 0 {
				return w
			}
		}
	}
}
