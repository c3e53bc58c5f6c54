package compare

import (
	"fmt"
	"slices"
)

// Traces records the activity of chosen neurons in one replica of a block.
type Traces struct {
	neurons []int
	width   int
	replica int
	values  []float64 // values[k*len(neurons)+i] at observation k
}

// NewTraces returns an empty recording of the given neurons in one replica, numbered from 0,
// of a block of width replicas. It panics if there is no such replica, or for a negative
// neuron.
func NewTraces(neurons []int, width, replica int) *Traces {
	if replica < 0 || replica >= width {
		panic(fmt.Sprintf("compare: replica %d of a block of %d", replica, width))
	}
	for _, i := range neurons {
		if i < 0 {
			panic(fmt.Sprintf("compare: neuron %d", i))
		}
	}
	return &Traces{neurons: slices.Clone(neurons), width: width, replica: replica}
}

// Add records one observation, the state x[i*width+r] of a block. It panics if a chosen
// neuron is not in it.
func (t *Traces) Add(x []float64) {
	for _, i := range t.neurons {
		if i >= len(x)/t.width {
			panic(fmt.Sprintf("compare: neuron %d in a state of %d neurons", i, len(x)/t.width))
		}
		t.values = append(t.values, x[i*t.width+t.replica])
	}
}

// Neurons returns the chosen neurons. The caller must not change them.
func (t *Traces) Neurons() []int { return t.neurons }

// Of returns the trace of the k-th chosen neuron: one value for each observation.
func (t *Traces) Of(k int) []float64 {
	var trace []float64
	for at := k; at < len(t.values); at += len(t.neurons) {
		trace = append(trace, t.values[at])
	}
	return trace
}
