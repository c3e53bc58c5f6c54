package integrator

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"

	"noiseprune/internal/kernel"
	"noiseprune/network"
)

// denseRandom has weights on a share of the pairs: normal with the given deviation, plus their mean.
func denseRandom(t testing.TB, n int, share, mean, deviation, leak float64) *network.Network {
	t.Helper()
	rng := rand.New(rand.NewPCG(uint64(n), 5))
	var entries []network.Entry
	for i := range n {
		for j := range n {
			if rng.Float64() < share {
				entries = append(entries, network.Entry{Target: i, Source: j, Weight: mean + deviation*rng.NormFloat64()})
			}
		}
	}
	return testNetwork(t, network.Linear, network.UniformLeak(n, leak), nil, entries...)
}

// oscillatingRing is normal, with the rates leak ± 2·weight·i sin θ.
func oscillatingRing(t testing.TB, n int, weight, leak float64) *network.Network {
	t.Helper()
	var entries []network.Entry
	for i := range n {
		entries = append(entries, network.Entry{Target: (i + 1) % n, Source: i, Weight: weight},
			network.Entry{Target: i, Source: (i + 1) % n, Weight: -weight})
	}
	return testNetwork(t, network.Linear, network.UniformLeak(n, leak), nil, entries...)
}

func chain(t testing.TB, n int, weight float64) *network.Network {
	t.Helper()
	var entries []network.Entry
	for i := 1; i < n; i++ {
		entries = append(entries, network.Entry{Target: i, Source: i - 1, Weight: weight})
	}
	return testNetwork(t, network.Linear, network.UniformLeak(n, 1), nil, entries...)
}

// entriesOf returns G by products with the identity.
func entriesOf[T Float](p kernel.Product[T]) *mat.Dense {
	n := p.Order()
	x, g := make([]T, n*n), mat.NewDense(n, n, nil)
	for i := range n {
		x[i*n+i] = 1
	}
	p.Rows(x, n, &kernel.Scratch[T]{}, func(first int, rows kernel.Rows[T]) {
		for k := range rows.Count {
			for j, v := range rows.Row(k) {
				g.Set(first+k, j, float64(v))
			}
		}
	})
	return g
}

// exactInverse returns (I − hA/2)⁻¹ by gonum.
func exactInverse(t testing.TB, net *network.Network, h float64) *mat.Dense {
	t.Helper()
	var k, g mat.Dense
	k.Scale(-h/2, net.Dense())
	for i := range net.Neurons() {
		k.Set(i, i, k.At(i, i)+1)
	}
	if err := g.Inverse(&k); err != nil {
		t.Fatal(err)
	}
	return &g
}

// TestInversesAreThoseOfLU, relative to the largest entry, in networks that are diagonally dominant by rows
// or by columns, in some that are not, in strongly non-normal ones, and where a neuron excites itself so that
// K has an entry below 0 on its diagonal.
func TestInversesAreThoseOfLU(t *testing.T) {
	excited := testNetwork(t, network.Linear, []float64{1, 5}, nil, network.Entry{Target: 0, Source: 0, Weight: 3},
		network.Entry{Target: 0, Source: 1, Weight: -4}, network.Entry{Target: 1, Source: 0, Weight: 4})
	for _, c := range []struct {
		name  string
		net   *network.Network
		sizes []float64
	}{
		{"dominant", denseRandom(t, 150, 0.5, 0, 0.01, 1), []float64{0.1, 3, 100}},
		{"not dominant", denseRandom(t, 150, 0.5, 0, 0.1, 1), []float64{0.1, 3, 100}},
		{"oscillators", oscillatingRing(t, 101, 10, 0.01), []float64{0.1, 3, 200}},
		{"connectome", connectome(t, "celegans-hermaphrodite-chemical.mtx"), []float64{0.1, 3}},
		{"chain", chain(t, 20, 2), []float64{0.1, 3, 100}},
		{"self-excitation", excited, []float64{0.1, 3}},
	} {
		for _, h := range c.sizes {
			all, err := Invert(context.Background(), c.net, []Substep{{Size: h, Solve: Inverse}}, Float32, 2, func() {})
			if err != nil {
				t.Errorf("%s, h = %v: %v", c.name, h, err)
				continue
			}
			want := exactInverse(t, c.net, h)
			largest := mat.Norm(want, math.Inf(1))
			var off, single mat.Dense
			off.Sub(entriesOf(all.bySize[h].double), want)
			single.Sub(entriesOf(all.bySize[h].single), want)
			t.Logf("%s, h = %v: off by %.2g, in single precision by %.2g", c.name, h, mat.Norm(&off, math.Inf(1))/largest,
				mat.Norm(&single, math.Inf(1))/largest)
			if mat.Norm(&off, math.Inf(1)) > 1e-10*largest || mat.Norm(&single, math.Inf(1)) > 1e-6*largest {
				t.Errorf("%s, h = %v: off by %v, in single precision by %v of %v", c.name, h,
					mat.Norm(&off, math.Inf(1)), mat.Norm(&single, math.Inf(1)), largest)
			}
		}
	}
}

// TestInversesHaveTheSameBits for any number of workers.
func TestInversesHaveTheSameBits(t *testing.T) {
	net, h := denseRandom(t, 150, 0.5, 0, 0.1, 1), 3.0
	var first *mat.Dense
	for _, workers := range []int{1, 2, 5} {
		all, err := Invert(context.Background(), net, []Substep{{Size: h, Solve: Inverse}}, Float64, workers, func() {})
		if err != nil {
			t.Fatal(err)
		}
		g := entriesOf(all.bySize[h].double)
		if first == nil {
			first = g
		}
		if !mat.Equal(g, first) {
			t.Errorf("the inverse differs with %d workers", workers)
		}
	}
}

// TestMatricesThatAreNotInverted: the condition number of a chain's K is beyond 10¹⁶ where each synapse
// amplifies tenfold; 1 − h/2 = 0 is singular; and a context may end.
func TestMatricesThatAreNotInverted(t *testing.T) {
	grows := testNetwork(t, network.Linear, []float64{1}, nil, network.Entry{Target: 0, Source: 0, Weight: 2})
	for _, c := range []struct {
		net *network.Network
		h   float64
	}{{chain(t, 20, 10), 10}, {grows, 2}} {
		var singular *SingularError
		_, err := Invert(context.Background(), c.net, []Substep{{Size: c.h, Solve: Inverse}}, Float64, 1, func() {})
		if !errors.As(err, &singular) || singular.Size != c.h {
			t.Errorf("got %v, want a SingularError", err)
		}
		t.Log(err)
	}
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Invert(ended, grows, []Substep{{Size: 1, Solve: Inverse}}, Float64, 1, func() {}); !errors.Is(err, context.Canceled) {
		t.Errorf("the context has ended: %v", err)
	}
}
