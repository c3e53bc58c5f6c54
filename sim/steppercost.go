package sim

import (
	"math"

	"noiseprune/integrator"
	"noiseprune/network"
)

// StepperCost is what a stepper is expected to take of the products with W, before anything is
// simulated: those of one replica, burn-in included, for its share of the effective samples asked for. A product with an
// inverse counts as integrator.InverseProducts; what forming the inverses takes is not counted.
type StepperCost struct {
	Stepper  integrator.StepperKind `json:"stepper"`
	StepSize float64                `json:"step_size"`        // h; with a cycle, the mean of its sizes
	Typical  float64                `json:"products_typical"` // for samples that are independent on a typical edge
	Slowest  float64                `json:"products_slowest"` // for samples that are independent on the slowest edges
	Chosen   bool                   `json:"chosen"`
}

// cyclesPerSample is the least number of cycles that are expected to be worth an independent sample; the
// measured errors say how many were.
const cyclesPerSample = 1.1

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
		Typical: countable((burnIn + samples/p.scales.Typical) / h),
		Slowest: countable((burnIn + samples/p.scales.Slow) / h),
	}
}

// cyclic returns the expected cost of a cycle that leaves the share f of the slowest mode. Between its ends
// squares of that are correlated by f², so that (1 + f²)/(1 − f²) cycles are worth an independent sample, and the
// burn-in leaves e^(−5) of it as that of other steppers does. Where f is near 1 typical edges are slow too.
func cyclic(k integrator.StepperKind, cycle plannedCycle, samples float64) StepperCost {
	return StepperCost{
		Stepper: k, StepSize: integrator.MeanStep(cycle.steps),
		Typical: countable(cycle.products * math.FMA(samples, cycle.perTypical(), cycle.burnIn())),
		Slowest: countable(cycle.products * math.FMA(samples, max(cyclesPerSample, cycle.perSlowest()), cycle.burnIn())),
	}
}

// productsOf returns how many products with W a cycle is worth.
func productsOf(net *network.Network, cycle []integrator.Substep) float64 {
	sweeps := 0
	for _, s := range cycle {
		sweeps += s.Sweeps
	}
	return float64(sweeps) + float64(float64(invertedIn(cycle))*integrator.InverseProducts(net))
}

// plannedCycle is a cycle with the share of the slowest mode that it leaves.
type plannedCycle struct {
	steps    []integrator.Substep
	memory   float64
	products float64 // with W
}

// perSlowest returns how many cycles are worth an independent sample on the slowest edges.
func (c plannedCycle) perSlowest() float64 {
	square := float64(c.memory * c.memory)
	return (1 + square) / (1 - square)
}

// perTypical returns the same of a typical edge.
func (c plannedCycle) perTypical() float64 { return max(cyclesPerSample, 0.5*c.perSlowest()) }

// interval returns the number of cycles between samples, by which few effective ones are lost.
func (c plannedCycle) interval() float64 { return max(1, math.Floor(intervalPart*c.perTypical())) }

// burnIn returns the number of cycles before the first sample: at least two.
func (c plannedCycle) burnIn() float64 {
	return math.Ceil(max(2, burnInConstants/-math.Log(c.memory)))
}

// countable returns a count that no run could take as the most that it could not.
func countable(products float64) float64 { return min(products, mostSteps*mostSteps) }

// cost is what steppers are chosen by: the geometric mean of what typical and slow edges take.
func (c StepperCost) cost() float64 { return math.Sqrt(c.Typical * c.Slowest) }
