package network

import (
	"cmp"
	"slices"
)

// sourceSampler draws the sources of one neuron after another, in modules of consecutive neurons. A
// draw takes a neuron with a probability proportional to its rate, until as many different ones as
// wanted are found.
type sourceSampler struct {
	src    Source
	rates  []float64
	all    aliasTable
	module aliasTable // of the neurons first … end−1, less first
	first  int
	end    int
	taken  []uint64 // a bit for each neuron
	keys   []sourceKey
}

type sourceKey struct {
	time   float64
	source int32
}

// samplerBytes is what a sourceSampler allocates for each neuron, its rates included: most of it is
// the keys, which only dense rows need.
const samplerBytes = 8 + 2*aliasBytes + 16

func newSourceSampler(rates []float64, src Source) *sourceSampler {
	return &sourceSampler{
		src: src, rates: rates, all: newAliasTable(rates), taken: make([]uint64, (len(rates)+63)/64),
	}
}

// enter makes first … end−1 the module of the neurons that come next.
func (s *sourceSampler) enter(first, end int) {
	s.first, s.end, s.module = first, end, newAliasTable(s.rates[first:end])
}

// fill writes the sources of a neuron of the module, in ascending order: so many from inside the
// module, where it is not among them, and the others from outside.
func (s *sourceSampler) fill(row []int32, target, inside int) {
	s.take(int32(target))
	s.fillGroup(row[:inside], true)
	s.fillGroup(row[inside:], false)
	s.release(int32(target))
	for _, j := range row {
		s.release(j)
	}
	slices.Sort(row)
}

// mostDraws is how many draws a source may take on the average before the quicker method for
// groups most of which are taken.
const mostDraws = 8

func (s *sourceSampler) fillGroup(row []int32, inside bool) {
	found := 0
	for left := mostDraws * len(row); left > 0 && found < len(row); left-- {
		if j := s.draw(inside); j >= 0 && s.take(j) {
			row[found] = j
			found++
		}
	}
	s.fillByKeys(row[found:], inside)
}

// draw returns a neuron of the group, or −1.
func (s *sourceSampler) draw(inside bool) int32 {
	if inside {
		return int32(s.first + s.module.draw(s.src))
	}
	if j := s.all.draw(s.src); j < s.first || j >= s.end {
		return int32(j)
	}
	return -1
}

// fillByKeys continues where draws mostly repeat. If each neuron that is not taken waits for an
// exponentially distributed time of its rate, the first ones have the distribution of repeated draws
// (Efraimidis & Spirakis 2006, "Weighted random sampling with a reservoir", Inf. Process. Lett. 97, 181).
func (s *sourceSampler) fillByKeys(row []int32, inside bool) {
	if len(row) == 0 {
		return
	}
	s.keys = slices.Grow(s.keys[:0], len(s.rates))
	if inside {
		s.addKeys(s.first, s.end)
	} else {
		s.addKeys(0, s.first)
		s.addKeys(s.end, len(s.rates))
	}
	slices.SortFunc(s.keys, func(a, b sourceKey) int {
		return cmp.Or(cmp.Compare(a.time, b.time), cmp.Compare(a.source, b.source))
	})
	for k := range row {
		row[k] = s.keys[k].source
		s.take(row[k])
	}
}

func (s *sourceSampler) addKeys(first, end int) {
	for j := first; j < end; j++ {
		if s.taken[j/64]>>(j%64)&1 == 0 {
			s.keys = append(s.keys, sourceKey{-logarithm(uniform(s.src)) / s.rates[j], int32(j)})
		}
	}
}

// take marks a neuron and reports whether it was not marked.
func (s *sourceSampler) take(j int32) bool {
	word, bit := &s.taken[j/64], uint64(1)<<(j%64)
	isNew := *word&bit == 0
	*word |= bit
	return isNew
}

func (s *sourceSampler) release(j int32) { s.taken[j/64] &^= 1 << (j % 64) }
