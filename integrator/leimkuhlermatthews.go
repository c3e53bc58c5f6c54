package integrator

import (
	"errors"
	"math"

	"noiseprune/internal/kernel"
	"noiseprune/network"
)

// LeimkuhlerMatthews is the stepper
//
//	xₙ₊₁ = xₙ + h f(xₙ) + σ√h (ζₙ + ζₙ₊₁)/2
//
// for noise outside the bracket. It costs as much as Euler–Maruyama; of a linear
// network with symmetric A it has exactly the stationary covariance −σ²A⁻¹/2 of the
// differential equation, at every stable step size.
type LeimkuhlerMatthews struct {
	system
	fill          increments
	current, next []float64 // ζₙ, ζₙ₊₁
	held          position  // whose ζₙ current holds; its zero value, of width 0, is nobody's
}

// position identifies one step of one block.
type position struct {
	step                uint64
	firstReplica, width int
}

// NewLeimkuhlerMatthews returns a stepper of net, whose weights are packed in w. It
// returns an error if the drive cannot be simulated or does not add white noise outside
// the bracket, and panics if w is not of the network's order.
func NewLeimkuhlerMatthews(net *network.Network, w kernel.Product, d Drive) (*LeimkuhlerMatthews, error) {
	if err := d.check(); err != nil {
		return nil, err
	}
	if d.placementIn(net) != Outside {
		return nil, errors.New("the leimkuhler-matthews stepper needs white noise outside the rectifier; " +
			"take noise placement outside, or the euler-maruyama stepper")
	}
	return &LeimkuhlerMatthews{system: newSystem(net, w, d), fill: d.increments()}, nil
}

// Advance takes one step.
func (s *LeimkuhlerMatthews) Advance(b *Block) error {
	s.prepare(b)
	s.current, s.next = resize(s.current, len(b.State)), resize(s.next, len(b.State))
	here := position{b.Step, b.FirstReplica, b.Width}
	if s.held != here {
		s.fill(s.current, b.Step, 0, b.Neurons, b.FirstReplica, b.Width)
	}
	s.fill(s.next, b.Step+1, 0, b.Neurons, b.FirstReplica, b.Width)
	for k, z := range s.next {
		s.current[k] = 0.5 * (s.current[k] + z)
	}
	err := s.advance(b, s.strength*math.Sqrt(s.stepSize), s.current)
	s.current, s.next = s.next, s.current
	here.step++
	s.held = here
	return err
}
