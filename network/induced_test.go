package network_test

import (
	"slices"
	"testing"

	"noiseprune/network"
)

// The chosen neurons keep their leaks, inputs, labels and the synapses among them.
func TestInduced(t *testing.T) {
	w, err := network.NewCSR(4, []network.Entry{
		{Target: 0, Source: 3, Weight: 1}, {Target: 1, Source: 3, Weight: 2}, {Target: 3, Source: 1, Weight: 3},
		{Target: 3, Source: 3, Weight: 4}, {Target: 2, Source: 0, Weight: 5},
	})
	if err != nil {
		t.Fatal(err)
	}
	net, err := network.New(network.Parts{
		Weights: w, Leak: []float64{10, 11, 12, 13}, Input: []float64{0, 1, 2, 3}, Labels: []string{"a", "b", "c", "d"},
		Activation: network.Rectified,
	})
	if err != nil {
		t.Fatal(err)
	}
	got := net.Induced([]int{1, 3})
	parts := got.Parts()
	want := []network.Entry{{Target: 0, Source: 1, Weight: 2}, {Target: 1, Source: 0, Weight: 3}, {Target: 1, Source: 1, Weight: 4}}
	entries := parts.Weights.Entries()
	if !slices.Equal(entries, want) || !slices.Equal(parts.Leak, []float64{11, 13}) || !slices.Equal(parts.Input, []float64{1, 3}) ||
		!slices.Equal(parts.Labels, []string{"b", "d"}) || parts.Activation != network.Rectified {
		t.Errorf("%v %+v", entries, parts)
	}
	if all := net.Induced([]int{0, 1, 2, 3}); !all.Weights().Equal(w) {
		t.Error("all neurons are another network")
	}
	if none := net.Induced(nil); none.Neurons() != 0 {
		t.Errorf("no neurons are a network of %d", none.Neurons())
	}
	for _, wrong := range [][]int{{3, 1}, {1, 1}, {-1}, {4}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%v is taken", wrong)
				}
			}()
			net.Induced(wrong)
		}()
	}
}
