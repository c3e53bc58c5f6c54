package sim

import (
	"math"

	"noiseprune/network"
)

// describe returns what is known of the network before anything is simulated.
func describe(net *network.Network) (NetworkFacts, error) {
	stability := net.Stability()
	scales, err := stability.TimeScales()
	if err != nil {
		return NetworkFacts{}, err
	}
	facts := NetworkFacts{
		Neurons: net.Neurons(), Edges: net.Edges(), Synapses: net.Synapses(),
		Density:            density(net, net.Edges()),
		Activation:         net.Activation().String(),
		Symmetric:          net.Symmetric(),
		DiagonallyDominant: net.DiagonallyDominant(),
		Normal:             net.Normal(),
		Stable:             stability.Stable, StableBy: stability.Method.String(),
		LambdaMax: value(stability.Bounds.Right()), LambdaMin: value(stability.Bounds.Left()), LambdaBy: "bound",
		LargestStep: scales.LargestStep, RateSlow: scales.Slow, RateTypical: scales.Typical,
		NegativeWeightShare: negativeShare(net),
	}
	if net.Symmetric() {
		facts.EigenvectorCondition = value(1)
	}
	return facts, nil
}

// value returns a pointer to v, which the Result uses for numbers that need not exist, or nil where v
// is beyond the range of float64.
func value(v float64) *float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return &v
}

// density returns edges over the possible edges: N(N−1)/2 pairs in a symmetric network,
// N(N−1) synapses in any other.
func density(net *network.Network, edges int) float64 {
	n := float64(net.Neurons())
	possible := n * (n - 1)
	if net.Symmetric() {
		possible /= 2
	}
	if possible == 0 {
		return 0
	}
	return float64(edges) / possible
}

func negativeShare(net *network.Network) float64 {
	negative := 0
	for i := range net.Neurons() {
		sources, weights := net.Weights().Row(i)
		for k, j := range sources {
			if int(j) != i && weights[k] < 0 {
				negative++
			}
		}
	}
	return float64(negative) / float64(max(1, net.Synapses()))
}
