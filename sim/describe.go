package sim

import (
	"noiseprune/covariance"
	"noiseprune/network"
)

// describe fills what is known of the network before anything is simulated.
func (r *run) describe() error {
	stability := r.net.Stability()
	scales, err := stability.TimeScales()
	if err != nil {
		return err
	}
	r.result.Network = NetworkFacts{
		Neurons: r.net.Neurons(), Edges: r.net.Edges(), Synapses: r.net.Synapses(),
		Density:            density(r.net, r.net.Edges()),
		Activation:         r.net.Activation().String(),
		Symmetric:          r.net.Symmetric(),
		DiagonallyDominant: r.net.DiagonallyDominant(),
		Normal:             r.net.Normal(),
		Stable:             stability.Stable, StableBy: stability.Method.String(),
		LambdaMax: value(stability.Bounds.Right()), LambdaMin: value(stability.Bounds.Left()), LambdaBy: "bound",
		LargestStep: scales.LargestStep, RateSlow: scales.Slow, RateTypical: scales.Typical,
		NegativeWeightShare: negativeShare(r.net),
	}
	return nil
}

// value returns a pointer to v, which the Result uses for numbers that need not exist.
func value(v float64) *float64 { return &v }

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

// describeSamples fills how precise the measured covariance is, by its replicas.
func (r *run) describeSamples(t *covariance.Tracked) {
	facts := r.result.Covariance
	facts.Samples = t.Samples()
	precision, err := t.Precision()
	if err != nil {
		r.note("the covariance has no error bars: %v", err)
		return
	}
	facts.EffectiveSamples = value(precision.EffectiveSamples)
	facts.EffectiveLeast = value(precision.EffectiveLeast)
	facts.RelativeError = value(precision.RelativeError)
	if precision.EffectiveSamples < r.spec.Covariance.Samples/2 {
		r.note("a typical edge has %.0f effective samples, fewer than half of the %.0f asked for: its activity is slower than the pilot run showed; raise covariance.samples",
			precision.EffectiveSamples, r.spec.Covariance.Samples)
	}
}
