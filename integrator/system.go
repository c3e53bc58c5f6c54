package integrator

import (
	"fmt"
	"math"

	"noiseprune/internal/kernel"
	"noiseprune/network"
)

// system is what the steppers share: the drift f, its rounding, and the noise.
type system[T Float] struct {
	weights     kernel.Product[T]
	leak, input []T
	neuron      kernel.Neuron[T] // but for leak, input and kick
	drive       Drive
	placement   Placement
	noise       *increments[T]
	scratch     kernel.Scratch[T]
}

func newSystem[T Float](net *network.Network, w kernel.Product[T], d Drive) system[T] {
	if w.Order() != net.Neurons() {
		panic(fmt.Sprintf("integrator: weights of order %d for %d neurons", w.Order(), net.Neurons()))
	}
	s := system[T]{
		weights: w, leak: rounded[T](net.Leak()), input: rounded[T](net.Input()),
		neuron: kernel.Neuron[T]{Floor: T(math.Inf(-1)), StepSize: T(d.StepSize), Bound: Bound[T]()},
		drive:  d, placement: d.placementIn(net),
		noise: newIncrements[T](d),
	}
	if net.Activation() == network.Rectified {
		s.neuron.Floor = 0
	}
	return s
}

func rounded[T Float](values []float64) []T {
	all := make([]T, len(values))
	for i, v := range values {
		all[i] = T(v)
	}
	return all
}

func (s *system[T]) shareNoise(from *increments[T]) { s.noise = from }
func (s *system[T]) ownNoise() *increments[T]       { return s.noise }

// check panics unless the block fits the network.
func (s *system[T]) check(b *Block[T]) {
	if b.Neurons != s.weights.Order() || len(b.State) != b.Neurons*b.Width {
		panic(fmt.Sprintf("integrator: block of %d neurons × %d replicas with %d states for a network of %d neurons",
			b.Neurons, b.Width, len(b.State), s.weights.Order()))
	}
	if s.placement == OrnsteinUhlenbeck && b.Coloured == nil {
		b.Coloured = make([]T, len(b.State))
	}
}

// advance takes the step of every neuron and counts it: scale·inside is added to what
// the bracket holds unless inside is nil, and kick·ζ outside, with zeta giving the row of
// ζ of each neuron. It returns a
// *DivergedError if a state leaves the bound.
func (s *system[T]) advance(b *Block[T], kick float64, zeta func(i int) []T, scale float64, inside []T) error {
	neuron := s.neuron
	neuron.Kick = T(kick)
	within := true
	s.weights.Rows(b.State, b.Width, &s.scratch, func(i int, product []T) {
		row, end := i*b.Width, (i+1)*b.Width
		if inside != nil {
			for r, v := range inside[row:end] {
				product[r] = kernel.FMA(T(scale), v, product[r])
			}
		}
		neuron.Leak, neuron.Input = s.leak[i], s.input[i]
		within = s.weights.Advance(neuron, b.State[row:end], product, zeta(i)) && within
	})
	if !within {
		return s.diverged(b)
	}
	b.Step++
	return nil
}

// diverged finds the first neuron, and in it the first replica, beyond the bound.
func (s *system[T]) diverged(b *Block[T]) error {
	for k, v := range b.State {
		if !(math.Abs(float64(v)) <= float64(s.neuron.Bound)) {
			return &DivergedError{
				Step: b.Step, Neuron: k / b.Width, Replica: b.FirstReplica + k%b.Width,
				Value: float64(v), StepSize: s.drive.StepSize,
			}
		}
	}
	panic("integrator: a state left the bound and came back")
}
