package integrator

import (
	"math"

	"noiseprune/internal/kernel"
	"noiseprune/network"
)

// EulerMaruyama is the stepper
//
//	xₙ₊₁ = xₙ + h f(xₙ) + σ√h ζₙ
//
// with f(x) = −D x + φ(W x + b), φ the identity or the rectifier, for noise outside the
// bracket. Inside it, f(x) = −D x + φ(W x + b + σζₙ/√h) and nothing is added. With
// Ornstein–Uhlenbeck noise, f(x) = −D x + φ(W x + b + ηₙ) and η advances by
//
//	ηₙ₊₁ = ηₙ − (h/τ) ηₙ + (σ/τ)√h ζₙ
//
// The weak and the strong order are 1. Of a linear network it has the stationary
// covariance C = Φ C Φᵀ + hσ² I, Φ = I + hA, and is stable while |1 + hλ| < 1 for every
// eigenvalue λ of A.
type EulerMaruyama struct {
	system
	fill increments
	zeta []float64
}

// NewEulerMaruyama returns a stepper of net, whose weights are packed in w. It returns
// an error if the drive cannot be simulated, and panics if w is not of the network's
// order.
func NewEulerMaruyama(net *network.Network, w kernel.Product, d Drive) (*EulerMaruyama, error) {
	if err := d.check(); err != nil {
		return nil, err
	}
	return &EulerMaruyama{system: newSystem(net, w, d), fill: d.increments()}, nil
}

// Advance takes one step.
func (s *EulerMaruyama) Advance(b *Block) error {
	s.prepare(b)
	s.zeta = resize(s.zeta, len(b.State))
	s.fill(s.zeta, b.Step, 0, b.Neurons, b.FirstReplica, b.Width)
	switch s.placement {
	case Inside:
		s.addInside(s.strength/math.Sqrt(s.stepSize), s.zeta)
		return s.advance(b, 0, s.zeta)
	case OrnsteinUhlenbeck:
		s.addInside(1, b.Coloured)
		s.advanceColoured(b)
		return s.advance(b, 0, s.zeta)
	default:
		return s.advance(b, s.strength*math.Sqrt(s.stepSize), s.zeta)
	}
}

// advanceColoured takes the Euler–Maruyama step of η.
func (s *EulerMaruyama) advanceColoured(b *Block) {
	decay := -s.stepSize / s.correlationTime
	kick := s.strength / s.correlationTime * math.Sqrt(s.stepSize)
	for k, eta := range b.Coloured {
		b.Coloured[k] = math.FMA(kick, s.zeta[k], math.FMA(decay, eta, eta))
	}
}
