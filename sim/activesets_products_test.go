package sim

import (
	"math"
	"testing"

	"noiseprune/compare"
	"noiseprune/network"
)

// Sets larger than largestDenseSet are examined by products, and the worst case is the larger one of two sets'.
func TestLargeActiveSets(t *testing.T) {
	n := 2 * largestDenseSet
	ring := func(weight float64) *network.Network {
		var entries []network.Entry
		for i := range n {
			for _, j := range []int{(i + 1) % n, (i + n - 1) % n} {
				entries = append(entries, network.Entry{Target: i, Source: j, Weight: weight})
			}
		}
		w, err := network.NewCSR(n, entries)
		if err != nil {
			t.Fatal(err)
		}
		net, err := network.New(network.Parts{Weights: w, Leak: network.UniformLeak(n, 1), Activation: network.Rectified})
		if err != nil {
			t.Fatal(err)
		}
		return net
	}
	sets := newActiveSets(n, 1)
	for _, size := range []int{largestDenseSet + 1, 40} {
		members := make([]byte, setBytes(n))
		for i := range size {
			members[i/8] |= 1 << (i % 8)
		}
		sets.visit(members)
	}
	// On a path of m neurons −A has the eigenvalues 1 − 2w cos(πk/(m+1)).
	extreme := func(w float64, m int) float64 { return 1 - 2*w*math.Cos(math.Pi/float64(m+1)) }
	want := 1 - extreme(0.3, largestDenseSet+1)/extreme(0.2, largestDenseSet+1)
	got, err := newWorstOnSets(t.Context(), ring(0.2), ring(0.3), sets.sample(), 2)
	if err != nil || got.epsilon == nil || math.Abs(*got.epsilon-want) > 1e-3*want {
		t.Errorf("%+v, %v; want %v", got, err, want)
	}
	indefinite, err := newWorstOnSets(t.Context(), ring(0.6), ring(0.3), sets.sample(), 2)
	if err != nil || indefinite.without != 2 || indefinite.epsilon != nil {
		t.Errorf("%+v, %v on an indefinite network; %v wanted on both sets", indefinite, err, compare.ErrIndefinite)
	}
}
