package covariance

import (
	"fmt"
	"slices"

	"noiseprune/network"
)

// edgeRows lists the edges of a network target by target, as the kernels read them. The
// edges of a target fill whole groups: what is left of the last one holds the target
// itself, which is at no distance from itself.
type edgeRows struct {
	starts  []int    // where each target's groups begin among packed, and the end
	numbers []int    // of each target's first edge, and how many edges there are
	packed  []uint32 // sources; with the bit inhibitory, where the weight is negative; behind it a group may be read
}

const (
	edgeGroup  = 4 // edges that a kernel takes at once
	inhibitory = uint32(1) << 31
)

// newEdgeRows panics if the network's neurons leave no bit of their numbers free.
func newEdgeRows(net *network.Network) edgeRows {
	n := net.Neurons()
	if n > int(inhibitory) {
		panic(fmt.Sprintf("covariance: %d neurons, more than 2³¹", n))
	}
	r := edgeRows{packed: make([]uint32, 0, net.Edges()+(edgeGroup-1)*n+edgeGroup)}
	for e := range edgesOf(net) {
		r.begin(e.target, e.number)
		word := uint32(e.source)
		if e.sign < 0 {
			word |= inhibitory
		}
		r.packed = append(r.packed, word)
	}
	r.begin(n, net.Edges())
	return r
}

// begin begins the groups of all targets up to this one, which stands before the edge
// of that number.
func (r *edgeRows) begin(target, number int) {
	for last := len(r.starts) - 1; last < target; last++ {
		for len(r.packed)%edgeGroup != 0 {
			r.packed = append(r.packed, uint32(last))
		}
		r.starts = append(r.starts, len(r.packed))
		r.numbers = append(r.numbers, number)
	}
}

// edgeSpan is what a kernel takes in one call: whole groups of one target.
type edgeSpan struct{ target, start, end int }

const (
	spanBytes = 128 << 10 // of the sources' rows, which stay in the second cache while the targets pass by
	spanEdges = 16        // of a target in a block, on average, below which blocks cost more than they save
)

// spans divides the edges for rows of stride deviations: into blocks of sources that stay in
// the second cache, and target by target in each of them, or target by target alone where
// there are too few edges for that. The sum of each edge is its own, so that no bit depends
// on it.
func (r *edgeRows) spans(stride int) []edgeSpan {
	targets := len(r.starts) - 1
	sources := max(1, spanBytes/(8*stride))
	if len(r.packed)*sources < spanEdges*targets*targets {
		sources = max(1, targets)
	}
	spans, next := make([]edgeSpan, 0, targets), slices.Clone(r.starts[:targets])
	for block := sources; block < targets+sources; block += sources {
		for i, start := range next {
			end := start
			for end < r.starts[i+1] && int(r.packed[end]&^inhibitory) < block {
				end += edgeGroup
			}
			if next[i] = end; end > start {
				spans = append(spans, edgeSpan{i, start, end})
			}
		}
	}
	return slices.Clone(spans)
}

// place returns where the edge stands among packed.
func (r *edgeRows) place(e edge) int { return r.starts[e.target] + e.number - r.numbers[e.target] }

// gather copies from sums in the places of packed one for each edge, in their order.
func (r *edgeRows) gather(dst, packed []float64) {
	for i, start := range r.starts[:len(r.starts)-1] {
		copy(dst[r.numbers[i]:r.numbers[i+1]], packed[start:])
	}
}

// scatter is the inverse of gather.
func (r *edgeRows) scatter(packed, src []float64) {
	for i, start := range r.starts[:len(r.starts)-1] {
		copy(packed[start:], src[r.numbers[i]:r.numbers[i+1]])
	}
}
