package sim_test

import (
	"fmt"
	"math"
	"path/filepath"
	"testing"

	"noiseprune/internal/testutil/testnet"
	"noiseprune/network"
	"noiseprune/network/netio"
)

// spectralCase is a network whose spectra by products are compared with its eigendecomposition.
type spectralCase struct {
	name, reason string
	make         func(t *testing.T, n int) *network.Network
}

// spectralCases are of about n neurons each.
func spectralCases() []spectralCase {
	connectome := func(n int) string { return fmt.Sprintf("connectome:n=%d,synapses=%d", n, 20*n) }
	return []spectralCase{
		{"larva", "a directed connectome; of mushroom bodies at small size", larva},
		{"directed", "of heavy tails, with inhibition", func(t *testing.T, n int) *network.Network {
			return dominated(t, generated(t, connectome(n)).Weights(), 0)
		}},
		{"definite", "directed, with a leak that makes the symmetric part definite", func(t *testing.T, n int) *network.Network {
			return testnet.WithLeak(t, generated(t, connectome(n)).Weights(), symmetrizedConnectome(t, connectome(n)).Leak())
		}},
		{"symmetrized", "the same, symmetric", func(t *testing.T, n int) *network.Network {
			return symmetrizedConnectome(t, connectome(n))
		}},
		{"clustered", "dense, as the authors' network", func(t *testing.T, n int) *network.Network {
			text := fmt.Sprintf("clustered:sizes=%d/%d/%d,long=%d,symmetric=true", n/3, n/15, n-n/3-n/15, n)
			return dominated(t, generated(t, text).Weights(), 0)
		}},
		{"copies", "disconnected and degenerate: two equal networks", func(t *testing.T, n int) *network.Network {
			return twice(t, symmetrizedConnectome(t, connectome(n/2)))
		}},
		{"scattered", "disconnected and degenerate: hundreds of small components", func(t *testing.T, n int) *network.Network {
			return dominated(t, generated(t, fmt.Sprintf("random:n=%d,degree=2", n)).Weights(), 0)
		}},
		{"singular", "nearly: a Laplacian and 10⁻⁶", func(t *testing.T, n int) *network.Network {
			return dominated(t, positive(t, generated(t, fmt.Sprintf("random:n=%d,degree=8", n)).Weights()), 1e-6)
		}},
		{"feed-forward", "strongly non-normal: strong weights forward, weak ones back, and no worst case", func(
			t *testing.T, n int,
		) *network.Network {
			return testnet.FeedForward(t, n)
		}},
	}
}

// larva is a connectome of that size or, if n is small, of its mushroom body.
func larva(t *testing.T, n int) *network.Network {
	t.Helper()
	name := "drosophila-larva-full.csv.gz"
	if n < 1000 {
		name = "drosophila-mushroom-body-left.mtx"
	}
	m, err := netio.Read(filepath.Join("..", "data", name), network.Reading{}, netio.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	return dominated(t, m.Weights, 0)
}

// dominated has as leak the row sums with that slack, or the default one.
func dominated(t *testing.T, w *network.CSR, slack float64) *network.Network {
	t.Helper()
	if slack == 0 {
		var err error
		if slack, err = network.DefaultSlack(w); err != nil {
			t.Fatal(err)
		}
	}
	return testnet.WithLeak(t, w, network.DominantLeak(w, slack))
}

// positive has the absolute weights.
func positive(t *testing.T, w *network.CSR) *network.CSR {
	t.Helper()
	entries := w.Entries()
	for k := range entries {
		entries[k].Weight = math.Abs(entries[k].Weight)
	}
	made, err := network.NewCSR(w.Order(), entries)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// twice is two copies of the network without connections between them.
func twice(t *testing.T, net *network.Network) *network.Network {
	t.Helper()
	n, entries := net.Neurons(), net.Weights().Entries()
	for _, e := range net.Weights().Entries() {
		entries = append(entries, network.Entry{Target: e.Target + n, Source: e.Source + n, Weight: e.Weight})
	}
	w, err := network.NewCSR(2*n, entries)
	if err != nil {
		t.Fatal(err)
	}
	return testnet.WithLeak(t, w, append(append([]float64{}, net.Leak()...), net.Leak()...))
}
