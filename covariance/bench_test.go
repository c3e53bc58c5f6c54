package covariance

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"noiseprune/network"
)

func benchmarkNetwork(b testing.TB, n, perRow int) *network.Network {
	b.Helper()
	rng := rand.New(rand.NewPCG(1, 0))
	var entries []network.Entry
	for i := range n {
		for _, j := range rng.Perm(n)[:perRow] {
			if j != i {
				entries = append(entries, network.Entry{Target: i, Source: j, Weight: rng.NormFloat64()})
			}
		}
	}
	w, err := network.NewCSR(n, entries)
	if err != nil {
		b.Fatal(err)
	}
	net, err := network.New(network.Parts{Weights: w, Leak: make([]float64, n)})
	if err != nil {
		b.Fatal(err)
	}
	return net
}

func BenchmarkEdges(b *testing.B) {
	for _, c := range []struct{ n, perRow, width int }{
		{300, 8, 32}, {300, 8, 64}, {2000, 250, 32}, {2000, 250, 64}, {2000, 250, 61}, {10_000, 100, 64},
		{50_000, 100, 32}, {50_000, 100, 64},
	} {
		net := benchmarkNetwork(b, c.n, c.perRow)
		x := wideRangeState(rand.New(rand.NewPCG(2, 0)), c.n*c.width)
		for _, u := range available() {
			b.Run(fmt.Sprintf("n=%d/edges=%d/width=%d/%s", c.n, net.Edges(), c.width, u.name), func(b *testing.B) {
				e := newEdgesOn(u, net, c.width, make([]float64, c.n), math.MaxInt)
				for b.Loop() {
					e.Add(x)
				}
				terms := float64(net.Edges()) * float64(c.width) * float64(b.N)
				b.ReportMetric(b.Elapsed().Seconds()*1e9/terms, "ns/term")
				b.ReportMetric(b.Elapsed().Seconds()*1e9/(float64(net.Edges())*float64(b.N)), "ns/edge")
				b.ReportMetric(3*terms/b.Elapsed().Seconds()/1e9, "GFLOP/s")
			})
		}
	}
}

func BenchmarkDense(b *testing.B) {
	for _, c := range []struct{ n, width int }{{300, 32}, {2000, 32}, {2000, 64}, {2000, 61}} {
		x := wideRangeState(rand.New(rand.NewPCG(2, 0)), c.n*c.width)
		for i := range x {
			x[i] = math.Remainder(x[i], 1)
		}
		for _, u := range available() {
			b.Run(fmt.Sprintf("n=%d/width=%d/%s", c.n, c.width, u.name), func(b *testing.B) {
				d := newDenseOn(u, c.n, c.width, make([]float64, c.n))
				for b.Loop() {
					d.Add(x)
				}
				terms := float64(triangle(c.n)) * float64(c.width) * float64(b.N)
				b.ReportMetric(b.Elapsed().Seconds()*1e9/terms, "ns/term")
				b.ReportMetric(2*terms/b.Elapsed().Seconds()/1e9, "GFLOP/s")
			})
		}
	}
}
