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

// driftOutside replaces x by x + h(−D x + φ(W x + b)).
func (s *system) driftOutside(b *Block) {
	for i, leak := range s.leak {
		x := b.State[i*b.Width : (i+1)*b.Width]
		product := s.product[i*b.Width : (i+1)*b.Width]
		input := s.input[i]
		for r, v := range x {
			x[r] = s.drift(v, leak, s.activate(product[r]+input))
		}
	}
}

// driftInside replaces x by x + h(−D x + φ(W x + b + scale·extra)).
func (s *system) driftInside(b *Block, extra []float64, scale float64) {
	for i, leak := range s.leak {
		x := b.State[i*b.Width : (i+1)*b.Width]
		product := s.product[i*b.Width : (i+1)*b.Width]
		extra := extra[i*b.Width : (i+1)*b.Width]
		input := s.input[i]
		for r, v := range x {
			x[r] = s.drift(v, leak, s.activate(math.FMA(scale, extra[r], product[r]+input)))
		}
	}
}

// drift returns x + h(drive − D x), rounded in this order everywhere.
func (s *system) drift(x, leak, drive float64) float64 {
	return math.FMA(s.stepSize, math.FMA(-leak, x, drive), x)
}

func (s *system) activate(u float64) float64 {
	if s.rectified && !(u > 0) {
		return 0
	}
	return u
}

// kick adds σ√h ζ.
func (s *system) kick(b *Block, zeta []float64) {
	scale := float64(s.strength * math.Sqrt(s.stepSize))
	for k, z := range zeta {
		b.State[k] = math.FMA(scale, z, b.State[k])
	}
}

// finish checks the bound and counts the step.
func (s *system) finish(b *Block) error {
	for k, v := range b.State {
		if !(math.Abs(v) <= Bound) {
			return &DivergedError{
				Step: b.Step, Neuron: k / b.Width, Replica: b.FirstReplica + k%b.Width,
				Value: v, StepSize: s.stepSize,
			}
		}
	}
	b.Step++
	return nil
}

func resize(buffer []float64, n int) []float64 {
	if len(buffer) != n {
		return make([]float64, n)
	}
	return buffer
}
