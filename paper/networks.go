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
