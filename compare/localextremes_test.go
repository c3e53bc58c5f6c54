package compare

import (
	"math"
	"testing"

	"noiseprune/internal/testutil/testnet"
	"noiseprune/network"
)

// halved leaves out some of the pairs of weights, makes the others twice as strong, and adds one pair that was not there.
func halved(t *testing.T, net *network.Network) *network.Network {
	t.Helper()
	var kept []network.Entry
	for _, e := range net.Weights().Entries() {
		if (e.Source*e.Target)%5 < 2 {
			e.Weight *= 2
			kept = append(kept, e)
		}
	}
	if _, there := net.Weights().Find(3, 40); there {
		t.Fatal("the pair is there")
	}
	kept = append(kept, network.Entry{Target: 3, Source: 40, Weight: 0.5}, network.Entry{Target: 40, Source: 3, Weight: 0.5})
	w, err := network.NewCSR(net.Neurons(), kept)
	if err != nil {
		t.Fatal(err)
	}
	leak := make([]float64, net.Neurons())
	for i, d := range net.Leak() {
		leak[i] = d * (0.7 + 0.1*float64(i%7))
	}
	return testnet.WithLeak(t, w, leak)
}

// TestLocalExtremes compares with the worst case of every two neurons by themselves: the first vector of each end has the most extreme
// Rayleigh quotient of all, and is normalized.
func TestLocalExtremes(t *testing.T) {
	net := testnet.Dominant(t, "random:n=60,degree=6", 0.5)
	pruned := halved(t, net)
	b, m := newNegated(net, 1), newNegated(pruned, 1)
	low, high := math.Inf(1), math.Inf(-1)
	for i := range 60 {
		for j := range i {
			d, err := DistortionByCholesky(net.Induced([]int{j, i}), pruned.Induced([]int{j, i}))
			if err != nil {
				t.Fatal(err)
			}
			low, high = min(low, d.Smallest), max(high, d.Largest)
		}
	}
	const count = 40 // more than there are disjoint pairs
	starts := localExtremes(b, m, count)
	images, changed := make([]float64, 60), make([]float64, 60)
	quotient := func(k int) float64 {
		b.Apply(images, starts[k], 1, func(int, int) {})
		m.Apply(changed, starts[k], 1, func(int, int) {})
		square := dot(starts[k], images)
		if math.Abs(square-1) > 1e-12 {
			t.Errorf("start vector %d: vᵀ B v = %v", k, square)
		}
		return dot(starts[k], changed) / square
	}
	if got := quotient(0); math.Abs(got-high) > 1e-12 {
		t.Errorf("largest μ of two neurons %v, want %v", got, high)
	}
	if got := quotient(count); math.Abs(got-low) > 1e-12 {
		t.Errorf("least μ of two neurons %v, want %v", got, low)
	}
	if quotient(1) > high || quotient(1) < quotient(5) || quotient(count+1) < low || quotient(count+1) > quotient(count+5) {
		t.Error("the next are not in order")
	}
	for i := range 60 {
		vectors := 0
		for _, v := range starts[:count] {
			if v[i] != 0 {
				vectors++
			}
		}
		if vectors > 1 {
			t.Errorf("neuron %d is in %d start vectors of one end", i, vectors)
		}
	}
}
