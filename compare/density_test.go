package compare_test

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"

	"noiseprune/compare"
	"noiseprune/internal/testutil/testnet"
	"noiseprune/network"
)

// symmetricValues returns the eigenvalues of (A + Aᵀ)/2, ascending.
func symmetricValues(t testing.TB, net *network.Network) []float64 {
	t.Helper()
	a, n := net.Dense(), net.Neurons()
	s := mat.NewSymDense(n, nil)
	for i := range n {
		for j := range i + 1 {
			s.SetSym(i, j, (a.At(i, j)+a.At(j, i))/2)
		}
	}
	var e mat.EigenSym
	if !e.Factorize(s, false) {
		t.Fatal("no eigenvalues")
	}
	values := e.Values(nil)
	slices.Sort(values)
	return values
}

// TestDensityByProducts: the distance is that of the sorted eigenvalues within its error,
// and the cumulative curve that of the eigenvalues, in networks that are symmetric, directed,
// disconnected, degenerate and nearly singular.
func TestDensityByProducts(t *testing.T) {
	for _, text := range []string{
		"random:n=200,degree=8,symmetric=false", "clustered:sizes=60/40/80,long=30,symmetric=true",
		"ring:n=200,forward=1,backward=1", "connectome:n=250,synapses=4000", "random:n=200,degree=2", "path:n=5",
	} {
		for _, slack := range []float64{1e-3} {
			net := testnet.Dominant(t, text, slack)
			pruned := thinned(t, net)
			d := compare.DensityByProducts(net, 1)
			got := d.Change(compare.DensityByProducts(pruned, 3))
			values, changed, want := symmetricValues(t, net), symmetricValues(t, pruned), 0.0
			n := len(values)
			for k, v := range values {
				want += math.Abs(v-changed[k]) / float64(n)
			}
			t.Logf("%s, slack %v: %.4f ± %.4f, want %.4f, noise %.4f, relative %.3f, resolution %.4f",
				text, slack, got.Distance, got.Error, want, got.Noise, got.Relative, got.Resolution)
			if math.Abs(got.Distance-want) > got.Error {
				t.Errorf("%s, slack %v: distance %v ± %v, want %v", text, slack, got.Distance, got.Error, want)
			}
			spread := meanDeviation(values)
			if relative := got.Distance / spread; math.Abs(got.Relative/relative-1) > 0.1 {
				t.Errorf("%s, slack %v: relative %v, want %v", text, slack, got.Relative, relative)
			}
			low, high := d.Range()
			if low < values[0]-1e-9*math.Abs(values[0]) || high > values[n-1]+1e-9*math.Abs(values[0]) {
				t.Errorf("%s, slack %v: nodes in [%v, %v], eigenvalues in [%v, %v]", text, slack, low, high, values[0], values[n-1])
			}
			points := []float64{values[n/4] + 1e-9, values[n/2] + 1e-9, values[3*n/4] + 1e-9}
			for k, s := range d.Cumulative(points) {
				exact, _ := slices.BinarySearch(values, points[k])
				if math.Abs(s-float64(exact)/float64(n)) > 0.06 && n > 5 {
					t.Errorf("%s, slack %v: share %v up to %v, want %v", text, slack, s, points[k], float64(exact)/float64(n))
				}
			}
		}
	}
}

func meanDeviation(values []float64) float64 {
	mean, sum := stat.Mean(values, nil), 0.0
	for _, v := range values {
		sum += math.Abs(v - mean)
	}
	return sum / float64(len(values))
}

// TestDensityIsDeterministic: the same bits by 1 and by 3 workers and from the encoded numbers, and no distance of
// equal networks.
func TestDensityIsDeterministic(t *testing.T) {
	net := testnet.Dominant(t, "random:n=5000,degree=6,symmetric=false", 1)
	one, three := compare.DensityByProducts(net, 1), compare.DensityByProducts(net, 3)
	if !slices.Equal(one.Floats(), three.Floats()) {
		t.Error("the density depends on the workers")
	}
	if c := one.Change(three); c.Distance != 0 || c.Error != 0 || c.Noise != 0 || c.Relative != 0 {
		t.Errorf("equal networks: %+v", c)
	}
	decoded, err := compare.DensityFromFloats(one.Floats())
	if pruned := compare.DensityByProducts(thinned(t, net), 2); err != nil || decoded.Change(pruned) != one.Change(pruned) {
		t.Errorf("the decoded density is another: %v", err)
	}
	if _, err := compare.DensityFromFloats(make([]float64, 33)); err == nil {
		t.Error("33 numbers are a density")
	}
	pruned := thinned(t, net)
	if !slices.Equal(compare.RandomForms(net, pruned, 1), compare.RandomForms(net, pruned, 3)) {
		t.Error("quadratic forms depend on the workers")
	}
}

// TestRandomForms: with all weights and leaks halved every ε_v is a half; and the mean form at signs is the trace, so
// that ε_v of a network with another diagonal is about the relative change of the trace.
func TestRandomForms(t *testing.T) {
	net := testnet.Dominant(t, "random:n=300,degree=8,symmetric=false", 1)
	parts := net.Parts()
	var entries []network.Entry
	for _, e := range parts.Weights.Entries() {
		e.Weight /= 2
		entries = append(entries, e)
	}
	w, err := network.NewCSR(net.Neurons(), entries)
	if err != nil {
		t.Fatal(err)
	}
	parts.Weights, parts.Leak = w, slices.Clone(parts.Leak)
	for i := range parts.Leak {
		parts.Leak[i] /= 2
	}
	half, err := network.New(parts)
	if err != nil {
		t.Fatal(err)
	}
	values := compare.RandomForms(net, half, 2)
	if len(values) != 128 {
		t.Fatalf("%d values", len(values))
	}
	for _, v := range values {
		if math.Abs(v-0.5) > 1e-12 {
			t.Fatalf("ε_v = %v, want a half", v)
		}
	}
	if s, err := compare.Summarize(compare.RandomForms(net, net, 1)); err != nil || s.Max != 0 {
		t.Errorf("ε_v of the network itself: %+v, %v", s, err)
	}
}
