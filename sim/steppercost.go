package sim

import (
	"fmt"
	"math"

	"noiseprune/integrator"
	"noiseprune/network"
)

// StepperCost is what a stepper is expected to take of the products with W, before anything is
// simulated: those of one replica, burn-in included, for its share of the effective samples asked for. A product with an
// inverse counts as integrator.InverseProducts; what forming the inverses takes is not counted. How many steps or
// cycles are worth an independent sample is predicted from the leaks of the neurons that edges join.
type StepperCost struct {
	Stepper  integrator.StepperKind `json:"stepper"`
	Cycle    int                    `json:"cycle,omitempty"`  // steps of the trapezoid's cycle; 0 for other steppers
	StepSize float64                `json:"step_size"`        // h; with a cycle, the mean of its sizes
	Typical  float64                `json:"products_typical"` // for samples that are independent on a typical edge
	Slowest  float64                `json:"products_slowest"` // for samples that are independent on the slowest twentieth of the edges
	Chosen   bool                   `json:"chosen"`
}

// Name returns the stepper's name, with the number of steps of a cycle.
func (c StepperCost) Name() string {
	switch c.Cycle {
	case 0:
		return c.Stepper.String()
	case 1:
		return c.Stepper.String() + ", 1 step"
	}
	return fmt.Sprintf("%v, %d steps", c.Stepper, c.Cycle)
}

// cost is what steppers are chosen by: the geometric mean of what typical and slow edges take.
func (c StepperCost) cost() float64 { return math.Sqrt(c.Typical * c.Slowest) }

// stepPlanner knows the steps that a network allows; finding out can take many products.
type stepPlanner struct {
	net     *network.Network
	scales  network.TimeScales
	edges   edgeRates
	largest map[integrator.StepperKind]float64
}

func newStepPlanner(net *network.Network, scales network.TimeScales) *stepPlanner {
	return &stepPlanner{net, scales, newEdgeRates(net, scales), map[integrator.StepperKind]float64{}}
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

// explicit returns the expected cost of an explicit stepper at step size h. Its burn-in is five of the slowest time constants.
func (p *stepPlanner) explicit(k integrator.StepperKind, h, samples float64) StepperCost {
	burnIn, times := burnInConstants/p.scales.Slow/h, p.timesOf(k, h)
	return StepperCost{
		Stepper: k, StepSize: h,
		Typical: countable(math.FMA(samples, times.typical, burnIn)),
		Slowest: countable(math.FMA(samples, times.slowest, burnIn)),
	}
}

// cyclic returns the expected cost of a cycle.
func cyclic(k integrator.StepperKind, c plannedCycle, samples float64) StepperCost {
	return StepperCost{
		Stepper: k, Cycle: len(c.steps), StepSize: integrator.MeanStep(c.steps),
		Typical: countable(c.products * math.FMA(samples, c.times.typical, c.burnIn())),
		Slowest: countable(c.products * math.FMA(samples, c.times.slowest, c.burnIn())),
	}
}

// countable returns a count that no run could take as the most that it could not.
func countable(products float64) float64 { return min(products, mostSteps*mostSteps) }
