package sim

import (
	"fmt"
	"math"
	"slices"

	"noiseprune/integrator"
	"noiseprune/network"
)

// integration is how the trajectories of one phase are computed.
type integration struct {
	field    string // of the spec that names the stepper
	stepper  integrator.StepperKind
	stepSize float64 // with a cycle, the mean of its sizes
	cycle    []integrator.Substep
}

// measuring returns how the covariance is measured.
func (r *run) measuring() integration {
	return integration{"covariance.stepper", r.spec.Covariance.Stepper, r.schedule.StepSize, r.schedule.Cycle}
}

// comparing returns how networks are compared.
func (r *run) comparing() integration {
	return integration{"integration.stepper", r.spec.Integration.Stepper, r.schedule.TrajectoryStepSize, nil}
}

// period returns the number of steps after which a stepper does the same again: those of a cycle, or 1.
func (g integration) period() int { return max(1, len(g.cycle)) }

// refined returns the integration with half the step size, which takes twice as many steps, or with twice
// the sweeps in every step of a cycle that has any: one that is solved by the inverse leaves no bias.
func (g integration) refined() (finer integration, factor int) {
	if g.cycle == nil {
		g.stepSize /= 2
		return g, 2
	}
	g.cycle = slices.Clone(g.cycle)
	for k := range g.cycle {
		g.cycle[k].Sweeps *= 2
	}
	return g, 1
}

// extrapolation returns what the relative difference between two integrations of which the second is
// refined is multiplied by to give the bias of the first: 2ᵖ/(2ᵖ − 1) for a stepper of weak order p and half
// the step size, and 1 for twice the sweeps, which leave next to nothing.
func (g integration) extrapolation(net *network.Network) float64 {
	if g.cycle != nil {
		return 1
	}
	power := math.Ldexp(1, g.stepper.WeakOrder(net))
	return power / (power - 1)
}

// trajectoryShare is what trajectories take of the exponential stepper's open step: their errors are
// compared with one another, while the covariance's are compared with its sampling error.
const trajectoryShare = 0.5

// resolveTrajectoryStep chooses the stepper of the trajectories and its step.
func (s *Spec) resolveTrajectoryStep(p *stepPlanner) error {
	if s.Integration.Stepper == integrator.AutoStepper || s.Integration.Stepper.Cyclic() {
		s.Integration.Stepper = s.explicitStepper(p)
	}
	kind := s.Integration.Stepper
	h := p.openStep(kind)
	if kind == integrator.ExponentialKind {
		h *= trajectoryShare
	}
	s.Integration.StepSize = s.Integration.StepSize.or(rounded(s.belowCorrelationTime(h)))
	return s.checkStep("integration.step_size", s.Integration.StepSize.Value(), p.largestStep(kind))
}

// explicitStepper returns the explicit stepper that takes the longest steps: the exponential one or
// Euler–Maruyama. White noise inside the rectifier has no limit as h → 0, so that it keeps the stepper
// by which it is defined.
func (s *Spec) explicitStepper(p *stepPlanner) integrator.StepperKind {
	if s.Noise.Placement == integrator.Inside && p.net.Activation() == network.Rectified {
		return integrator.EulerMaruyamaKind
	}
	if p.openStep(integrator.ExponentialKind) > p.openStep(integrator.EulerMaruyamaKind) {
		return integrator.ExponentialKind
	}
	return integrator.EulerMaruyamaKind
}

// correlationShare is the longest open step, in correlation times of the noise.
const correlationShare = 0.2

// belowCorrelationTime returns an open step that resolves coloured noise.
func (s *Spec) belowCorrelationTime(h float64) float64 {
	if s.Noise.Placement == integrator.OrnsteinUhlenbeck {
		return min(h, correlationShare*s.Noise.CorrelationTime)
	}
	return h
}

// checkStep returns a *SpecError for a step that is not stable, or that does not resolve the noise.
func (s *Spec) checkStep(field string, h, largest float64) error {
	if h >= largest {
		return &SpecError{field, fmt.Sprintf(
			"is %v, but the largest stable step of this network is %.4g; take a smaller one", h, largest)}
	}
	if tau := s.Noise.CorrelationTime; s.Noise.Placement == integrator.OrnsteinUhlenbeck && tau <= h {
		return &SpecError{"noise.correlation_time", fmt.Sprintf("is %v; it must exceed the step size %v", tau, h)}
	}
	return nil
}

// biasBudget returns the bias of the step that is accepted on a typical edge: by default a third of the
// sampling error that is expected there.
func (s Spec) biasBudget() float64 {
	return s.Integration.Bias.or(rounded(s.expectedError() / 3)).Value()
}
