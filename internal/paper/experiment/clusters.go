// Package experiment holds what several studies of the paper do with networks: the paper's
// clustered networks and the connectomes, covariances, plans, trajectories of original and
// pruned networks, worst cases, and statistics over draws.
package experiment

import (
	"noiseprune/internal/paper/figure"
	"noiseprune/network"
	"noiseprune/noise"
)

// Clusters describes one of the paper's clustered networks.
type Clusters struct {
	Sizes     []int // neurons of each cluster
	LongRange int   // long-range pairs; see AuthorsLongRange
	Directed  bool
}

// AuthorsLongRange is the number of long-range pairs in the authors' code: 5,000 connections.
const AuthorsLongRange = 2500

// WithinDensity is the share of connected pairs in a cluster (caption of Fig. 2).
const WithinDensity = 0.6

// AuthorsClusters is the network of Figs. 2c–2f, at a tenth of its size in a quick run.
func AuthorsClusters(opt figure.Options, directed bool) Clusters {
	return Clusters{
		Sizes: figure.Pick(opt, []int{1000, 200, 800}, []int{100, 20, 80}), LongRange: figure.Pick(opt, AuthorsLongRange, 250),
		Directed: directed,
	}
}

// Neurons returns N.
func (c Clusters) Neurons() int {
	n := 0
	for _, size := range c.Sizes {
		n += size
	}
	return n
}

// AtMost returns the same network with all clusters and the number of links smaller by one
// factor, so that it has at most n neurons.
func (c Clusters) AtMost(n int) Clusters {
	all := c.Neurons()
	if all <= n {
		return c
	}
	smaller := Clusters{LongRange: max(1, c.LongRange*n/all), Directed: c.Directed}
	for _, size := range c.Sizes {
		smaller.Sizes = append(smaller.Sizes, max(2, size*n/all))
	}
	return smaller
}

// Limited returns the network at the size that Options.Most allows.
func (c Clusters) Limited(opt figure.Options) Clusters {
	if opt.Most == 0 {
		return c
	}
	return c.AtMost(opt.Most)
}

// Generator returns the generator of the weights.
func (c Clusters) Generator() network.Clustered {
	return network.Clustered{
		Sizes: c.Sizes, Density: WithinDensity, LongRange: c.LongRange, Symmetric: !c.Directed, Normalize: true,
	}
}

// Network makes the network as the authors' code does: in each cluster 60% of the pairs,
// N(1, 1); long-range pairs U(0, 1) on top; all divided by 1.1 × the largest eigenvalue of
// W; then the leak is the row sum of |W|, without slack. Networks of one seed that differ
// in `which` are independent.
func (c Clusters) Network(seed, which uint64) (*network.Network, error) {
	w, err := c.Generator().Generate(noise.Key{Seed: seed, Purpose: noise.Generate}.Source(which, 0, 0))
	if err != nil {
		return nil, err
	}
	return network.New(network.Parts{Weights: w, Leak: network.DominantLeak(w, 0)})
}

// Generate makes network 0 of the run's seed, as a phase of the run.
func (c Clusters) Generate(run *figure.Run) (*network.Network, error) {
	run.Phase("network", 1)
	net, err := c.Network(run.Seed, 0)
	if err != nil {
		return nil, err
	}
	return net, run.FinishUnit()
}

// WithInput returns the same network under the constant input b, one value for each neuron.
func WithInput(net *network.Network, b []float64) (*network.Network, error) {
	parts := net.Parts()
	parts.Input = b
	return network.New(parts)
}

// WithExtraLeak returns the network with the leak of every neuron larger by γ: A − γI.
func WithExtraLeak(net *network.Network, gamma float64) (*network.Network, error) {
	if gamma == 0 {
		return net, nil
	}
	parts := net.Parts()
	leak := make([]float64, len(parts.Leak))
	for i, l := range parts.Leak {
		leak[i] = l + gamma
	}
	parts.Leak = leak
	return network.New(parts)
}
