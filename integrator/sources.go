package integrator

import (
	"noiseprune/internal/kernel"
	"noiseprune/network"
	"noiseprune/noise"
)

// firstCommon is the number, among neurons, whose noise in package noise is that of the first common source:
// above any neuron, so that it does not depend on how many there are.
const firstCommon = 1 << 33

// sources turns the increments ζ of the neurons' own sources into those of all sources of a network's noise,
//
//	ζ′_i = s_i ζ_i + Σ_l M_il ζ_{2³³+l},
//
// a product and then a fused multiply-add for each source in ascending l, those with M_il = 0 left out.
type sources[T Float] struct {
	given     network.NoiseSources
	strengths []T             // nil where all are 1
	common    []commonPart[T] // of all neurons, ascending, then by source
	starts    []int           // of each neuron in common, and the end; nil without common sources
	held      [2]position     // of zeta
	zeta      [2][]T          // of the common sources, in the replicas of a family, at the last two steps
}

// commonPart is M_il of one neuron.
type commonPart[T Float] struct {
	source   int
	strength T
}

// of makes the increments those of a network's sources of noise. Plain noise needs nothing.
func (n *increments[T]) of(s network.NoiseSources, neurons int) *increments[T] {
	if s.Plain() {
		return n
	}
	m := &sources[T]{given: s}
	if s.Strengths != nil {
		m.strengths = rounded[T](s.Strengths)
	}
	if s.Sources > 0 {
		m.starts = make([]int, 1, neurons+1)
		for i := range neurons {
			for l, v := range s.CommonTo(i) {
				if T(v) != 0 {
					m.common = append(m.common, commonPart[T]{l, T(v)})
				}
			}
			m.starts = append(m.starts, len(m.common))
		}
	}
	n.sources = m
	return n
}

// given returns the sources of noise that the increments are of.
func (n *increments[T]) given() network.NoiseSources {
	if n.sources == nil {
		return network.NoiseSources{}
	}
	return n.sources.given
}

// fillFunc writes the increments of consecutive neurons, as noise.FillNormals does.
type fillFunc[T Float] func(k noise.Key, dst []T, step uint64, firstNeuron, neurons, firstReplica, width int)

// mix turns ζ in dst, which is drawn of that position, into ζ′.
func (m *sources[T]) mix(dst []T, p position, fill fillFunc[T], key noise.Key) {
	common := m.commonAt(p, fill, key)
	for k := range p.neurons {
		row := dst[k*p.width:][:p.width]
		if m.strengths != nil {
			s := m.strengths[p.firstNeuron+k]
			for r, z := range row {
				row[r] = s * z
			}
		}
		if m.starts == nil {
			continue
		}
		for _, part := range m.common[m.starts[p.firstNeuron+k]:m.starts[p.firstNeuron+k+1]] {
			for r, z := range common[part.source*p.width:][:p.width] {
				row[r] = kernel.FMA(part.strength, z, row[r])
			}
		}
	}
}

// commonAt returns the increments of the common sources, which all rows of a step have: drawn once where
// rows are drawn some at a time.
func (m *sources[T]) commonAt(p position, fill fillFunc[T], key noise.Key) []T {
	if m.given.Sources == 0 {
		return nil
	}
	p.firstNeuron, p.neurons = firstCommon, m.given.Sources
	slot := p.step % 2
	if m.held[slot] != p {
		m.zeta[slot] = resize(m.zeta[slot], p.neurons*p.width)
		fill(key, m.zeta[slot], p.step, p.firstNeuron, p.neurons, p.firstReplica, p.width)
		m.held[slot] = p
	}
	return m.zeta[slot]
}
