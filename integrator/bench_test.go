package integrator

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"noiseprune/network"
)

// BenchmarkStep takes full steps, noise included, of half of 64 replicas: what one of two
// cores does.
func BenchmarkStep(b *testing.B) {
	for _, c := range []struct {
		n, perRow int
	}{{300, 12}, {2000, 2000}, {10_000, 100}} {
		net := randomNetwork(b, c.n, c.perRow)
		for _, width := range []int{32, 64} {
			b.Run(fmt.Sprintf("n=%d/perRow=%d/float64/width=%d", c.n, c.perRow, width), func(b *testing.B) { benchmarkStep[float64](b, net, width) })
			b.Run(fmt.Sprintf("n=%d/perRow=%d/float32/width=%d", c.n, c.perRow, width), func(b *testing.B) { benchmarkStep[float32](b, net, width) })
		}
	}
}

// randomNetwork gives each neuron perRow random sources with weak weights.
func randomNetwork(tb testing.TB, n, perRow int) *network.Network {
	rng := rand.New(rand.NewPCG(1, 1))
	leak := make([]float64, n)
	var entries []network.Entry
	for i := range n {
		leak[i] = 1
		for _, j := range rng.Perm(n)[:perRow] {
			entries = append(entries, network.Entry{Target: i, Source: j, Weight: (rng.Float64() - 0.5) / float64(perRow)})
		}
	}
	return testNetwork(tb, network.Linear, leak, nil, entries...)
}

func benchmarkStep[T Float](b *testing.B, net *network.Network, width int) {
	s, err := NewEulerMaruyama(net, Pack[T](net, AutoKernel, width), drive(0.01))
	if err != nil {
		b.Fatal(err)
	}
	block := NewBlock[T](net.Neurons(), width, 0)
	for b.Loop() {
		if err := s.Advance(block); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(net.Neurons()*width)*float64(b.N)/b.Elapsed().Seconds()/1e6, "M-neuron-steps/s")
}
