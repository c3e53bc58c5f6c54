package integrator

import (
	"testing"

	"noiseprune/internal/testutil/testnet"
	"noiseprune/network"
)

// generatedSymmetric is a generated connectome, symmetrized by the mean, with the default dominant leak.
func generatedSymmetric(t testing.TB, generator string) *network.Network {
	t.Helper()
	w := network.Symmetrize(testnet.Weights(t, generator), network.Mean)
	slack, err := network.DefaultSlack(w)
	if err != nil {
		t.Fatal(err)
	}
	return testnet.WithLeak(t, w, network.DominantLeak(w, slack))
}

// BenchmarkSample draws samples of a symmetrized connectome of the size of a fly's brain in 64 replicas.
func BenchmarkSample(b *testing.B) {
	net := generatedSymmetric(b, "connectome:n=139255,synapses=3.7e6")
	const width = 64
	s, block := sampler(net, AutoKernel, width, Gaussian), NewBlock[float64](net.Neurons(), width, 0)
	for b.Loop() {
		if err := s.Sample(block); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(s.Iterations()[0]), "iterations")
}
