package integrator

import (
	"errors"
	"math"

	"noiseprune/covariance"
	"noiseprune/network"
)

// LeimkuhlerMatthews is the stepper
//
//	xₙ₊₁ = xₙ + h f(xₙ) + σ√h (ζₙ + ζₙ₊₁)/2
//
// for noise outside the bracket. It costs as much as Euler–Maruyama; of a linear
// network with symmetric A it has exactly the stationary covariance −σ²A⁻¹/2 of the
// differential equation, at every stable step size.
type LeimkuhlerMatthews[T Float] struct {
	system[T]
	average []T // (ζₙ + ζₙ₊₁)/2
}

func leimkuhlerMatthewsRow() row {
	return row{
		name:  "leimkuhler-matthews",
		note:  "no bias in a symmetric network",
		new64: construct(NewLeimkuhlerMatthews[float64]), new32: construct(NewLeimkuhlerMatthews[float32]),
		stationary:  byStepSize(covariance.LeimkuhlerMatthews),
		largestStep: func(_ *network.Network, t network.TimeScales) float64 { return t.LargestStep },
		openStep:    tenthOfLargest,
		increments:  func(Placement, network.Activation) int { return 3 }, // of two steps, and their mean
		products:    onePerStep, weakOrder: leimkuhlerMatthewsOrder,
	}
}

// leimkuhlerMatthewsOrder returns the weak order. With C₀ and C₁ of C = C₀ + hC₁ + O(h²), the equation of
// covariance.LeimkuhlerMatthews gives
//
//	A C₁ + C₁ Aᵀ = −σ² (A Q + Q Aᵀ)/4 − A C₀ Aᵀ
//
// whose right side vanishes where A C₀ = C₀ Aᵀ = −σ² Q/2: for symmetric A and plain noise, and in general not.
func leimkuhlerMatthewsOrder(net *network.Network) int {
	if net.Symmetric() && net.Noise().Plain() {
		return 2
	}
	return 1
}

// NewLeimkuhlerMatthews returns a stepper of net, whose weights are packed in w. It
// returns an error if the drive cannot be simulated or does not add white noise outside
// the bracket, and panics if w is not of the network's order.
func NewLeimkuhlerMatthews[T Float](net *network.Network, w Weights[T], d Drive) (*LeimkuhlerMatthews[T], error) {
	if err := d.checkSteps(); err != nil {
		return nil, err
	}
	if d.placementIn(net) != Outside {
		return nil, errors.New("the leimkuhler-matthews stepper needs white noise outside the rectifier; " +
			"take noise placement outside, or the euler-maruyama stepper")
	}
	noiseScales := everywhere(net, d.Strength*math.Sqrt(d.StepSize))
	return &LeimkuhlerMatthews[T]{system: newSystem(net, w.product, d, everywhere(net, d.StepSize), noiseScales)}, nil
}

// Advance takes one step.
func (s *LeimkuhlerMatthews[T]) Advance(b *Block[T]) error {
	s.check(b)
	s.average = resize(s.average, len(b.State))
	current, next := s.noise.at(b, b.Step), s.noise.at(b, b.Step+1)
	for k, z := range next {
		s.average[k] = 0.5 * (current[k] + z)
	}
	return s.advance(b, rowsIn(s.average, b.Width), 0, nil)
}
