package covariance

import (
	"fmt"
	"math"

	"noiseprune/network"
)

// Tracked estimates diff-cov of a few edges for each replica separately. Replicas are
// independent, so that the variance of their estimates gives valid error bars, whatever
// the correlation of a replica's samples in time.
//
// The sums of a replica run in the order of time and do not depend on the width of the
// blocks.
type Tracked struct {
	unit
	fingerprint uint64
	samples     samples
	reference   []float64
	edges       []edge
	first       [][]float64 // Σy of each tracked edge and replica, y = (x_i − ref_i) − s(x_j − ref_j)
	second      [][]float64 // Σy², likewise
}

// NewTracked returns an estimator without samples for blocks of width replicas. It
// tracks the edges numbered ⌊kE/m⌋, k = 0 … m−1, of the network's E edges, or all of
// them where there are no more than m. The reference is that of NewEdges. NewTracked
// panics if width or m is not positive or the reference does not fit the network.
func NewTracked(net *network.Network, width int, reference []float64, m int) *Tracked {
	return newTrackedOn(fastest(), net, width, reference, m)
}

func newTrackedOn(u unit, net *network.Network, width int, reference []float64, m int) *Tracked {
	t := &Tracked{unit: u, fingerprint: fingerprint(net), samples: newSamples(width), reference: reference}
	t.edges = trackedOf(net, width, reference, m)
	for range t.edges {
		t.first = append(t.first, make([]float64, width))
		t.second = append(t.second, make([]float64, width))
	}
	return t
}

// trackedOf returns the edges to be tracked, and panics for arguments that NewTracked
// refuses.
func trackedOf(net *network.Network, width int, reference []float64, m int) []edge {
	if width < 1 || m < 1 || len(reference) != net.Neurons() {
		panic(fmt.Sprintf("covariance: %d tracked edges, block of %d replicas, reference of %d values for %d neurons",
			m, width, len(reference), net.Neurons()))
	}
	var tracked []edge
	total := net.Edges()
	m = min(m, total)
	for e := range edgesOf(net) {
		if k := len(tracked); k < m && e.number == k*total/m {
			tracked = append(tracked, e)
		}
	}
	return tracked
}

// Add takes one sample: the state x[i*width+r] of neuron i in replica r. It panics if
// the length does not fit, or after another block has been merged in.
func (t *Tracked) Add(x []float64) {
	width := t.samples.width
	checkState(x, len(t.reference), width)
	t.samples.add()
	for k, e := range t.edges {
		first, second := t.first[k], t.second[k]
		target, source := x[e.target*width:][:width], x[e.source*width:][:width]
		meanTarget, meanSource := t.reference[e.target], t.reference[e.source]
		aligned := width / lanes * lanes // the replicas that fill lanes
		if aligned > 0 {
			t.addReplicas(first[:aligned], second, target, source, meanTarget, meanSource, e.sign)
		}
		addReplicas(first[aligned:], second[aligned:], target[aligned:], source[aligned:], meanTarget, meanSource, e.sign)
	}
}

// addReplicas adds one sample of one edge to the sums of each replica.
func addReplicas(first, second, target, source []float64, meanTarget, meanSource, sign float64) {
	for r := range first {
		u, v := target[r]-meanTarget, source[r]-meanSource
		y := u - float64(sign*v)
		first[r] += y
		second[r] = math.FMA(y, y, second[r])
	}
}

// Merge appends the replicas of the next block; next is not changed. Blocks must be
// merged in ascending order, one by one. Merge panics if next is of another network or
// tracks other edges, is itself the result of merging, or holds another number of
// samples per replica.
func (t *Tracked) Merge(next *Tracked) {
	if t.fingerprint != next.fingerprint || len(t.edges) != len(next.edges) || len(t.reference) != len(next.reference) {
		panic("covariance: estimators of two networks cannot be merged")
	}
	checkSameReference(t.reference, next.reference)
	t.samples.merge(next.samples)
	for k := range t.edges {
		t.first[k] = append(t.first[k], next.first[k]...)
		t.second[k] = append(t.second[k], next.second[k]...)
	}
}

// Samples returns the number of samples of each tracked edge, replicas × times.
func (t *Tracked) Samples() int64 { return t.samples.total() }
