package network

import (
	"fmt"
	"math"
)

// Star generates a hub, neuron 0, connected with every other neuron in both directions:
//
//	W[0][i] = W[i][0] = Weight,   eigenvalues ±Weight·√(n−1), and 0 otherwise
type Star struct {
	Neurons int
	Weight  float64
}

// Generate returns the weights; src is not read and may be nil. It returns an error for
// parameters out of range.
func (s Star) Generate(Source) (*CSR, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	entries := make([]Entry, 0, 2*(s.Neurons-1))
	for i := 1; i < s.Neurons; i++ {
		entries = append(entries,
			Entry{Target: 0, Source: i, Weight: s.Weight},
			Entry{Target: i, Source: 0, Weight: s.Weight})
	}
	return NewCSR(s.Neurons, entries)
}

// Synapses returns an estimate of the number of weights of W.
func (s Star) Synapses() float64 { return 2 * float64(s.Neurons-1) }

func (s Star) neurons() int { return s.Neurons }

func (s Star) scratch() float64 { return bytesPerEntry * s.Synapses() }

// Eigenvalues returns the eigenvalues of W in descending order.
func (s Star) Eigenvalues() []complex128 {
	values := make([]complex128, s.Neurons)
	outer := s.Weight * math.Sqrt(float64(s.Neurons-1))
	values[0] = complex(outer, 0)
	values[s.Neurons-1] = complex(-outer, 0)
	return descending(values)
}

func (s Star) check() error {
	if err := checkOrder("n", s.Neurons, 2); err != nil {
		return err
	}
	return checkWeight("weight", s.Weight)
}

// String returns the text from which ParseGenerator makes the same generator.
func (s Star) String() string { return fmt.Sprintf("star:n=%d,weight=%v", s.Neurons, s.Weight) }

func starForm() generatorForm {
	return generatorForm{
		help:       GeneratorHelp{Name: "star", Summary: "hub connected with all other neurons", Example: "star:n=50"},
		parameters: []parameter{neuronsParameter(), weightParameter()},
		build: func(a *arguments) Generator {
			return Star{Neurons: a.count("n"), Weight: a.number("weight")}
		},
	}
}
