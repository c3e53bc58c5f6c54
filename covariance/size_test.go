package covariance

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"testing"

	"noiseprune/network"
)

// live returns the heap bytes that the result of make occupies.
func live[T any](t *testing.T, make func() T) float64 {
	t.Helper()
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	v := make()
	runtime.GC()
	runtime.ReadMemStats(&after)
	runtime.KeepAlive(v)
	return float64(after.HeapAlloc) - float64(before.HeapAlloc)
}

func TestSizes(t *testing.T) {
	for _, c := range []struct {
		neurons, edges, width int
		symmetric             bool
	}{{1000, 5000, 32, false}, {2000, 100_000, 64, true}, {500, 100_000, 10, false}} {
		net := sizedNetwork(t, c.neurons, c.edges, c.symmetric)
		reference := make([]float64, c.neurons)
		reference[0] = 1
		what := fmt.Sprintf("%d neurons, %d edges, blocks of %d", c.neurons, net.Edges(), c.width)
		heap := live(t, func() *Edges { return NewEdges(net, c.width, reference, 3) })
		near(t, what+": Edges", EdgesSize(c.neurons, net.Edges(), c.width), heap, 1.2)
		heap = live(t, func() *Edges {
			e := NewEdges(net, c.width, reference, 3)
			e.Complete()
			return e
		})
		near(t, what+": complete Edges", EdgesCompleteSize(c.neurons, net.Edges()), heap, 1.2)
		near(t, what+": Dense", DenseSize(c.neurons), live(t, func() *Dense { return NewDense(c.neurons, c.width, reference) }), 1.05)
	}
}

// near tests that the estimate is between 0.98 and `most` times the measured value.
func near(t *testing.T, what string, estimate, measured, most float64) {
	t.Helper()
	if ratio := estimate / measured; !(ratio > 0.98 && ratio < most) {
		t.Errorf("%s: %.0f bytes estimated, %.0f measured", what, estimate, measured)
	}
}

func sizedNetwork(t *testing.T, neurons, edges int, symmetric bool) *network.Network {
	t.Helper()
	rng := rand.New(rand.NewPCG(6, 0))
	seen := map[[2]int]bool{}
	var entries []network.Entry
	for len(seen) < edges {
		i, j := rng.IntN(neurons), rng.IntN(neurons)
		if i <= j || seen[[2]int{i, j}] {
			continue
		}
		seen[[2]int{i, j}] = true
		entries = append(entries, network.Entry{Target: i, Source: j, Weight: 1})
		if symmetric {
			entries = append(entries, network.Entry{Target: j, Source: i, Weight: 1})
		}
	}
	w, err := network.NewCSR(neurons, entries)
	if err != nil {
		t.Fatal(err)
	}
	leak := network.UniformLeak(neurons, float64(neurons))
	net, err := network.New(network.Parts{Weights: w, Leak: leak})
	if err != nil {
		t.Fatal(err)
	}
	return net
}
