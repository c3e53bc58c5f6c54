package covariance

import (
	"fmt"
	"slices"

	"noiseprune/network"
)

// edgeRows lists the edges of a network target by target, as the kernels read them. The
// edges of a target are padded to a multiple of edgeGroup with the target itself, whose
// distance from itself is 0.
type edgeRows struct {
	starts  []int    // index in packed of each target's first group; one more element for the end
	numbers []int    // number of each target's first edge; one more element for the number of edges
	packed  []uint32 // sources, with the bit inhibitory set where the weight is negative; its capacity allows reading one group more
}

const (
	edgeGroup  = 4 // edges that a kernel processes together
	inhibitory = uint32(1) << 31
)

// newEdgeRows panics if the network has more than 2³¹ neurons, whose numbers would need the
// bit inhibitory.
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

// begin pads the groups of the last target and begins those of all targets up to this one,
// whose first edge has that number.
func (r *edgeRows) begin(target, number int) {
	for last := len(r.starts) - 1; last < target; last++ {
		for len(r.packed)%edgeGroup != 0 {
			r.packed = append(r.packed, uint32(last))
		}
		r.starts = append(r.starts, len(r.packed))
		r.numbers = append(r.numbers, number)
	}
}

// edgeSpan is the range of packed, groups of one target, that a kernel processes in one call.
type edgeSpan struct{ target, start, end int }

const (
	spanBytes = 128 << 10 // size of a block of source rows, which stays in the L2 cache for all targets
	spanEdges = 16        // mean number of edges of a target in a block below which blocking is slower
)

// spans divides the edges for rows of stride deviations into blocks of sources that fit the
// L2 cache, and each block into targets; where blocks would hold too few edges, there is one
// block. Every edge has a sum of its own, so that no bit depends on the division.
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

// place returns the index of the edge in packed.
func (r *edgeRows) place(e edge) int { return r.starts[e.target] + e.number - r.numbers[e.target] }
