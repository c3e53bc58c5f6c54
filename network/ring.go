package network

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Ring generates a circulant network of n neurons, invariant under rotation: neuron i
// receives Forward[k−1] from neuron i−k and Backward[k−1] from neuron i+k
// (mod n). With ω = exp(2πi/n) its eigenvalues are
//
//	λ_m = Σ_k Forward[k−1]·ω^(−mk) + Backward[k−1]·ω^(mk),   m = 0 … n−1
//
// W is always normal, and symmetric where Forward equals Backward. Without Backward weights
// it is a directed network that is normal.
type Ring struct {
	Neurons           int
	Forward, Backward []float64 // by distance 1, 2, …; each shorter than n/2
}

// Generate returns the weights; src is not read and may be nil. It returns an error for
// parameters out of range.
func (r Ring) Generate(Source) (*CSR, error) {
	if err := r.check(); err != nil {
		return nil, err
	}
	n := r.Neurons
	entries := make([]Entry, 0, n*(len(r.Forward)+len(r.Backward)))
	for i := range n {
		for k, w := range r.Forward {
			entries = append(entries, Entry{Target: i, Source: (i - k - 1 + n) % n, Weight: w})
		}
		for k, w := range r.Backward {
			entries = append(entries, Entry{Target: i, Source: (i + k + 1) % n, Weight: w})
		}
	}
	return NewCSR(n, entries)
}

// Synapses returns an estimate of the number of weights of W.
func (r Ring) Synapses() float64 { return float64(r.Neurons) * float64(len(r.Forward)+len(r.Backward)) }

func (r Ring) neurons() int { return r.Neurons }

func (r Ring) scratch() float64 { return bytesPerEntry * r.Synapses() }

// Eigenvalues returns the eigenvalues of W in descending order of their real parts,
// and of their imaginary parts where those agree.
func (r Ring) Eigenvalues() []complex128 {
	values := make([]complex128, r.Neurons)
	for m := range values {
		for k, w := range r.Forward {
			values[m] += complex(w, 0) * r.root(-m*(k+1))
		}
		for k, w := range r.Backward {
			values[m] += complex(w, 0) * r.root(m*(k+1))
		}
	}
	return descending(values)
}

// root returns ω^power.
func (r Ring) root(power int) complex128 {
	sin, cos := math.Sincos(2 * math.Pi * float64(power%r.Neurons) / float64(r.Neurons))
	return complex(cos, sin)
}

func (r Ring) check() error {
	if err := checkOrder("n", r.Neurons, 3); err != nil {
		return err
	}
	if reach := max(len(r.Forward), len(r.Backward)); 2*reach >= r.Neurons {
		return fmt.Errorf("a ring of %d neurons has no distance %d; give at most %d weights", r.Neurons, reach, (r.Neurons-1)/2)
	}
	for _, w := range slices.Concat(r.Forward, r.Backward) {
		if err := checkWeight("a weight", w); err != nil {
			return err
		}
	}
	return nil
}

// String returns the text from which ParseGenerator makes the same generator.
func (r Ring) String() string {
	return fmt.Sprintf("ring:n=%d,forward=%s,backward=%s", r.Neurons, numbersText(r.Forward), numbersText(r.Backward))
}

func numbersText(values []float64) string {
	if len(values) == 0 {
		return "0"
	}
	parts := make([]string, len(values))
	for k, v := range values {
		parts[k] = strconv.FormatFloat(v, 'g', -1, 64)
	}
	return strings.Join(parts, "/")
}

func ringForm() generatorForm {
	return generatorForm{
		help: GeneratorHelp{
			Name: "ring", Summary: "circulant network: every neuron has the same surroundings",
			Example: "ring:n=100,forward=1/0.5",
		},
		parameters: []parameter{
			neuronsParameter(),
			{"forward", "weights from the neurons before, by distance, as 1/0.5", "1"},
			{"backward", "weights from the neurons after; same for those of forward", "same"},
		},
		build: func(a *arguments) Generator {
			return Ring{Neurons: a.count("n"), Forward: a.numbers("forward"), Backward: a.numbersOr("backward", "forward")}
		},
	}
}
