package sim

import (
	"slices"

	"noiseprune/covariance"
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
		choice.chosen = preferred(choice.costs)
	}
	chosen := &choice.costs[choice.chosen]
	chosen.Chosen = true
	c.Stepper, c.StepSize = chosen.Stepper, Exactly(chosen.StepSize)
	c.Cycle = c.Cycle.or(float64(max(1, chosen.Cycle)))
	return choice, s.checkStep("covariance.step_size", chosen.StepSize, p.largestStep(c.Stepper))
}

// stepChoice is the choice among steppers.
type stepChoice struct {
	costs  []StepperCost
	cycles []plannedCycle // of each; empty for explicit steppers
	chosen int
}

func (c *stepChoice) add(cost StepperCost, cycle plannedCycle) {
	c.costs, c.cycles = append(c.costs, cost), append(c.cycles, cycle)
}

// cycle returns that of the stepper that is chosen.
func (c *stepChoice) cycle() plannedCycle { return c.cycles[c.chosen] }

// unbiasedPremium is how many times the products of the cheapest stepper a cycle of the trapezoid may take and be
// chosen all the same. It has next to no bias on any edge; the exponential stepper's reaches 16% on an edge
// of C. elegans' chemical synapses, and several times d on one of its gap junctions.
const unbiasedPremium = 1.5

// preferred returns the place of the cheapest cycle, if it costs at most unbiasedPremium times as much as the cheapest
// stepper, which is otherwise preferred.
func preferred(costs []StepperCost) int {
	best := cheapest(costs)
	var cycles []StepperCost
	for _, cost := range costs {
		if cost.Stepper.Cyclic() {
			cycles = append(cycles, cost)
		}
	}
	if len(cycles) == 0 {
		return best
	}
	cycle := cycles[cheapest(cycles)]
	if cycle.cost() > float64(unbiasedPremium*costs[best].cost()) {
		return best
	}
	return slices.Index(costs, cycle)
}

// cheapest returns the place of the least cost; of equal ones the last, which has less bias.
func cheapest(costs []StepperCost) int {
	best := 0
	for k, cost := range costs {
		if cost.cost() <= costs[best].cost() {
			best = k
		}
	}
	return best
}

// considerSteppers predicts the costs; the choice is the stepper that is given.
func (s *Spec) considerSteppers(p *stepPlanner, limits stepLimits) (choice stepChoice, err error) {
	for _, k := range s.covarianceSteppers(p.net) {
		if k.Cyclic() && s.Covariance.Method == covariance.SolveMethod && k != s.Covariance.Stepper {
			continue // nothing is sampled in time
		}
		given, first := k == s.Covariance.Stepper, len(choice.costs)
		if k.Cyclic() {
			cycles, err := s.planCycles(p, given)
			if err != nil && given {
				return choice, &SpecError{"covariance.stepper", "is " + k.String() + ", but " + err.Error()}
			}
			for _, c := range cycles {
				choice.add(cyclic(k, c, s.samplesOfReplica()), c)
			}
		} else {
			h := Exactly(limits.of(k, rounded(s.belowCorrelationTime(p.openStep(k)))))
			if given || s.Covariance.Stepper == integrator.AutoStepper {
				h = s.Covariance.StepSize.or(h.Value())
			}
			choice.add(p.explicit(k, h.Value(), s.samplesOfReplica()), plannedCycle{})
		}
		if given {
			choice.chosen = first + s.givenAmong(choice.costs[first:])
		}
	}
	return choice, nil
}

// givenAmong returns the place of the cycle whose length is given, and of the cheapest where none is.
func (s *Spec) givenAmong(costs []StepperCost) int {
	if c := s.Covariance.Cycle; !c.IsAuto() {
		for k, cost := range costs {
			if cost.Cycle == int(c.Value()) {
				return k
			}
		}
	}
	return cheapest(costs)
}

// samplesOfReplica returns the share of one replica of the effective samples.
func (s *Spec) samplesOfReplica() float64 {
	return s.Covariance.Samples.Value() / float64(s.Covariance.Replicas)
}

// considersCycles reports whether cycles are considered: not where a step size is given without a stepper.
func (s *Spec) considersCycles() bool {
	return s.Covariance.Stepper != integrator.AutoStepper || s.Covariance.StepSize.IsAuto()
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
	if linear && white && s.considersCycles() {
		considered = append(considered, integrator.TrapezoidKind)
	}
	if k := s.Covariance.Stepper; k != integrator.AutoStepper && !slices.Contains(considered, k) {
		considered = append(considered, k)
	}
	return considered
}
