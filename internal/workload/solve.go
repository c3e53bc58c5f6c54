package workload

import (
	"math"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/network"
	"noiseprune/noise"
)

// Solves returns one independent sample of the stationary activity of all replicas by solving, and
// its addition to the covariances on the network's edges. It panics where a sample cannot be solved for.
func Solves(net *network.Network, replicas, workers int) Work {
	var all Work
	weights := integrator.Pack[float64](net, integrator.AutoKernel, (replicas+workers-1)/workers)
	first := 0
	for _, width := range Shares(replicas, workers) {
		sampler := integrator.NewSampler(net, weights, integrator.Drive{Strength: 1, Key: noise.Key{Seed: 1, Purpose: noise.Solve}})
		block := integrator.NewBlock[float64](net.Neurons(), width, first)
		edges := covariance.NewEdges(net, width, make([]float64, net.Neurons()), math.MaxInt)
		first += width
		all = append(all, func() {
			if err := sampler.Sample(block); err != nil {
				panic("workload: " + err.Error())
			}
			edges.Add(block.State)
		})
	}
	return all
}
