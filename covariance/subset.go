package covariance

import (
	"fmt"

	"noiseprune/network"
)

// Subset is some of the edges of a network, evenly spaced among all.
type Subset struct{ edges []edge }

// NewSubset returns the edges numbered ⌊kE/m⌋, k = 0 … m−1, of the network's E edges, or all of them where there are no more than
// m. It panics if m is not positive.
func NewSubset(net *network.Network, m int) Subset {
	if m < 1 {
		panic(fmt.Sprintf("covariance: subset of %d edges", m))
	}
	var chosen []edge
	total := net.Edges()
	m = min(m, total)
	for e := range edgesOf(net) {
		if k := len(chosen); k < m && e.number == k*total/m {
			chosen = append(chosen, e)
		}
	}
	return Subset{chosen}
}

// Pick returns the values of the subset's edges among those of all stored entries of the weights. It panics where these are fewer.
func (u Subset) Pick(stored []float64) []float64 {
	picked := make([]float64, len(u.edges))
	for k, e := range u.edges {
		picked[k] = stored[e.place]
	}
	return picked
}

// On returns the diff-cov and its standard error of each edge of a subset of the network's: to the bit, what Local().DiffCov and
// DiffCovErrors have for them, in a time in proportion to the subset. errors is nil if there are fewer than two groups. On panics
// where there are no samples.
func (s *Edges) On(u Subset) (d, errors []float64) {
	n, scale, w := s.samples.count(), s.errorScale(), groupWeights(s.samples.width)
	d = make([]float64, len(u.edges))
	if s.Groups() >= 2 {
		errors = make([]float64, len(u.edges))
	}
	for k, e := range u.edges {
		target, source, distance := s.moments(e.target, n), s.moments(e.source, n), s.distance(s.rows.place(e), w)
		c := e.covariance(target, source, distance.sum, n)
		d[k] = network.DiffCov(target.variance, source.variance, c, e.sign)
		if errors != nil {
			errors[k] = distance.spread * scale
		}
	}
	return d, errors
}

// moments returns mean and variance of a neuron after n samples.
func (s *Edges) moments(neuron int, n float64) neuronMoments {
	var first, second float64
	if s.block != nil {
		first, second = combine(lanesAt(s.block.first, neuron)), combine(lanesAt(s.block.second, neuron))
	} else {
		first, second = s.sums.first[neuron], s.sums.variance.sum[neuron]
	}
	mean := first / n
	return neuronMoments{mean, variance(second, mean, n)}
}

// distance returns the sums of the edge at that place of the rows; w are the weights of the groups of a block.
func (s *Edges) distance(place int, w weights) sumAndSpread {
	if s.block != nil {
		return w.reduce(lanesAt(s.block.distance, place))
	}
	return sumAndSpread{s.sums.distance.sum[place], s.sums.distance.spread[place]}
}
