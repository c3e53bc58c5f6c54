package covariance

import (
	"fmt"

	"gonum.org/v1/gonum/mat"

	"noiseprune/network"
)

// Dense estimates the covariance of every pair of neurons, in memory N²/2.
type Dense struct {
	samples    samples
	deviations deviations
	first      []float64 // Σ(x_i − ref_i) of each neuron
	second     []float64 // Σ(x_i − ref_i)(x_j − ref_j) for j ≤ i, at i(i+1)/2 + j
}

// tileRows is how many rows of deviations stay in the innermost cache while the others
// pass by. It changes the order in which pairs are visited, and no sum.
const tileRows = 16

// NewDense returns an estimator without samples for blocks of width replicas. The sums
// are taken about the reference, one value per neuron, which must not change
// afterwards; the nearer to the mean, the fewer digits are lost. NewDense panics if the
// width is not positive or there are not as many references as neurons.
func NewDense(neurons, width int, reference []float64) *Dense {
	return &Dense{
		samples: newSamples(width), deviations: newDeviations(reference, neurons, width),
		first: make([]float64, neurons), second: make([]float64, triangle(neurons)),
	}
}

// triangle is the number of pairs j ≤ i < n, and the place of pair (n, 0).
func triangle(n int) int { return n * (n + 1) / 2 }

// Add takes one sample: the state x[i*width+r] of neuron i in replica r. It panics if
// the length does not fit, or after another block has been merged in.
func (s *Dense) Add(x []float64) {
	s.samples.add()
	s.deviations.take(x)
	for i := range s.first {
		s.first[i] += laneSum(s.deviations.row(i))
	}
	for top := 0; top < len(s.first); top += tileRows {
		s.addRows(top, min(top+tileRows, len(s.first)))
	}
}

// addRows adds the products of the rows top … end−1 with all rows up to themselves.
func (s *Dense) addRows(top, end int) {
	for j := range end {
		v := s.deviations.row(j)
		for i := max(top, j); i < end; i++ {
			s.second[triangle(i)+j] += laneDot(s.deviations.row(i), v)
		}
	}
}

// Merge adds the sums of the next block, whose replicas follow those merged so far;
// next is not changed. Merging the blocks in ascending order, one by one, is part of
// the canonical order of additions. Merge panics if next has another number of neurons,
// is itself the result of merging, or holds another number of samples per replica.
func (s *Dense) Merge(next *Dense) {
	if len(s.first) != len(next.first) {
		panic(fmt.Sprintf("covariance: %d neurons cannot be merged with %d", len(next.first), len(s.first)))
	}
	checkSameReference(s.deviations.reference, next.deviations.reference)
	s.samples.merge(next.samples)
	addTo(s.first, next.first)
	addTo(s.second, next.second)
}

// Samples returns the number of samples, replicas × times.
func (s *Dense) Samples() int64 { return s.samples.total() }

// Matrix returns the estimated covariance, about the samples' own mean and divided by
// their number. It panics where there are no samples.
func (s *Dense) Matrix() *mat.SymDense {
	n := s.samples.count()
	mean := means(s.first, n)
	c := mat.NewSymDense(len(mean), nil)
	for i := range mean {
		for j := range i + 1 {
			c.SetSym(i, j, central(s.second[triangle(i)+j], mean[i], mean[j], n))
		}
	}
	return c
}

// Local returns the part of Matrix that the network's synapses can know. It panics
// where there are no samples or the network has another number of neurons.
func (s *Dense) Local(net *network.Network) Local { return LocalFrom(net, s.Matrix()) }
