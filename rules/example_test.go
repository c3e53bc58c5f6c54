package rules_test

import (
	"fmt"
	"math"

	"noiseprune/covariance"
	"noiseprune/network"
	"noiseprune/network/netio"
	"noiseprune/noise"
	"noiseprune/rules"
)

// A rule of one's own is a function: here a Hebbian one, which scores a synapse by its weight and
// the covariance of its neurons. The plan keeps a third of the edges on average; two pruned networks
// are drawn from it.
func ExampleRule() {
	hebb := func(w, varI, varJ, covIJ float64) float64 { return math.Abs(w * covIJ) }

	loaded, err := netio.Load(network.Definition{Source: "clustered:sizes=60/2x20,long=50"}, 1, netio.DefaultLimits())
	if err != nil {
		fmt.Println(err)
		return
	}
	net := loaded.Network
	exact, err := covariance.Stationary(net, 1)
	if err != nil {
		fmt.Println(err)
		return
	}
	plan, err := rules.NewPlan(net, covariance.LocalFrom(net, exact.Covariance), rules.Request{
		Rule: hebb, Budget: rules.Budget{Kind: rules.Keep, Value: 1. / 3},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%d edges, %.1f are kept on average, %d of them always\n", plan.Edges, plan.Expected, plan.Clipped)
	for draw := range uint64(2) {
		pruned, err := plan.Sample(noise.Key{Seed: 1, Purpose: noise.Prune}, draw, rules.Sampling{MaxFactor: math.Inf(1)})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println("network", draw, "keeps", pruned.Edges())
	}
	// Output:
	// 1320 edges, 440.0 are kept on average, 122 of them always
	// network 0 keeps 457
	// network 1 keeps 439
}

// Two synapses of the same weight: between neurons that are correlated, and that are not.
func ExampleNoisePrune() {
	fmt.Printf("%.1f\n", rules.NoisePrune(0.5, 1, 1, 0.9))
	fmt.Printf("%.1f\n", rules.NoisePrune(0.5, 1, 1, 0))
	// Output:
	// 0.1
	// 1.0
}
