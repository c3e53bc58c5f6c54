package integrator

import (
	"fmt"
	"math"

	"noiseprune/internal/kernel"
	"noiseprune/network"
)

// system is what the steppers share: the drift f and its rounding.
type system struct {
	weights         kernel.Product
	leak, input     []float64
	rectified       bool
	strength        float64
	stepSize        float64
	placement       Placement
	correlationTime float64
	product         []float64 // W x
}

func newSystem(net *network.Network, w kernel.Product, d Drive) system {
	if w.Order() != net.Neurons() {
		panic(fmt.Sprintf("integrator: weights of order %d for %d neurons", w.Order(), net.Neurons()))
	}
	return system{
		weights: w, leak: net.Leak(), input: net.Input(),
		rectified: net.Activation() == network.Rectified,
		strength:  d.Strength, stepSize: d.StepSize,
		placement: d.placementIn(net), correlationTime: d.CorrelationTime,
	}
}

// prepare checks the block and computes W x.
func (s *system) prepare(b *Block) {
	if b.Neurons != s.weights.Order() || len(b.State) != b.Neurons*b.Width {
		panic(fmt.Sprintf("integrator: block of %d neurons × %d replicas with %d states for a network of %d neurons",
			b.Neurons, b.Width, len(b.State), s.weights.Order()))
	}
	if s.placement == OrnsteinUhlenbeck && b.Coloured == nil {
		b.Coloured = make([]float64, len(b.State))
	}
	s.product = resize(s.product, len(b.State))
	s.weights.Multiply(s.product, b.State, b.Width)
}

// advance takes the step of every neuron, with product holding the input of the bracket
// and kick·ζ added outside, and counts it. It returns a *DivergedError if a state leaves
// the bound.
func (s *system) advance(b *Block, kick float64, zeta []float64) error {
	neuron := kernel.Neuron{Floor: math.Inf(-1), StepSize: s.stepSize, Kick: kick, Bound: Bound}
	if s.rectified {
		neuron.Floor = 0
	}
	within := true
	for i := range s.leak {
		neuron.Leak, neuron.Input = s.leak[i], s.input[i]
		row := i * b.Width
		end := row + b.Width
		within = neuron.Advance(b.State[row:end], s.product[row:end], zeta[row:end]) && within
	}
	if !within {
		return s.diverged(b)
	}
	b.Step++
	return nil
}

// addInside adds scale·extra to what the bracket holds.
func (s *system) addInside(scale float64, extra []float64) {
	for k, v := range extra {
		s.product[k] = math.FMA(scale, v, s.product[k])
	}
}

// diverged finds the first neuron, and in it the first replica, beyond the bound.
func (s *system) diverged(b *Block) error {
	for k, v := range b.State {
		if !(math.Abs(v) <= Bound) {
			return &DivergedError{
				Step: b.Step, Neuron: k / b.Width, Replica: b.FirstReplica + k%b.Width,
				Value: v, StepSize: s.stepSize,
			}
		}
	}
	panic("integrator: a state left the bound and came back")
}

func resize(buffer []float64, n int) []float64 {
	if len(buffer) != n {
		return make([]float64, n)
	}
	return buffer
}
