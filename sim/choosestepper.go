package sim

import (
	"fmt"
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
		choice.chosen = choice.cheapest()
	}
	chosen := &choice.costs[choice.chosen]
	chosen.Chosen = true
	c.Stepper, c.StepSize = chosen.Stepper, Exactly(chosen.StepSize)
	if !c.Stepper.Cyclic() {
		choice.cycle = nil
	}
	c.Cycle = c.Cycle.or(cycleSteps)
	return choice, s.checkStep("integration.step_size", chosen.StepSize, p.largestStep(c.Stepper))
}

// stepChoice is the choice among steppers.
type stepChoice struct {
	costs  []StepperCost
	chosen int
	cycle  []integrator.Substep // of the cyclic stepper that was considered
}

func (c stepChoice) cheapest() int {
	best := 0
	for k, cost := range c.costs {
		if cost.cost() < c.costs[best].cost() {
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

// covarianceSteppers returns the steppers that are considered: those that can simulate what is measured, with
// the step that is given, and the one that is given. Leimkuhler–Matthews is considered only where it is given: in
// symmetric networks, where it has no bias, its step follows the fastest rate.
func (s *Spec) covarianceSteppers(net *network.Network) []integrator.StepperKind {
	linear := net.Activation() == network.Linear || s.Covariance.From == LinearDynamics
	white := s.Noise.Placement != integrator.OrnsteinUhlenbeck
	considered := []integrator.StepperKind{integrator.EulerMaruyamaKind}
	if linear || s.Noise.Placement != integrator.Inside {
		considered = append(considered, integrator.ExponentialKind)
	}
	if linear && white && s.Covariance.StepSize.IsAuto() {
		considered = append(considered, integrator.TrapezoidKind)
	}
	if k := s.Covariance.Stepper; k != integrator.AutoStepper && !slices.Contains(considered, k) {
		considered = append(considered, k)
	}
	return considered
}

// planCycle plans the trapezoid's cycle for the network that is measured. Where the stepper is given, so
// may be the size of its only step.
func (s *Spec) planCycle(net *network.Network, given bool) ([]integrator.Substep, error) {
	steps, size := int(s.Covariance.Cycle.or(cycleSteps).Value()), s.Covariance.StepSize
	if given && !size.IsAuto() && s.Covariance.Cycle.or(1).Value() == 1 {
		s.Covariance.Cycle = Exactly(1)
		return integrator.PlanSweeps(net.Linearized(), []float64{size.Value()}, integrator.DefaultResidual)
	}
	cycle, err := integrator.PlanCycle(net.Linearized(), steps, integrator.DefaultResidual)
	if err == nil && given && !size.IsAuto() && size.Value() != integrator.MeanStep(cycle) {
		return nil, fmt.Errorf("a cycle of %d steps has the mean step %v, not %v; leave the step size open, or take a cycle of one step",
			steps, integrator.MeanStep(cycle), size)
	}
	return cycle, err
}
