package report

import (
	"cmp"
	"container/heap"
	"math"
	"slices"

	"noiseprune/network"
)

// rankedEdge is an edge with its score |w|·d.
type rankedEdge struct {
	place, target, source int
	weight, score         float64
}

// byRank compares by score, the largest first and NaN last, and among equals by place.
func byRank(a, b rankedEdge) int {
	return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.place, b.place))
}

// rankedEdges returns the edges of the largest scores, most of them at most and the largest first, and how many edges there are.
// Of a pair in a symmetric network it takes one half. With E edges it takes O(E log most) time and memory for most of them.
func rankedEdges(net *network.Network, diffCov []float64, most int) (first []rankedEdge, total int) {
	best := make(lastFirst, 0, most)
	for i := range net.Neurons() {
		sources, values := net.Weights().Row(i)
		start := net.Weights().RowStart(i)
		for k, source := range sources {
			if j := int(source); j != i && (j < i || !net.Symmetric()) {
				total++
				best.offer(rankedEdge{start + k, i, j, values[k], math.Abs(values[k]) * diffCov[start+k]}, most)
			}
		}
	}
	slices.SortFunc(best, byRank)
	return best, total
}

// lastFirst is a heap, by container/heap, with the edge of the last rank on top.
type lastFirst []rankedEdge

// offer takes an edge in, and drops the one of the last rank where they are more than most then.
func (h *lastFirst) offer(e rankedEdge, most int) {
	switch {
	case len(*h) < most:
		heap.Push(h, e)
	case byRank(e, (*h)[0]) < 0:
		(*h)[0] = e
		heap.Fix(h, 0)
	}
}

func (h lastFirst) Len() int           { return len(h) }
func (h lastFirst) Less(i, j int) bool { return byRank(h[i], h[j]) > 0 }
func (h lastFirst) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }

// Push and Pop implement heap.Interface.
func (h *lastFirst) Push(e any) { *h = append(*h, e.(rankedEdge)) }

// Pop is needed by the interface alone.
func (h *lastFirst) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}
