package report

import (
	"slices"
	"testing"

	"noiseprune/network"
)

// TestSampledEdges: no edge twice, none of the diagonal, one half of each pair, at most
// as many as a scatter plot shows, the weakest and the strongest among them, the same each time.
func TestSampledEdges(t *testing.T) {
	for _, n := range []int{20, 1500, 4000} {
		net := ringWithChords(t, n)
		s := sampleEdges(net)
		if s.total != net.Edges() || len(s.places) != min(maxEdges, s.total) {
			t.Errorf("n = %d: %d of %d edges, the network has %d", n, len(s.places), s.total, net.Edges())
		}
		if !slices.IsSorted(s.weights) || s.weights[0] != 0.5 || s.weights[len(s.weights)-1] != 12.5 {
			t.Errorf("n = %d: weights from %v to %v", n, s.weights[0], s.weights[len(s.weights)-1])
		}
		again := sampleEdges(net)
		if !slices.Equal(s.places, again.places) {
			t.Errorf("n = %d: another choice the second time", n)
		}
		slices.Sort(again.places)
		if len(slices.Compact(again.places)) != len(s.places) {
			t.Errorf("n = %d: an edge is picked twice", n)
		}
	}
}

func TestSampledEdgesOfADirectedNetwork(t *testing.T) {
	w, err := network.NewCSR(3, []network.Entry{
		{Target: 0, Source: 0, Weight: 9}, {Target: 0, Source: 1, Weight: -2}, {Target: 1, Source: 0, Weight: 1},
	})
	if err != nil {
		t.Fatal(err)
	}
	net, err := network.New(network.Parts{Weights: w, Leak: network.UniformLeak(3, 10)})
	if err != nil {
		t.Fatal(err)
	}
	s := sampleEdges(net)
	// Stored: the self-connection at place 0, −2 at place 1, 1 at place 2.
	if !slices.Equal(s.places, []int{2, 1}) || !slices.Equal(s.weights, []float64{1, 2}) {
		t.Errorf("places %v with weights %v, want [2 1] with [1 2]", s.places, s.weights)
	}
}
