package paper

import (
	"noiseprune/network"
	"noiseprune/noise"
)

// clusters describes one of the paper's clustered networks.
type clusters struct {
	sizes    []int
	long     int // long-range pairs; the authors' code has 2,500
	directed bool
}

// neurons returns N.
func (c clusters) neurons() int {
	n := 0
	for _, size := range c.sizes {
		n += size
	}
	return n
}

// atMost returns the same network with all clusters and the number of links smaller by one
// factor, so that it has at most n neurons.
func (c clusters) atMost(n int) clusters {
	all := c.neurons()
	if all <= n {
		return c
	}
	smaller := clusters{long: max(1, c.long*n/all), directed: c.directed}
	for _, size := range c.sizes {
		smaller.sizes = append(smaller.sizes, max(2, size*n/all))
	}
	return smaller
}

// fitted returns the network at the size that the options allow.
func (j *job) fitted(c clusters) clusters {
	if j.opt.Most == 0 {
		return c
	}
	return c.atMost(j.opt.Most)
}

// authorsLong is the number of long-range pairs in the authors' code: 5,000 connections.
const authorsLong = 2500

// withinDensity is the share of connected pairs in a cluster (caption of Fig. 2).
const withinDensity = 0.6

// generator returns the generator of the weights.
func (c clusters) generator() network.Clustered {
	return network.Clustered{
		Sizes: c.sizes, Density: withinDensity, LongRange: c.long, Symmetric: !c.directed, Normalize: true,
	}
}

// network makes the network as the authors' code does: in each cluster 60% of the pairs,
// N(1, 1); long-range pairs U(0, 1) on top; all divided by 1.1 × the largest eigenvalue of
// W; then the leak is the row sum of |W|, without slack. Networks of one seed that differ
// in `which` are independent.
func (j *job) network(c clusters, which uint64) (*network.Network, error) {
	w, err := c.generator().Generate(noise.Key{Seed: j.opt.Seed, Purpose: noise.Generate}.Source(which, 0, 0))
	if err != nil {
		return nil, err
	}
	return network.New(network.Parts{Weights: w, Leak: network.DominantLeak(w, 0)})
}

// withInput returns the same network under the constant input b to every neuron.
func withInput(net *network.Network, b []float64) (*network.Network, error) {
	parts := net.Parts()
	parts.Input = b
	return network.New(parts)
}
