package compare_test

import (
	"errors"
	"math"
	"testing"

	"noiseprune/compare"
	"noiseprune/internal/testutil/testnet"
	"noiseprune/network"
)

// thinned returns the network with every third pair of weights left out, the others by half as strong again, and
// the leak as it is.
func thinned(t testing.TB, net *network.Network) *network.Network {
	t.Helper()
	parts := net.Parts()
	var kept []network.Entry
	for _, e := range parts.Weights.Entries() {
		if (e.Source+e.Target)%3 != 0 || e.Source == e.Target {
			e.Weight *= 1.3
			kept = append(kept, e)
		}
	}
	w, err := network.NewCSR(net.Neurons(), kept)
	if err != nil {
		t.Fatal(err)
	}
	parts.Weights = w
	changed, err := network.New(parts)
	if err != nil {
		t.Fatal(err)
	}
	return changed
}

// TestDistortionByProducts finds the worst case of the dense Cholesky factorization to a thousandth of it, in networks
// that are symmetric, directed, disconnected, degenerate and nearly singular, with the same bits by any workers.
func TestDistortionByProducts(t *testing.T) {
	for _, text := range []string{
		"random:n=300,degree=8", "random:n=300,degree=8,symmetric=false", "clustered:sizes=60/40/80,long=30,symmetric=true",
		"ring:n=200,forward=1,backward=1", "path:n=150", "connectome:n=400,synapses=6000", "random:n=200,degree=2", "path:n=5",
	} {
		for _, slack := range []float64{1, 1e-3} {
			net := testnet.Dominant(t, text, slack)
			pruned := thinned(t, net)
			want, err := compare.WorstCase(net, pruned)
			if errors.Is(err, compare.ErrIndefinite) {
				if _, err := compare.DistortionByProducts(nil, net, pruned, 1); !errors.Is(err, compare.ErrIndefinite) {
					t.Errorf("%s, slack %v: error %v, where there is no worst case", text, slack, err)
				}
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			got, err := compare.DistortionByProducts(nil, net, pruned, 1)
			if err != nil {
				t.Errorf("%s, slack %v: %v", text, slack, err)
				continue
			}
			if math.Abs(got.Epsilon()-want) > 1e-3*want+1e-12 {
				t.Errorf("%s, slack %v: ε = %.6f, want %.6f (%+v)", text, slack, got.Epsilon(), want, got)
			}
			if other, err := compare.DistortionByProducts(nil, net, pruned, 3); err != nil || other != got {
				t.Errorf("%s, slack %v: by three workers %+v, %v, by one %+v", text, slack, other, err, got)
			}
		}
	}
}

func TestDistortionOfTheSameNetwork(t *testing.T) {
	net := testnet.Dominant(t, "random:n=50,degree=4", 1)
	if d, err := compare.DistortionByProducts(nil, net, net, 1); err != nil || d.Epsilon() != 0 || d.Condition() != 1 {
		t.Errorf("%+v, %v", d, err)
	}
}

// TestActiveSetDistortion finds by products on half of the neurons what the factorization finds there, and nothing to
// examine in an empty set.
func TestActiveSetDistortion(t *testing.T) {
	net := testnet.Dominant(t, "random:n=300,degree=8,symmetric=false", 1)
	pruned, active := thinned(t, net), make([]bool, 300)
	for i := range active {
		active[i] = i%5 < 3
	}
	want, err := compare.ActiveSetWorstCase(net, pruned, active)
	if err != nil {
		t.Fatal(err)
	}
	got, err := compare.ActiveSetDistortion(nil, net, pruned, active, 2)
	if err != nil || math.Abs(got.Epsilon()-want) > 1e-3*want {
		t.Errorf("%v, %v; by a factorization %v", got, err, want)
	}
	if all, err := compare.DistortionByProducts(nil, net, pruned, 2); err != nil || all.Epsilon() < 1.001*want {
		t.Errorf("%v on all neurons, %v: the test would not see whether the set is taken", all, err)
	}
	if none, err := compare.ActiveSetDistortion(nil, net, pruned, make([]bool, 300), 1); err != nil || none.Epsilon() != 0 {
		t.Errorf("an empty set: %v, %v", none, err)
	}
}

// TestDistortionWithin: a looser tolerance needs fewer products, and its error says what it left.
func TestDistortionWithin(t *testing.T) {
	net := testnet.Dominant(t, "clustered:sizes=60/40/80,long=30,symmetric=true", 1e-3)
	pruned := thinned(t, net)
	want, err := compare.WorstCase(net, pruned)
	if err != nil {
		t.Fatal(err)
	}
	sharp, err := compare.DistortionByProducts(nil, net, pruned, 1)
	if err != nil {
		t.Fatal(err)
	}
	loose, err := compare.DistortionWithin(nil, net, pruned, 0.05, 1)
	if err != nil {
		t.Fatal(err)
	}
	if loose.Products >= sharp.Products || loose.Error > 0.05*loose.Epsilon() || math.Abs(loose.Epsilon()-want) > loose.Error {
		t.Errorf("ε %v ± %v with %d products, dense %v, %d products to a thousandth", loose.Epsilon(), loose.Error, loose.Products, want,
			sharp.Products)
	}
}
