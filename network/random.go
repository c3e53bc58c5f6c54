package network

import (
	"fmt"
	"math"
)

// Random generates a sparse unstructured network: a uniformly chosen graph G(n, m) (Erdős &
// Rényi 1959),
// with weights N(Mean, SD²). Degree is the mean number of synapses onto a neuron:
//
//	symmetric   m = round(n·Degree/2) unordered pairs
//	otherwise   m = round(n·Degree) ordered pairs
//
// All pairs are drawn first, then their weights. The remark at Clustered on the bits of
// normal weights applies.
type Random struct {
	Neurons   int
	Degree    float64 // 0 … Neurons−1
	Mean, SD  float64 // at least one of them not zero
	Symmetric bool
}

// Generate draws the weights from src. It returns an error for parameters out of range.
func (r Random) Generate(src Source) (*CSR, error) {
	if err := r.check(); err != nil {
		return nil, err
	}
	count := float64(r.Neurons) * r.Degree
	if r.Symmetric {
		count /= 2
	}
	chosen := drawPairs(0, r.Neurons, !r.Symmetric, uint64(math.Round(count)), src)
	return assemble(r.Neurons, []pairs{chosen}, normalWeights(r.Mean, r.SD, src)), nil
}

// Synapses returns an estimate of the number of weights of W.
func (r Random) Synapses() float64 { return math.Round(float64(r.Neurons) * r.Degree) }

func (r Random) neurons() int { return r.Neurons }

func (r Random) scratch() float64 { return pairsBytes(r.Neurons, !r.Symmetric, r.Synapses()) }

func (r Random) check() error {
	if err := checkOrder("n", r.Neurons, 1); err != nil {
		return err
	}
	if !(r.Degree >= 0 && r.Degree <= float64(r.Neurons-1)) {
		return fmt.Errorf("degree=%v is impossible; %d neurons have a mean degree of 0 … %d", r.Degree, r.Neurons, r.Neurons-1)
	}
	if err := checkWeight("mean", r.Mean); err != nil {
		return err
	}
	if err := checkWeight("sd", r.SD); err != nil {
		return err
	}
	if r.SD < 0 {
		return fmt.Errorf("sd=%v is negative; a standard deviation is not", r.SD)
	}
	if r.Mean == 0 && r.SD == 0 {
		return fmt.Errorf("mean=0 with sd=0 gives no weights; make one of them positive")
	}
	return nil
}

// String returns the text from which ParseGenerator makes the same generator.
func (r Random) String() string {
	return fmt.Sprintf("random:n=%d,degree=%v,mean=%v,sd=%v,symmetric=%t", r.Neurons, r.Degree, r.Mean, r.SD, r.Symmetric)
}

func randomForm() generatorForm {
	return generatorForm{
		help: GeneratorHelp{
			Name: "random", Summary: "sparse random graph with normally distributed weights",
			Example: "random:n=300,degree=10",
		},
		parameters: []parameter{
			neuronsParameter(),
			{"degree", "mean number of synapses onto a neuron", ""},
			{"mean", "of the weights", "1"},
			{"sd", "standard deviation of the weights", "1"},
			symmetricParameter(),
		},
		build: func(a *arguments) Generator {
			return Random{
				Neurons: a.count("n"), Degree: a.number("degree"),
				Mean: a.number("mean"), SD: a.number("sd"), Symmetric: a.flag("symmetric"),
			}
		},
	}
}
