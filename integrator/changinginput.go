package integrator

import (
	"noiseprune/network"
	"noiseprune/stimulus"
)

// changingInput sets the input of a network with a stimulus u for each step: in the step from t to t + h it is
//
//	b + (1/h) ∫ u(s) ds  over t … t + h
//
// so that the area of a pulse does not depend on the step.
type changingInput[T Float] struct {
	stimulus *stimulus.Stimulus
	constant []float64 // b of all neurons
	means    []float64 // of the neurons with a stimulus
	input    []T       // of all neurons, which is set
}

// newChangingInput returns what sets that input, or nil for a network without a stimulus.
func newChangingInput[T Float](net *network.Network, input []T) *changingInput[T] {
	u := net.Stimulus()
	if u == nil {
		return nil
	}
	return &changingInput[T]{u, net.Input(), make([]float64, len(u.Neurons())), input}
}

// set sets the input of a step.
func (c *changingInput[T]) set(d Drive, step uint64) {
	if c == nil {
		return
	}
	from, to := d.interval(step)
	clear(c.means)
	c.stimulus.AddMean(c.means, from, to)
	for k, i := range c.stimulus.Neurons() {
		c.input[i] = T(c.constant[i] + c.means[k])
	}
}

// interval returns the times at which a step begins and ends.
func (d Drive) interval(step uint64) (from, to float64) {
	if d.Cycle == nil {
		return d.Start + float64(float64(step)*d.StepSize), d.Start + float64(float64(step+1)*d.StepSize)
	}
	length := uint64(len(d.Cycle))
	from = d.Start + float64(float64(step/length)*float64(d.StepSize*float64(length)))
	for _, s := range d.Cycle[:step%length] {
		from += s.Size
	}
	return from, from + d.Cycle[step%length].Size
}
