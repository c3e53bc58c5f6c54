package covariance

import (
	"fmt"

	"noiseprune/network"
)

// Edges estimates the variance of each neuron and the diff-cov of each edge,
//
//	d_ij = Var(x_i − s x_j),  s = sign(W[i][j])                    (eq. 4)
//
// (Moore & Chaudhuri 2020) from samples of the two neurons at its ends, in memory
// O(N + edges). The relative standard error of d is √(2/S) at S independent samples.
type Edges struct {
	unit
	net         *network.Network
	fingerprint uint64
	rows        edgeRows
	spans       []edgeSpan
	samples     samples
	deviations  deviations
	first       []float64 // Σ(x_i − ref_i) of each neuron
	second      []float64 // Σ(x_i − ref_i)² of each neuron
	distance    []float64 // Σ((x_i − ref_i) − s(x_j − ref_j))² of each edge, indexed like rows.packed
}

// NewEdges returns an estimator without samples for blocks of width replicas. The sums
// are taken about the reference, one value per neuron, which must not change
// afterwards; the nearer it is to the mean, the less cancellation. NewEdges panics if the
// width is not positive or the reference does not have one value per neuron.
func NewEdges(net *network.Network, width int, reference []float64) *Edges {
	return newEdgesOn(fastest(), net, width, reference)
}

func newEdgesOn(u unit, net *network.Network, width int, reference []float64) *Edges {
	n, rows := net.Neurons(), newEdgeRows(net)
	samples := newSamples(width)
	return &Edges{
		unit: u, net: net, fingerprint: fingerprint(net), rows: rows, spans: rows.spans(padded(width)),
		samples: samples, deviations: newDeviations(reference, n, width),
		first: make([]float64, n), second: make([]float64, n), distance: make([]float64, len(rows.packed)),
	}
}

// Add takes one sample: the state x[i*width+r] of neuron i in replica r. It panics if
// the length does not fit, or after another block has been merged in.
func (s *Edges) Add(x []float64) {
	s.samples.add()
	deviations, stride := s.deviations.of(x), s.deviations.stride
	s.addMoments(s.first, s.second, deviations, stride)
	for _, span := range s.spans {
		s.addDistances(s.distance[span.start:span.end], s.rows.packed[span.start:span.end], deviations, span.target, stride)
	}
}

// Merge adds the sums of the next block, whose replicas follow those merged so far;
// next is not changed. Merging the blocks in ascending order, one by one, is part of
// the canonical order of additions. Merge panics if next is of another network, is
// itself the result of merging, or holds another number of samples per replica.
func (s *Edges) Merge(next *Edges) {
	if s.fingerprint != next.fingerprint || len(s.first) != len(next.first) {
		panic("covariance: estimators of two networks cannot be merged")
	}
	checkSameReference(s.deviations.reference, next.deviations.reference)
	s.samples.merge(next.samples)
	addTo(s.first, next.first)
	addTo(s.second, next.second)
	addTo(s.distance, next.distance)
}

// Samples returns the number of samples, replicas × times.
func (s *Edges) Samples() int64 { return s.samples.total() }

// Local returns the estimates, about the sample mean and divided by the number of samples.
// Each covariance follows from diff-cov and the variances v:
//
//	C[i][j] = s (v_i + v_j − d_ij)/2
//
// Local panics where there are no samples.
func (s *Edges) Local() network.LocalCovariance {
	n := s.samples.count()
	l := network.NewLocalCovariance(s.net)
	mean := means(s.first, n)
	for i, m := range mean {
		l.Variance[i] = central(s.second[i], m, m, n)
	}
	fillCovariances(l, s.net, func(e edge) float64 {
		m := mean[e.target] - float64(e.sign*mean[e.source])
		d := central(s.distance[s.rows.place(e)], m, m, n)
		return e.sign * 0.5 * ((l.Variance[e.target] + l.Variance[e.source]) - d)
	})
	return l
}

func means(sums []float64, n float64) []float64 {
	m := make([]float64, len(sums))
	for i, v := range sums {
		m[i] = v / n
	}
	return m
}

func checkSameReference(a, b []float64) {
	for i, v := range a {
		if v != b[i] {
			panic(fmt.Sprintf("covariance: sums about two references (%v and %v for neuron %d) cannot be merged", v, b[i], i))
		}
	}
}
