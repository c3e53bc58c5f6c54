package network

import (
	"fmt"
	"slices"
)

// Induced returns the network among some neurons: their leaks, inputs, sources of noise, starts and labels in the order given, and the
// synapses between them, without a stimulus, whose terms name neurons of the whole. The neurons are in ascending order; it panics
// where they are not.
func (n *Network) Induced(neurons []int) *Network {
	if !slices.IsSorted(neurons) || (len(neurons) > 0 && (neurons[0] < 0 || neurons[len(neurons)-1] >= n.Neurons())) {
		panic(fmt.Sprintf("network: %d neurons out of order or range of %d", len(neurons), n.Neurons()))
	}
	for k := 1; k < len(neurons); k++ {
		if neurons[k] == neurons[k-1] {
			panic(fmt.Sprintf("network: neuron %d is chosen twice", neurons[k]))
		}
	}
	parts := Parts{
		Weights: n.parts.Weights.Restrict(neurons), Leak: chosen(n.parts.Leak, neurons), Input: chosen(n.parts.Input, neurons),
		Activation: n.parts.Activation, Noise: n.parts.Noise.of(neurons),
	}
	if n.parts.Start != nil {
		parts.Start = chosen(n.parts.Start, neurons)
	}
	if n.parts.Labels != nil {
		parts.Labels = chosen(n.parts.Labels, neurons)
	}
	induced, err := New(parts)
	if err != nil {
		panic("network: " + err.Error())
	}
	return induced
}

// chosen returns the values at the places.
func chosen[T any](values []T, places []int) []T {
	picked := make([]T, len(places))
	for k, i := range places {
		picked[k] = values[i]
	}
	return picked
}
