package covariance

import (
	"fmt"

	"gonum.org/v1/gonum/mat"

	"noiseprune/network"
)

// Dense estimates the covariance of every pair of neurons. Its memory is N²/2 values and
// a buffer of 128 samples of one replica.
type Dense struct {
	samples   samples
	reference []float64
	gram      gram // of the deviations x_i − ref_i, N rows, and one row of ones
}

// NewDense returns an estimator without samples for blocks of width replicas. The sums
// are taken about the reference, one value per neuron, which must not change
// afterwards; the nearer it is to the mean, the less cancellation. NewDense panics if the
// width is not positive or the reference does not have one value per neuron.
func NewDense(neurons, width int, reference []float64) *Dense {
	return newDenseOn(fastest(), neurons, width, reference)
}

func newDenseOn(u unit, neurons, width int, reference []float64) *Dense {
	checkReference(reference, neurons)
	return &Dense{samples: newSamples(width), reference: reference, gram: newGram(u, neurons+1)}
}

func (s *Dense) neurons() int { return len(s.reference) }

// Add takes one sample: the state x[i*width+r] of neuron i in replica r. It panics if
// the length does not fit, or after another block has been merged in.
func (s *Dense) Add(x []float64) {
	width, sums := s.samples.width, &s.gram
	checkState(x, s.neurons(), width)
	s.samples.add()
	for first := 0; first < width; {
		count := min(width-first, depth-sums.buffered)
		for i, m := range s.reference {
			subtract(sums.column(i), x[i*width+first:][:count], m, sums.side)
		}
		ones := sums.column(s.neurons())
		for r := range count {
			ones[r*sums.side] = 1
		}
		first += count
		if sums.buffered += count; sums.buffered == depth {
			sums.flush()
		}
	}
}

// subtract sets dst[r*side] = x[r] − m.
func subtract(dst, x []float64, m float64, side int) {
	for r, v := range x {
		dst[r*side] = v - m
	}
}

// Merge adds the sums of the next block, whose replicas follow those merged so far;
// next keeps its samples. Merging the blocks in ascending order, one by one, is part of
// the canonical order of additions. Merge panics if next has another number of neurons,
// is itself the result of merging, or holds another number of samples per replica.
func (s *Dense) Merge(next *Dense) {
	if s.neurons() != next.neurons() {
		panic(fmt.Sprintf("covariance: %d neurons cannot be merged with %d", next.neurons(), s.neurons()))
	}
	checkSameReference(s.reference, next.reference)
	s.samples.merge(next.samples)
	s.gram.flush()
	next.gram.flush()
	addTo(s.gram.tiles, next.gram.tiles)
}

// Samples returns the number of samples, replicas × times.
func (s *Dense) Samples() int64 { return s.samples.total() }

// Matrix returns the estimated covariance, N × N, about the sample mean and divided by the
// number of samples. It panics where there are no samples.
func (s *Dense) Matrix() *mat.SymDense {
	n, order := s.samples.count(), s.neurons()
	s.gram.flush()
	mean := make([]float64, order)
	for i := range mean {
		mean[i] = *s.gram.at(order, i) / n
	}
	c := mat.NewSymDense(order, nil)
	for i := range mean {
		for j := range i {
			c.SetSym(i, j, central(*s.gram.at(i, j), mean[i], mean[j], n))
		}
		c.SetSym(i, i, variance(*s.gram.at(i, i), mean[i], n))
	}
	return c
}

// Local returns the variances and the covariances of connected neurons from Matrix. It
// panics where there are no samples or the network has another number of neurons.
func (s *Dense) Local(net *network.Network) network.LocalCovariance {
	return LocalFrom(net, s.Matrix())
}

// sums returns the sums of the pairs j ≤ i at i(i+1)/2 + j. The last row holds the sums of
// the neurons' deviations and the number of samples.
func (s *Dense) sums() []float64 {
	s.gram.flush()
	all := make([]float64, 0, triangle(s.neurons()+1))
	for i := range s.neurons() + 1 {
		for j := range i + 1 {
			all = append(all, *s.gram.at(i, j))
		}
	}
	return all
}

// setSums is the inverse of sums.
func (s *Dense) setSums(all []float64) {
	s.gram.buffered = 0
	for i := range s.neurons() + 1 {
		for j := range i + 1 {
			*s.gram.at(i, j) = all[triangle(i)+j]
		}
	}
}
