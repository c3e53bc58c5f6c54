package network

import (
	"fmt"
	"math"
)

// Path generates a chain of neurons, each connected with the next in both directions:
//
//	W[i][i+1] = W[i+1][i] = Weight,   eigenvalues 2·Weight·cos(kπ/(n+1)), k = 1 … n
type Path struct {
	Neurons int
	Weight  float64
}

// Generate returns the weights; src is not read and may be nil. It returns an error for
// parameters out of range.
func (p Path) Generate(Source) (*CSR, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	entries := make([]Entry, 0, 2*(p.Neurons-1))
	for i := range p.Neurons - 1 {
		entries = append(entries,
			Entry{Target: i, Source: i + 1, Weight: p.Weight},
			Entry{Target: i + 1, Source: i, Weight: p.Weight})
	}
	return NewCSR(p.Neurons, entries)
}

// Synapses returns an estimate of the number of weights of W.
func (p Path) Synapses() float64 { return 2 * float64(p.Neurons-1) }

func (p Path) neurons() int { return p.Neurons }

func (p Path) scratch() float64 { return bytesPerEntry * p.Synapses() }

// Eigenvalues returns the eigenvalues of W in descending order of their real parts.
func (p Path) Eigenvalues() []complex128 {
	values := make([]complex128, p.Neurons)
	for k := range values {
		values[k] = complex(2*p.Weight*math.Cos(float64(k+1)*math.Pi/float64(p.Neurons+1)), 0)
	}
	return descending(values)
}

func (p Path) check() error {
	if err := checkOrder("n", p.Neurons, 1); err != nil {
		return err
	}
	return checkWeight("weight", p.Weight)
}

// String returns the text from which ParseGenerator makes the same generator.
func (p Path) String() string { return fmt.Sprintf("path:n=%d,weight=%v", p.Neurons, p.Weight) }

func pathForm() generatorForm {
	return generatorForm{
		help:       GeneratorHelp{Name: "path", Summary: "chain of neurons", Example: "path:n=100"},
		parameters: []parameter{neuronsParameter(), weightParameter()},
		build: func(a *arguments) Generator {
			return Path{Neurons: a.count("n"), Weight: a.number("weight")}
		},
	}
}
