package sim

import (
	"fmt"
	"slices"
	"strconv"

	"noiseprune/network"
)

// resolveNetwork compares what the spec says of the network with the network itself, and
// fills in what the spec leaves open. It returns a *SpecError for a contradiction.
//
// A definition without a source is that of a caller who has made the network otherwise: its
// zero values then say nothing.
func (s *Spec) resolveNetwork(net *network.Network) error {
	d := &s.Network
	open := d.Source == ""
	if open && d.Activation == network.Linear {
		d.Activation = net.Activation()
	}
	if d.Activation != net.Activation() {
		return &SpecError{"network.activation", fmt.Sprintf("is %v, but the network is %v", d.Activation, net.Activation())}
	}
	if d.Symmetrize != network.AsStored && !net.Symmetric() {
		return &SpecError{"network.symmetrize", fmt.Sprintf("is %v, but the network is not symmetric", d.Symmetrize)}
	}
	if d.Leak == network.AutoLeak() {
		d.Leak = network.GivenLeak()
	}
	if leak, ok := d.Leak.Uniform(); ok && !allAre(net.Leak(), leak) {
		return &SpecError{"network.leak", fmt.Sprintf("is %v, but that is not the leak of every neuron of the network", d.Leak)}
	}
	return s.resolveInput(net, open)
}

// resolveInput does so for the constant input. One from a file is not read again.
func (s *Spec) resolveInput(net *network.Network, open bool) error {
	d := &s.Network
	if d.Input == "" {
		d.Input = "0"
	}
	input, err := strconv.ParseFloat(d.Input, 64)
	isNumber := err == nil
	if !isNumber || allAre(net.Input(), input) {
		return nil
	}
	if open && input == 0 {
		d.Input = network.GivenInput
		return nil
	}
	return &SpecError{"network.input", fmt.Sprintf("is %v, but that is not the input of every neuron of the network", d.Input)}
}

func allAre(values []float64, v float64) bool {
	return !slices.ContainsFunc(values, func(u float64) bool { return u != v })
}
