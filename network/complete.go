package network

import (
	"fmt"
)

// Complete generates a network in which every neuron is connected with every other:
//
//	W[i][j] = Weight for i ≠ j,   eigenvalues (n−1)·Weight, and −Weight n−1 times
type Complete struct {
	Neurons int
	Weight  float64
}

// Generate returns the weights; src is not read and may be nil. It returns an error for
// parameters out of range.
func (c Complete) Generate(Source) (*CSR, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	entries := make([]Entry, 0, c.Neurons*(c.Neurons-1))
	for i := range c.Neurons {
		for j := range c.Neurons {
			if i != j {
				entries = append(entries, Entry{Target: i, Source: j, Weight: c.Weight})
			}
		}
	}
	return NewCSR(c.Neurons, entries)
}

// Synapses returns an estimate of the number of weights of W.
func (c Complete) Synapses() float64 { return float64(c.Neurons) * float64(c.Neurons-1) }

func (c Complete) neurons() int { return c.Neurons }

func (c Complete) scratch() float64 { return bytesPerEntry * c.Synapses() }

// Eigenvalues returns the eigenvalues of W in descending order.
func (c Complete) Eigenvalues() []complex128 {
	values := make([]complex128, c.Neurons)
	values[0] = complex(float64(c.Neurons-1)*c.Weight, 0)
	for k := 1; k < c.Neurons; k++ {
		values[k] = complex(-c.Weight, 0)
	}
	return descending(values)
}

func (c Complete) check() error {
	if err := checkOrder("n", c.Neurons, 1); err != nil {
		return err
	}
	return checkWeight("weight", c.Weight)
}

// String returns the text from which ParseGenerator makes the same generator.
func (c Complete) String() string {
	return fmt.Sprintf("complete:n=%d,weight=%v", c.Neurons, c.Weight)
}

func completeForm() generatorForm {
	return generatorForm{
		help:       GeneratorHelp{Name: "complete", Summary: "every neuron connected with every other", Example: "complete:n=50"},
		parameters: []parameter{neuronsParameter(), weightParameter()},
		build: func(a *arguments) Generator {
			return Complete{Neurons: a.count("n"), Weight: a.number("weight")}
		},
	}
}
