package main

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"strconv"

	"noiseprune/network"
	"noiseprune/network/netio"
	"noiseprune/noise"
	"noiseprune/sim"
)

// load makes the network that the spec names, and writes the leak rule that auto stood
// for back into it. Every error is the input's; a network that is too large for the memory
// is one.
func load(spec *sim.NetworkSpec, seed uint64, memory allowance) (*network.Network, error) {
	m, err := readWeights(*spec, seed, memory)
	if err != nil {
		return nil, inputError{err}
	}
	net, err := assemble(spec, m)
	if err != nil {
		return nil, inputError{fmt.Errorf("%s: %w", spec.Source, err)}
	}
	return net, nil
}

// readWeights reads the file, or runs the generator.
func readWeights(spec sim.NetworkSpec, seed uint64, memory allowance) (*netio.Matrix, error) {
	if network.IsGenerator(spec.Source) {
		w, _, err := generate(spec.Source, seed, memory)
		return &netio.Matrix{Weights: w}, err
	}
	orientation, err := netio.ParseOrientation(spec.Orientation)
	if err != nil {
		return nil, err
	}
	limits := netio.DefaultLimits()
	if memory.known {
		limits = limits.WithinMemory(memory.bytes)
	}
	m, err := netio.Read(spec.Source, orientation, limits)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: no such file, and no generator of that name; simulate --help lists the generators", spec.Source)
	}
	return m, err
}

// generate runs the generator, and returns its canonical text too.
func generate(text string, seed uint64, memory allowance) (*network.CSR, string, error) {
	generator, err := network.ParseGenerator(text)
	if err != nil {
		return nil, "", err
	}
	if needed := network.GenerationBytes(generator); memory.known && needed > memory.bytes {
		return nil, "", fmt.Errorf("%s: about %.3g synapses need %s of memory, and %s; choose a smaller network, or a machine with more memory",
			text, generator.Synapses(), size(needed), memory)
	}
	w, err := generator.Generate(noise.Key{Seed: seed, Purpose: noise.Generate}.Source(0, 0, 0))
	return w, generator.String(), err
}

// assemble gives the weights their leak, input and activation.
func assemble(spec *sim.NetworkSpec, m *netio.Matrix) (*network.Network, error) {
	how, err := network.ParseSymmetrization(spec.Symmetrize)
	if err != nil {
		return nil, err
	}
	activation, err := network.ParseActivation(spec.Activation)
	if err != nil {
		return nil, err
	}
	w, leak, err := leaking(&spec.Leak, network.Symmetrize(m.Weights, how), m.Labels)
	if err != nil {
		return nil, err
	}
	input, err := inputOf(spec.Input, w.Order(), m.Labels)
	if err != nil {
		return nil, err
	}
	return network.New(network.Parts{Weights: w, Leak: leak, Input: input, Activation: activation, Labels: m.Labels})
}

// leaking applies the leak rule, or reads the leak from the file that it names.
func leaking(rule *string, w *network.CSR, labels []string) (*network.CSR, []float64, error) {
	if info, err := os.Stat(*rule); err == nil && !info.IsDir() {
		leak, err := netio.ReadVector(*rule, w.Order(), labels)
		if err != nil {
			return nil, nil, err
		}
		for i, l := range leak {
			if l < 0 {
				return nil, nil, fmt.Errorf("%s: leak of neuron %d is %v; a leak is not negative", *rule, i, l)
			}
		}
		return w, leak, nil
	}
	parsed, err := network.ParseLeak(*rule)
	if err != nil {
		return nil, nil, err
	}
	if parsed, err = parsed.Resolve(w); err != nil {
		return nil, nil, err
	}
	*rule = parsed.String()
	return parsed.Apply(w)
}

// inputOf returns the constant input: a number for every neuron, or a file's.
func inputOf(text string, neurons int, labels []string) ([]float64, error) {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return netio.ReadVector(text, neurons, labels)
	}
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil, fmt.Errorf("input %s is not finite", text)
	}
	return network.UniformLeak(neurons, v), nil
}
