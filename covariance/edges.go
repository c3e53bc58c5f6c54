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
// O(N + edges), with the standard error of each and the sums that a test of stationarity
// needs. The relative standard error of d is √(2/S) at S independent samples.
type Edges struct {
	unit
	net         *network.Network
	fingerprint uint64
	rows        edgeRows
	spans       []edgeSpan
	samples     samples
	planned     int64 // samples that each replica will take
	deviations  deviations
	block       *blockSums // of the block under way; nil when it is complete
	sums        *groupSums // of complete blocks; nil before
}

// NewEdges returns an estimator without samples for blocks of width replicas, each of which
// will take so many samples (times): the test of stationarity compares the first ⌊times/2⌋
// with the rest. The sums are taken about the reference, one value per neuron, which must not
// change afterwards; the nearer it is to the mean, the less cancellation, and the better the
// standard errors. NewEdges panics if the width or times is not positive or the reference does
// not have one value per neuron.
func NewEdges(net *network.Network, width int, reference []float64, times int) *Edges {
	return newEdgesOn(fastest(), net, width, reference, times)
}

func newEdgesOn(u unit, net *network.Network, width int, reference []float64, times int) *Edges {
	if times < 1 {
		panic(fmt.Sprintf("covariance: block of %d samples per replica", times))
	}
	n, rows := net.Neurons(), newEdgeRows(net)
	samples := newSamples(width)
	return &Edges{
		unit: u, net: net, fingerprint: fingerprint(net), rows: rows, spans: rows.spans(padded(width)),
		samples: samples, planned: int64(times), deviations: newDeviations(reference, n, width),
		block: newBlockSums(n, len(rows.packed), int64(times)),
	}
}

// Add takes one sample: the state x[i*width+r] of neuron i in replica r. It panics if
// the length does not fit, after all samples have been taken, or when the block is complete.
func (s *Edges) Add(x []float64) {
	if s.block == nil {
		panic("covariance: a sample comes after the block is complete")
	}
	if s.samples.times == s.planned {
		panic(fmt.Sprintf("covariance: more than the %d samples per replica that were announced", s.planned))
	}
	deviations, stride := s.deviations.of(x), s.deviations.stride
	s.addMoments(s.block.first, s.block.second, deviations, stride)
	for _, span := range s.spans {
		s.addDistances(s.block.distance[span.start*lanes:span.end*lanes], s.rows.packed[span.start:span.end], deviations, span.target, stride)
	}
	s.samples.add()
	s.block.divide(s.samples.times, s.planned)
}

// Complete ends the block, in memory of 88 bytes for each edge: its lanes are combined and
// given up, which leaves 28 bytes. Add panics afterwards; a second call changes nothing.
func (s *Edges) Complete() {
	s.sums, s.block = s.reduced(), nil
	s.deviations.rows = nil
}

// reduced returns the sums of the complete blocks, or those that Complete would leave.
func (s *Edges) reduced() *groupSums {
	if s.block == nil {
		return s.sums
	}
	return s.block.reduce(s.samples.width, s.samples.times, s.planned)
}

// Merge completes both blocks and adds the sums of the next, whose replicas follow those
// merged so far; what next holds stays the same. Merging the blocks in ascending order, one by
// one, is part of the canonical order of additions. Merge panics if next is of another network,
// is itself the result of merging, or holds another number of samples per replica.
func (s *Edges) Merge(next *Edges) {
	if s.fingerprint != next.fingerprint || s.net.Neurons() != next.net.Neurons() {
		panic("covariance: estimators of two networks cannot be merged")
	}
	if s.planned != next.planned {
		panic(fmt.Sprintf("covariance: a block of %d planned samples per replica meets one of %d", next.planned, s.planned))
	}
	checkSameReference(s.deviations.reference, next.deviations.reference)
	replicas := s.samples.replicas
	s.samples.merge(next.samples)
	s.Complete()
	next.Complete()
	s.sums.merge(next.sums, float64(replicas), float64(next.samples.replicas))
}

// Samples returns the number of samples, replicas × times.
func (s *Edges) Samples() int64 { return s.samples.total() }

// Groups returns the number of independent groups of replicas that give the standard errors:
// eight in each block, or as many as it has replicas where these are fewer.
func (s *Edges) Groups() int {
	if s.block == nil {
		return s.sums.groups
	}
	return min(lanes, s.samples.width)
}

// Local returns the estimates, about the sample mean and divided by the number of samples.
// Each covariance follows from diff-cov and the variances v:
//
//	C[i][j] = s (v_i + v_j − d_ij)/2
//
// Local panics where there are no samples.
func (s *Edges) Local() network.LocalCovariance {
	n, sums := s.samples.count(), s.reduced()
	l := network.NewLocalCovariance(s.net)
	mean := means(sums.first, n)
	for i, m := range mean {
		l.Variance[i] = variance(sums.variance.sum[i], m, n)
	}
	fillEdges(l.Covariance, s.net, func(e edge) float64 {
		target := neuronMoments{mean[e.target], l.Variance[e.target]}
		source := neuronMoments{mean[e.source], l.Variance[e.source]}
		return e.covariance(target, source, sums.distance.sum[s.rows.place(e)], n)
	})
	fillDiagonal(l, s.net)
	return l
}

// neuronMoments are those of one neuron about the reference.
type neuronMoments struct{ mean, variance float64 }

// covariance returns that of the two neurons of an edge from Σy² of n samples.
func (e edge) covariance(target, source neuronMoments, squares, n float64) float64 {
	m := target.mean - float64(e.sign*source.mean)
	d := central(squares, m, m, n)
	return e.sign * 0.5 * ((target.variance + source.variance) - d)
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
