package compare

import (
	"math"
	"testing"

	"noiseprune/network"
)

// TestSlowestNeurons: a synapse back raises the estimate by the second order, a cycle of three by the third, and neurons of equal
// leaks are ordered by it.
func TestSlowestNeurons(t *testing.T) {
	w, err := network.NewCSR(6, []network.Entry{
		{Target: 1, Source: 3, Weight: 2}, {Target: 3, Source: 1, Weight: 3}, // there and back
		{Target: 2, Source: 4, Weight: 4}, {Target: 4, Source: 5, Weight: 5}, {Target: 5, Source: 2, Weight: 6}, // a cycle of three
	})
	if err != nil {
		t.Fatal(err)
	}
	diagonal := []float64{-1, -1, -1, -11, -21, -31}
	estimates := returning(w, diagonal, []int{0, 1, 2})
	for i, want := range []float64{-1, -1 + 2*3/10.0, -1 + 4*5*6/(20*30.0)} {
		if math.Abs(estimates[i]-want) > 1e-14 {
			t.Errorf("neuron %d has %v, want %v", i, estimates[i], want)
		}
	}
	if order := slowestNeurons(w, diagonal, 1); order[0] != 1 || order[1] != 2 || order[2] != 0 || order[3] != 3 {
		t.Errorf("order %v", order)
	}
}
