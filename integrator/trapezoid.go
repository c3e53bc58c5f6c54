package integrator

import (
	"errors"
	"fmt"
	"math"

	"noiseprune/covariance"
	"noiseprune/internal/kernel"
	"noiseprune/network"
)

// Trapezoid is the stepper
//
//	(I − hA/2) xₙ₊₁ = (I + hA/2) xₙ + σ√h ζₙ + h b
//
// of a linear network (Crank–Nicolson), for noise outside the bracket. It takes one solve,
//
//	y = (I − hA/2)⁻¹ (2xₙ + σ√h ζₙ + h b),  xₙ₊₁ = y − xₙ
//
// by the sweeps of Substep, whose number is fixed beforehand, or by one product with the inverse. A C + C Aᵀ = −σ² I makes
//
//	(I + hA/2) C (I + hA/2)ᵀ + hσ² I = (I − hA/2) C (I − hA/2)ᵀ
//
// so that with exact solves the stationary covariance is that of the differential equation, for every
// linear network and at every h. Hence h may differ from step to step: step n is Drive.Cycle[n mod L],
// L its length. covariance.Trapezoid is the stationary covariance of a given number of sweeps.
type Trapezoid[T Float] struct {
	system[T]
	steps    []solution[T]
	diagonal []float64 // A_ii
	selfs    []T       // W_ii, nil where all are 0
	sweep    kernel.Coefficients[T]
	r        []T    // M⁻¹c
	iterates [2][]T // y_k and y_{k−1}
}

// solution is what a step of the cycle needs.
type solution[T Float] struct {
	size    float64
	product kernel.Product[T] // (I − hA/2)⁻¹, nil with sweeps
	inverse []float64         // 1/M_ii, 1 without sweeps
	omegas  []float64
	jacobi  bool // all ω are 1: no iterate but the last is needed
}

func trapezoidRow() row {
	return row{
		name:  "trapezoid",
		note:  "no bias in any linear network, whatever the step",
		new64: construct(NewTrapezoid[float64]), new32: construct(NewTrapezoid[float32]),
		stationary: stationaryTrapezoid, propagator: trapezoidPropagator,
		largestStep: func(*network.Network, network.TimeScales) float64 { return math.Inf(1) },
		increments:  func(Placement, network.Activation) int { return 3 }, // r and two iterates
		products:    meanProducts,
		weakOrder:   secondOrder,
		cyclic:      true,
	}
}

// stationaryTrapezoid returns the covariance with the sweeps that the cycle has.
func stationaryTrapezoid(net *network.Network, d Drive) (*covariance.Exact, error) {
	c, err := covariance.Trapezoid(net, d.Strength, trapezoidSteps(d.Cycle))
	if err != nil {
		return nil, err
	}
	return &c.Exact, nil
}

func trapezoidSteps(cycle []Substep) []covariance.TrapezoidStep {
	steps := make([]covariance.TrapezoidStep, len(cycle))
	for k, s := range cycle {
		steps[k] = covariance.TrapezoidStep{Size: s.Size, Inverse: s.Solve == Inverse, Sweeps: s.Sweeps, FocalSquare: s.FocalSquare}
	}
	return steps
}

// meanProducts returns the mean number of sweeps, and of products with inverses, over a cycle.
func meanProducts(d Drive) float64 {
	products := 0
	for _, s := range d.Cycle {
		if products += s.Sweeps; s.Solve == Inverse {
			products++
		}
	}
	return float64(products) / float64(len(d.Cycle))
}

// NewTrapezoid returns a stepper of net, whose weights are packed in w. It returns an error if the
// drive has no cycle or one that cannot be taken, does not add white noise outside the bracket, or has
// Coarsened noise, and if net is rectified. It panics if w is not of the network's order, or has no inverse of a step that needs one:
// see Weights.With.
func NewTrapezoid[T Float](net *network.Network, w Weights[T], d Drive) (*Trapezoid[T], error) {
	if err := d.check(); err != nil {
		return nil, err
	}
	if err := d.checkCycle(); err != nil {
		return nil, err
	}
	switch {
	case net.Activation() != network.Linear:
		return nil, errors.New("the trapezoid stepper needs a linear network; take the euler-maruyama stepper for a rectified one")
	case d.placementIn(net) != Outside:
		return nil, errors.New("the trapezoid stepper needs white noise; take noise placement outside, or the euler-maruyama stepper")
	case d.Course == Coarsened:
		return nil, errors.New("the trapezoid stepper has no bias of the step that a second step size would show")
	}
	none := everywhere(net, 0)
	s := &Trapezoid[T]{
		system: newSystem(net, w.product, d, none, none), diagonal: net.Diagonal(), selfs: selfWeights[T](net),
		sweep: kernel.Coefficients[T]{
			Leak: make([]T, chunkRows), Input: make([]T, chunkRows), StepSizes: make([]T, chunkRows), NoiseScales: make([]T, chunkRows),
			Floor: T(math.Inf(-1)), Bound: largestState[T](),
		},
	}
	for k, step := range d.Cycle {
		if step.Solve == Inverse {
			s.steps = append(s.steps, solution[T]{size: step.Size, product: w.inverse(step.Size), inverse: everywhere(net, 1)})
			continue
		}
		one := solution[T]{size: step.Size, inverse: make([]float64, net.Neurons()), omegas: step.omegas(), jacobi: step.FocalSquare == 0}
		for i, a := range s.diagonal {
			m := 1 - float64(step.Size/2*a)
			if !(m > 0) {
				return nil, fmt.Errorf("step %d of the cycle is too long for neuron %s, which excites itself: its size %.4g must be below %.4g",
					k, net.Label(i), step.Size, 2/a)
			}
			one.inverse[i] = 1 / m
		}
		s.steps = append(s.steps, one)
	}
	return s, nil
}

// selfWeights returns W_ii for each neuron, or nil where all are 0.
func selfWeights[T Float](net *network.Network) []T {
	var selfs []T
	for i := range net.Neurons() {
		if w := net.Weights().At(i, i); w != 0 {
			if selfs == nil {
				selfs = make([]T, net.Neurons())
			}
			selfs[i] = T(w)
		}
	}
	return selfs
}
