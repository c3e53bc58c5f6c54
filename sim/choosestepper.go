package sim

import (
	"slices"

	"noiseprune/integrator"
	"noiseprune/network"
)

// resolveCovarianceStep chooses the stepper of the covariance and its steps, unless they are given, and
// says what each that was considered is expected to cost. given is the integration before it was resolved.
func (s *Spec) resolveCovarianceStep(given IntegrationSpec, p *stepPlanner, limits stepLimits) (stepChoice, error) {
	c := &s.Covariance
	if c.Stepper == integrator.AutoStepper {
		c.Stepper = given.Stepper
	}
	if c.StepSize.IsAuto() {
		c.StepSize = given.StepSize
	}
	choice, err := s.considerSteppers(p, limits)
	if err != nil {
		return choice, err
	}
	if c.Stepper == integrator.AutoStepper {
		choice.chosen = choice.cheapest(c.StepSize.IsAuto())
	}
	chosen := &choice.costs[choice.chosen]
	chosen.Chosen = true
	c.Stepper, c.StepSize = chosen.Stepper, Exactly(chosen.StepSize)
	if !c.Stepper.Cyclic() {
		choice.cycle = plannedCycle{}
	}
	c.Cycle = c.Cycle.or(cycleSteps)
	return choice, s.checkStep("covariance.step_size", chosen.StepSize, p.largestStep(c.Stepper))
}

// stepChoice is the choice among steppers.
type stepChoice struct {
	costs  []StepperCost
	chosen int
	cycle  plannedCycle // of the cyclic stepper that was considered
}

// cheapest returns the choice of least cost; cyclic ones only where the step size is open.
func (c stepChoice) cheapest(open bool) int {
	best := 0
	for k, cost := range c.costs {
		if cost.Stepper.Cyclic() && !open {
			continue
		}
		if cost.cost() <= c.costs[best].cost() { // of equal ones the last, which has less bias
			best = k
		}
	}
	return best
}

// considerSteppers predicts the costs; the choice is the stepper that is given.
func (s *Spec) considerSteppers(p *stepPlanner, limits stepLimits) (choice stepChoice, err error) {
	for _, k := range s.covarianceSteppers(p.net) {
		given := k == s.Covariance.Stepper
		if given {
			choice.chosen = len(choice.costs)
		}
		if !k.Cyclic() {
			h := Exactly(limits.of(k, rounded(s.belowCorrelationTime(p.openStep(k)))))
			if given || s.Covariance.Stepper == integrator.AutoStepper {
				h = s.Covariance.StepSize.or(h.Value())
			}
			choice.costs = append(choice.costs, p.explicit(k, h.Value(), s.samplesOfReplica()))
			continue
		}
		choice.cycle, err = s.planCycle(p.net, given)
		switch {
		case err == nil:
			choice.costs = append(choice.costs, cyclic(k, choice.cycle, s.samplesOfReplica()))
		case given:
			return choice, &SpecError{"covariance.stepper", "is " + k.String() + ", but " + err.Error()}
		}
	}
	return choice, nil
}

// samplesOfReplica returns the share of one replica of the effective samples.
func (s *Spec) samplesOfReplica() float64 {
	return s.Covariance.Samples / float64(s.Covariance.Replicas)
}

// covarianceSteppers returns the steppers that are considered: those that can simulate what is measured, and the one
// that is given. Leimkuhler–Matthews is considered only where it is given: in
// symmetric networks, where it has no bias, its step follows the fastest rate.
func (s *Spec) covarianceSteppers(net *network.Network) []integrator.StepperKind {
	linear := net.Activation() == network.Linear || s.Covariance.From == LinearDynamics
	white := s.Noise.Placement != integrator.OrnsteinUhlenbeck
	considered := []integrator.StepperKind{integrator.EulerMaruyamaKind}
	if linear || s.Noise.Placement != integrator.Inside {
		considered = append(considered, integrator.ExponentialKind)
	}
	if linear && white {
		considered = append(considered, integrator.TrapezoidKind)
	}
	if k := s.Covariance.Stepper; k != integrator.AutoStepper && !slices.Contains(considered, k) {
		considered = append(considered, k)
	}
	return considered
}

// planCycle plans the trapezoid's cycle for the network that is measured. Where the stepper is given, so may be
// its step size: that of a cycle of one step unless more are given, otherwise the mean to which the planned
// sizes are scaled.
func (s *Spec) planCycle(net *network.Network, given bool) (cycle plannedCycle, err error) {
	linear, size := net.Linearized(), s.Covariance.StepSize
	if given && !size.IsAuto() && s.Covariance.Cycle.IsAuto() {
		s.Covariance.Cycle = Exactly(1)
	}
	cycle.steps, err = integrator.PlanCycle(linear, int(s.Covariance.Cycle.or(cycleSteps).Value()), integrator.DefaultResidual)
	if err != nil {
		return cycle, err
	}
	if mean := integrator.MeanStep(cycle.steps); given && !size.IsAuto() && size.Value() != mean {
		var sizes []float64
		for _, step := range cycle.steps {
			sizes = append(sizes, size.Value()/mean*step.Size)
		}
		if cycle.steps, err = integrator.PlanSteps(linear, sizes, integrator.DefaultResidual); err != nil {
			return cycle, err
		}
	}
	cycle.products = productsOf(net, cycle.steps)
	cycle.memory, err = integrator.CycleMemory(linear, cycle.steps)
	return cycle, err
}
