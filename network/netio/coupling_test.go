package netio

import (
	"testing"

	"noiseprune/network"
)

// TestCoupling has a self-connection, a neuron without one, and labels.
func TestCoupling(t *testing.T) {
	w, err := network.NewCSR(2, []network.Entry{{Target: 0, Source: 0, Weight: 2}, {Target: 0, Source: 1, Weight: -3}})
	if err != nil {
		t.Fatal(err)
	}
	net, err := network.New(network.Parts{Weights: w, Leak: network.UniformLeak(2, 5), Labels: []string{"a", "b"}})
	if err != nil {
		t.Fatal(err)
	}
	a, err := Coupling(net)
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range [][]float64{{-3, -3}, {0, -5}} {
		for j, want := range row {
			if got := a.Weights.At(i, j); got != want {
				t.Errorf("A[%d][%d] is %v, want %v", i, j, got, want)
			}
		}
	}
	if a.Weights.Stored() != 3 || a.Labels[1] != "b" {
		t.Errorf("%d stored entries, labels %v", a.Weights.Stored(), a.Labels)
	}
}
