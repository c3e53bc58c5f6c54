package network

import (
	"fmt"
	"math"
)

// TwoNeurons generates the smallest recurrent network:
//
//	W[1][0] = Forward, W[0][1] = Backward,   eigenvalues ±√(Forward·Backward)
//
// Weights of opposite sign make it oscillate: its eigenvalues are then imaginary.
type TwoNeurons struct {
	Forward, Backward float64
}

// Generate returns the weights; src is not read and may be nil. It returns an error for
// a weight that is not finite.
func (t TwoNeurons) Generate(Source) (*CSR, error) {
	if err := t.check(); err != nil {
		return nil, err
	}
	return NewCSR(2, []Entry{{Target: 1, Source: 0, Weight: t.Forward}, {Target: 0, Source: 1, Weight: t.Backward}})
}

// Synapses returns an estimate of the number of weights of W.
func (TwoNeurons) Synapses() float64 { return 2 }

func (TwoNeurons) neurons() int { return 2 }

func (t TwoNeurons) scratch() float64 { return bytesPerEntry * t.Synapses() }

// Eigenvalues returns the eigenvalues of W: the larger one first, or the one with
// positive imaginary part.
func (t TwoNeurons) Eigenvalues() []complex128 {
	product := t.Forward * t.Backward
	root := complex(math.Sqrt(math.Abs(product)), 0)
	if product < 0 {
		root *= 1i
	}
	return []complex128{root, -root}
}

func (t TwoNeurons) check() error {
	if err := checkWeight("forward", t.Forward); err != nil {
		return err
	}
	return checkWeight("backward", t.Backward)
}

// String returns the text from which ParseGenerator makes the same generator.
func (t TwoNeurons) String() string {
	return fmt.Sprintf("two:forward=%v,backward=%v", t.Forward, t.Backward)
}

func twoNeuronsForm() generatorForm {
	return generatorForm{
		help: GeneratorHelp{Name: "two", Summary: "two neurons, each acting on the other", Example: "two:forward=1,backward=-1"},
		parameters: []parameter{
			{"forward", "weight from neuron 0 onto neuron 1", "1"},
			{"backward", "weight from neuron 1 onto neuron 0", "1"},
		},
		build: func(a *arguments) Generator {
			return TwoNeurons{Forward: a.number("forward"), Backward: a.number("backward")}
		},
	}
}
