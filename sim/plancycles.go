package sim

import (
	"math"
	"slices"

	"noiseprune/integrator"
	"noiseprune/network"
)

// plannedCycle is a cycle of the trapezoid, and what is expected of it.
type plannedCycle struct {
	steps    []integrator.Substep
	memory   float64     // the share of a mode that it leaves, largest over the Ritz values
	products float64     // with W
	times    sampleTimes // in cycles
}

// openLengths are the numbers of steps of open cycles.
func openLengths() []int { return []int{1, 2, 3} }

// planCycles plans those of the lengths that are considered, from one estimate of the rates. It returns an error if
// there is none.
//
// Where the stepper is given, so may be its step size: that of a cycle of one step unless more are given,
// otherwise the mean to which the planned sizes are scaled.
func (s *Spec) planCycles(p *stepPlanner, given bool) (all []plannedCycle, err error) {
	lengths, size := openLengths(), s.Covariance.StepSize
	if given && !size.IsAuto() {
		s.Covariance.Cycle = s.Covariance.Cycle.or(1)
	}
	if s.Covariance.Stepper == integrator.AutoStepper || given {
		lengths = s.withGivenLength(lengths, given)
	}
	rates, err := integrator.EstimateRates(p.net.Linearized())
	if err != nil {
		return nil, err
	}
	for _, length := range lengths {
		steps, failure := rates.PlanCycle(length, integrator.DefaultResidual)
		if failure == nil && given && !size.IsAuto() && float64(length) == s.Covariance.Cycle.Value() {
			steps, failure = scaled(steps, size.Value(), p.net.Linearized())
		}
		if failure != nil {
			if given && s.Covariance.Cycle == Exactly(float64(length)) {
				return nil, failure
			}
			err = failure
			continue
		}
		c := plannedCycle{steps: steps, memory: rates.CycleMemory(steps), products: productsOf(p.net, steps)}
		c.times = p.timesOfCycle(c, 1)
		all = append(all, c)
	}
	if len(all) > 0 {
		err = nil
	}
	return all, err
}

// withGivenLength returns the lengths with that of a given cycle; only that where it is given without a stepper.
func (s *Spec) withGivenLength(lengths []int, given bool) []int {
	cycle := s.Covariance.Cycle
	switch {
	case cycle.IsAuto():
		return lengths
	case !given:
		return []int{int(cycle.Value())}
	case slices.Contains(lengths, int(cycle.Value())):
		return lengths
	}
	return append(lengths, int(cycle.Value()))
}

// scaled returns the cycle with sizes of that mean.
func scaled(cycle []integrator.Substep, mean float64, net *network.Network) ([]integrator.Substep, error) {
	planned := integrator.MeanStep(cycle)
	if planned == mean {
		return cycle, nil
	}
	var sizes []float64
	for _, step := range cycle {
		sizes = append(sizes, mean/planned*step.Size)
	}
	return integrator.PlanSteps(net, sizes, integrator.DefaultResidual)
}

// productsOf returns how many products with W a cycle is worth.
func productsOf(net *network.Network, cycle []integrator.Substep) float64 {
	sweeps := 0
	for _, s := range cycle {
		sweeps += s.Sweeps
	}
	return float64(sweeps) + float64(float64(invertedIn(cycle))*integrator.InverseProducts(net))
}

// interval returns the number of cycles between samples, by which at most a tenth of the effective ones is lost:
// more than one only where the cycle leaves most of the modes that typical edges consist of.
func (c plannedCycle) interval() float64 { return max(1, math.Floor(intervalPart*c.times.typical)) }

// burnIn returns the number of cycles before the first sample, at least two. The variances then lack at most the share
// f^(2k) = e^(−10) of themselves, as with other steppers, f being the largest share of a mode that a cycle
// leaves, over the Ritz values.
func (c plannedCycle) burnIn() float64 {
	return math.Ceil(max(2, burnInConstants/-math.Log(c.memory)))
}
