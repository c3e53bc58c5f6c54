package integrator

import (
	"math"

	"noiseprune/covariance"
	"noiseprune/internal/kernel"
	"noiseprune/network"
)

// Exponential is the exponential Euler–Maruyama stepper, in which the leak is integrated exactly:
//
//	x ← e x + ((1 − e)/D) φ(W x + b) + σ √((1 − e²)/(2D)) ζ,  e = exp(−D h) of each neuron
//
// for noise outside the bracket. Inside it, the bracket holds W x + b + σζ/√h and nothing is added.
// With Ornstein–Uhlenbeck noise it holds W x + b + η, and η advances exactly. (Jentzen & Kloeden 2009,
// Proc. R. Soc. A 465, 649; with e = 1 − Dh it is Euler–Maruyama.)
//
// It is Euler–Maruyama with a step size (1 − e)/D and a noise scale of each neuron, so it takes one
// product too. The weak and the strong order are 1. A neuron that is faster than the step follows its
// input; so h is limited by what couples neurons, not by the fastest leak.
//
// Stability. Of a linear network Φ = diag(e) + diag((1 − e)/D) W. Where the row sums of |W| do not
// exceed the leak, those of |Φ| are at most e + (1 − e) = 1, and Gershgorin's discs touch the unit
// circle in 1 only, which is an eigenvalue only where A is singular. So it is stable at every h; and
// since φ changes no difference by more than its size, the rectified network is a contraction too.
//
// Networks that share ζ but differ in a leak are coupled more closely than the same Wiener process
// would couple them: the noise of one step is √((1 − e²)/(2D)) ζ in both, while the integrals of
// e^(−D(h−s)) dW have the correlation 2√(D D′)/(D + D′) over long steps, which is 1 − (D′/D − 1)²/8 to
// leading order, and 1 − ((D′ − D)h)²/24 over short ones. For leaks that differ by a tenth the
// difference is an eighth of a percent of the variance of the noise of one step.
type Exponential[T Float] struct {
	system[T]
}

func exponentialRow() row {
	return row{
		name:  "exponential",
		note:  "the leak exactly: long steps where leaks differ widely",
		new64: construct(NewExponential[float64]), new32: construct(NewExponential[float32]),
		stationary: byStepSize(covariance.Exponential), propagator: exponentialPropagator,
		largestStep: largestExponentialStep,
		openStep: func(t network.TimeScales, largest float64) float64 {
			return min(0.2/t.Typical, 0.5*largest)
		},
		increments: eulerMaruyamaRow().increments,
		products:   onePerStep, weakOrder: firstOrder,
	}
}

// NewExponential returns a stepper of net, whose weights are packed in w. It returns an error if the
// drive cannot be simulated, and panics if w is not of the network's order.
func NewExponential[T Float](net *network.Network, w Weights[T], d Drive) (*Exponential[T], error) {
	if err := d.checkSteps(); err != nil {
		return nil, err
	}
	leak := net.Leak()
	stepSizes, noiseScales := make([]float64, len(leak)), make([]float64, len(leak))
	for i, rate := range leak {
		stepSizes[i] = averaged(rate, d.StepSize)
		noiseScales[i] = d.Strength * math.Sqrt(averaged(2*rate, d.StepSize))
	}
	return &Exponential[T]{newSystem(net, w.product, d, stepSizes, noiseScales)}, nil
}

// Advance takes one step.
func (s *Exponential[T]) Advance(b *Block[T]) error {
	s.check(b)
	return s.advanceIn(b, s.advanceColoured)
}

// advanceColoured takes the exact step of η.
func (s *Exponential[T]) advanceColoured(b *Block[T], zeta []T) {
	h, rate := s.drive.StepSize, 1/s.drive.CorrelationTime
	change := T(-rate * averaged(rate, h))
	noiseScale := T(s.drive.Strength * rate * math.Sqrt(averaged(2*rate, h)))
	for k, eta := range b.Coloured {
		b.Coloured[k] = kernel.FMA(noiseScale, zeta[k], kernel.FMA(change, eta, eta))
	}
}
