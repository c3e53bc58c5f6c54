package network

import (
	"fmt"
	"math"
	"strconv"

	"noiseprune/stimulus"
)

// Definition says which network a run is about: where its weights come from, and how a
// raw matrix becomes a network. The zero Definition says nothing but how: the weights as
// they are, the leak of AutoLeak, no input, a linear network.
type Definition struct {
	Source  string `json:"source" yaml:"source"` // a file, or a generator with its parameters
	Reading `yaml:",inline"`

	Symmetrize Symmetrization `json:"symmetrize" yaml:"symmetrize"` //
	Leak       LeakRule       `json:"leak" yaml:"leak"`             //
	Activation Activation     `json:"activation" yaml:"activation"` //
	Input      string         `json:"input" yaml:"input"`           // the constant input b: a number, a file, or "" for none

	NoiseStrengths string `json:"noise_strengths,omitzero" yaml:"noise_strengths,omitempty"` // what ParseStrengths reads
	CommonNoise    string `json:"common_noise,omitzero" yaml:"common_noise,omitempty"`       // a file of N × k strengths, or "" for none

	Stimulus  []stimulus.Term `json:"stimulus,omitempty" yaml:"stimulus,omitempty"`    // u(t), which is added to b; nil for none
	StartFile string          `json:"start_file,omitzero" yaml:"start_file,omitempty"` // a file of N initial states, or "" for none
}

// WithStimulus gives a network that was assembled the stimulus and the start that the definition says. read and readSeries are asked for
// their files.
func (d Definition) WithStimulus(net *Network, read ReadVector, readSeries stimulus.ReadSeries) (*Network, error) {
	if len(d.Stimulus) == 0 && d.StartFile == "" {
		return net, nil
	}
	parts := net.Parts()
	var err error
	if len(d.Stimulus) > 0 {
		if parts.Stimulus, err = stimulus.Resolve(d.Stimulus, net.Labels(), net.Neurons(), readSeries); err != nil {
			return nil, err
		}
	}
	if d.StartFile != "" {
		if parts.Start, err = read(d.StartFile, net.Neurons(), net.Labels()); err != nil {
			return nil, err
		}
	}
	return New(parts)
}

// NoiseReaders are what a definition's sources of noise are read or drawn by.
type NoiseReaders struct {
	Strengths ReadVector
	// Common reads an N × k matrix, row after row, and k.
	Common func(path string, neurons int, labels []string) (common []float64, sources int, err error)
	// Random returns a source of random numbers for a seed.
	Random func(seed uint64) Source
}

// WithNoise gives a network that was assembled the sources of noise that the definition says.
func (d Definition) WithNoise(net *Network, read NoiseReaders) (*Network, error) {
	rule, err := ParseStrengths(d.NoiseStrengths)
	if err != nil {
		return nil, err
	}
	s := NoiseSources{}
	if s.Strengths, err = rule.Apply(net.Leak(), net.Labels(), read.Strengths, read.Random); err != nil {
		return nil, err
	}
	if d.CommonNoise != "" {
		if s.Common, s.Sources, err = read.Common(d.CommonNoise, net.Neurons(), net.Labels()); err != nil {
			return nil, err
		}
	}
	return net.WithNoise(s)
}

// GivenNoise is the Definition's NoiseStrengths where the network had its sources of noise before.
const GivenNoise = "given"

// GivenInput is the Definition's Input where the network had its input before.
const GivenInput = "given"

// ReadVector reads the N values of a file, one for each neuron, which may have labels.
type ReadVector func(path string, neurons int, labels []string) ([]float64, error)

// Assemble makes the network of weights that have been read or generated, with labels or
// nil: it symmetrizes them, applies the leak rule, and adds input and activation. read is
// asked for a leak or an input from a file. With the network it returns the definition
// in which the leak rule is resolved: no auto is left in it.
func (d Definition) Assemble(weights *CSR, labels []string, read ReadVector) (*Network, Definition, error) {
	weights = Symmetrize(weights, d.Symmetrize)
	if err := checkWeights(weights, labels); err != nil { // before a leak is made of them
		return nil, Definition{}, err
	}
	weights, leak, err := d.applyLeak(weights, labels, read)
	if err != nil {
		return nil, Definition{}, err
	}
	input, err := d.readInput(weights.Order(), labels, read)
	if err != nil {
		return nil, Definition{}, err
	}
	net, err := New(Parts{Weights: weights, Leak: leak, Input: input, Activation: d.Activation, Labels: labels})
	return net, d, err
}

// applyLeak resolves and applies the leak rule, or reads the file that it names.
func (d *Definition) applyLeak(w *CSR, labels []string, read ReadVector) (*CSR, []float64, error) {
	if path, ok := d.Leak.File(); ok {
		leak, err := read(path, w.Order(), labels)
		if err != nil {
			return nil, nil, err
		}
		for i, l := range leak {
			if l < 0 {
				return nil, nil, fmt.Errorf("%s: leak of neuron %d is %v; a leak is not negative", path, i, l)
			}
		}
		return w, leak, nil
	}
	resolved, err := d.Leak.Resolve(w)
	if err != nil {
		return nil, nil, err
	}
	d.Leak = resolved
	return resolved.Apply(w)
}

// readInput returns the constant input: a number for every neuron, or a file's.
func (d Definition) readInput(neurons int, labels []string, read ReadVector) ([]float64, error) {
	if d.Input == "" {
		return nil, nil
	}
	v, err := strconv.ParseFloat(d.Input, 64)
	if err != nil {
		return read(d.Input, neurons, labels)
	}
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil, fmt.Errorf("input %s is not finite", d.Input)
	}
	return UniformLeak(neurons, v), nil
}
