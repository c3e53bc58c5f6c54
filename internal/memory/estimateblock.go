package memory

import (
	"noiseprune/integrator"
	"noiseprune/network"
)

// product returns the bytes of packed weights, and of the scratch of a stepper with them.
func (e sizes) product(share float64, width int) (product, scratch float64) {
	return integrator.PackedSize(e.Neurons, int(share*float64(e.Stored)), e.opt.Kernel, e.spec.Integration.Precision, width)
}

// stateSize returns the bytes of the state of one neuron in one replica.
func (e sizes) stateSize() float64 {
	if e.spec.Integration.Precision == integrator.Float32 {
		return 4
	}
	return 8
}

// block returns the bytes of a block's states, and of the noise increments that its stepper
// holds instead of drawing them row by row.
func (e sizes) block(width int) (states, increments float64) {
	states = e.stateSize() * float64(e.Neurons) * float64(width)
	activation := network.Linear
	if e.Rectified {
		activation = network.Rectified
	}
	held := max(e.spec.Integration.Stepper.HeldIncrements(e.spec.Noise.Placement, activation),
		e.spec.Covariance.Stepper.HeldIncrements(e.spec.Noise.Placement, activation))
	return states, float64(held) * states
}

// float64Copy returns the bytes of a copy of float32 states in double precision, 0 for float64
// states.
func (e sizes) float64Copy(width int) float64 {
	if e.stateSize() == 8 {
		return 0
	}
	return 8 * float64(e.Neurons) * float64(width)
}
