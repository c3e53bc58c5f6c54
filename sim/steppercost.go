package sim

import (
	"math"

	"noiseprune/integrator"
	"noiseprune/network"
)

// StepperCost is what a stepper is expected to take of the products with W, before anything is
// simulated: those of one replica, burn-in included, for its share of the effective samples asked for.
type StepperCost struct {
	Stepper  integrator.StepperKind `json:"stepper"`
	StepSize float64                `json:"step_size"`        // h; with a cycle, the mean of its sizes
	Typical  float64                `json:"products_typical"` // for samples that are independent on a typical edge
	Slowest  float64                `json:"products_slowest"` // for samples that are independent on the slowest edges
	Chosen   bool                   `json:"chosen"`
}

// What the steps of a cycle are expected to do: it forgets its start in so many cycles, and a sample of
// each is worth this share of an independent one. The test of stationarity and the measured errors check
// both.
const (
	cyclesForgotten = 3
	cycleWorth      = 0.8
)

// cycleSteps is the number of steps of an open cycle: autocorrelations of 0.05 on typical edges of
// connectomes and 0.3 on the slowest.
const cycleSteps = 3

// stepPlanner knows the steps that a network allows; finding out can take many products.
type stepPlanner struct {
	net     *network.Network
	scales  network.TimeScales
	largest map[integrator.StepperKind]float64
}

func newStepPlanner(net *network.Network, scales network.TimeScales) *stepPlanner {
	return &stepPlanner{net, scales, map[integrator.StepperKind]float64{}}
}

func (p *stepPlanner) largestStep(k integrator.StepperKind) float64 {
	h, known := p.largest[k]
	if !known {
		h = k.LargestStep(p.net, p.scales)
		p.largest[k] = h
	}
	return h
}

func (p *stepPlanner) openStep(k integrator.StepperKind) float64 {
	return k.OpenStep(p.scales, p.largestStep(k))
}

// explicit returns the expected cost of a stepper at step size h: independent samples of rate λ take
// 1/λ time units, and a burn-in five of the slowest.
func (p *stepPlanner) explicit(k integrator.StepperKind, h, samples float64) StepperCost {
	burnIn := burnInConstants / p.scales.Slow
	return StepperCost{
		Stepper: k, StepSize: h,
		Typical: (burnIn + samples/p.scales.Typical) / h,
		Slowest: (burnIn + samples/p.scales.Slow) / h,
	}
}

// cyclic returns the expected cost of a cycle.
func cyclic(k integrator.StepperKind, cycle []integrator.Substep, samples float64) StepperCost {
	products := 0.0
	for _, s := range cycle {
		products += float64(s.Sweeps)
	}
	products *= cyclesForgotten + samples/cycleWorth
	return StepperCost{Stepper: k, StepSize: integrator.MeanStep(cycle), Typical: products, Slowest: products}
}

// cost is what steppers are chosen by: the geometric mean of what typical and slow edges take.
func (c StepperCost) cost() float64 { return math.Sqrt(c.Typical * c.Slowest) }
