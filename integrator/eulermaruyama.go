package integrator

import (
	"math"

	"noiseprune/covariance"
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
type EulerMaruyama[T Float] struct {
	system[T]
}

func eulerMaruyamaRow() row {
	return row{
		name:  "euler-maruyama",
		new64: construct(NewEulerMaruyama[float64]), new32: construct(NewEulerMaruyama[float32]),
		stationary: byStepSize(covariance.EulerMaruyama), propagator: eulerMaruyamaPropagator,
		largestStep: func(_ *network.Network, t network.TimeScales) float64 { return t.LargestStep },
		openStep:    tenthOfLargest,
		increments: func(p Placement, a network.Activation) int {
			switch {
			case p == OrnsteinUhlenbeck:
				return 2 // ζ and η
			case p == Inside && a == network.Rectified:
				return 1
			}
			return 0
		},
		products: onePerStep, weakOrder: firstOrder,
	}
}

// NewEulerMaruyama returns a stepper of net, whose weights are packed in w. It returns
// an error if the drive cannot be simulated, and panics if w is not of the network's
// order.
func NewEulerMaruyama[T Float](net *network.Network, w Weights[T], d Drive) (*EulerMaruyama[T], error) {
	if err := d.checkSteps(); err != nil {
		return nil, err
	}
	noiseScales := everywhere(net, d.Strength*math.Sqrt(d.StepSize))
	return &EulerMaruyama[T]{newSystem(net, w.product, d, everywhere(net, d.StepSize), noiseScales)}, nil
}

// Advance takes one step.
func (s *EulerMaruyama[T]) Advance(b *Block[T]) error {
	s.check(b)
	return s.advanceIn(b, s.advanceColoured)
}

// advanceColoured takes the Euler–Maruyama step of η.
func (s *EulerMaruyama[T]) advanceColoured(b *Block[T], zeta []T) {
	h, tau := s.drive.StepSize, s.drive.CorrelationTime
	decay, noiseScale := T(-h/tau), T(s.drive.Strength/tau*math.Sqrt(h))
	for k, eta := range b.Coloured {
		b.Coloured[k] = kernel.FMA(noiseScale, zeta[k], kernel.FMA(decay, eta, eta))
	}
}
