package covariance

import (
	"fmt"

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
