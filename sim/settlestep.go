package sim

import (
	"fmt"

	"noiseprune/integrator"
	"noiseprune/network"
)

// stepLimits are the longest open steps of the covariance's steppers that are not too biased.
type stepLimits map[integrator.StepperKind]float64

// How an open step is shortened.
const (
	mostShortened  = 3
	shortestChange = 0.05 // of the step, at a time
	budgetTaken    = 0.8  // of the bias that is accepted, aimed at
)

// settleStep finds the burn-in and the bias of the step, and shortens an open step of the covariance whose
// bias on a typical edge is larger than is accepted, or takes another stepper that is then cheaper.
func settleStep(r *run, measured *network.Network) error {
	for {
		if err := r.inverses.form(r, measured); err != nil {
			return err
		}
		if err := settle(r, measured); err != nil {
			return err
		}
		if err := r.solveExact(measured); err != nil {
			return err
		}
		if !r.tooBiased() {
			break
		}
		if err := r.shortenStep(); err != nil {
			return err
		}
	}
	if r.noExact != "" {
		r.result.note("no exact covariance: %s", r.noExact)
	}
	return nil
}

// tooBiased reports whether the bias of the step is larger than is accepted, and the step can be shortened: it
// is open, and so is the stepper, unless a bias is given.
func (r *run) tooBiased() bool {
	bias := r.result.Covariance.StepBiasTypical
	if bias == nil || *bias <= r.spec.Integration.Bias.Value() || r.schedule.Cycle != nil {
		return false
	}
	stepOpen := r.given.Covariance.StepSize.IsAuto() && r.given.Integration.StepSize.IsAuto()
	stepperOpen := r.given.Covariance.Stepper == integrator.AutoStepper && r.given.Integration.Stepper == integrator.AutoStepper
	return stepOpen && (stepperOpen || !r.given.Integration.Bias.IsAuto()) && r.shortened < mostShortened
}

// shortenStep takes a shorter step, by which a bias of first order comes below what is accepted.
func (r *run) shortenStep() error {
	bias, accepted := *r.result.Covariance.StepBiasTypical, r.spec.Integration.Bias.Value()
	share := max(shortestChange, budgetTaken*accepted/bias)
	r.limits[r.spec.Covariance.Stepper] = rounded(share * r.schedule.StepSize)
	r.shortened++
	spec, schedule, err := resolve(r.given, r.net, r.limits)
	if err != nil {
		return err
	}
	r.spec, r.schedule = spec, schedule
	r.result.Spec, r.result.Schedule = spec, schedule
	return nil
}

// named returns the name of a store's entry that belongs to the present step.
func (r *run) named(name string) string {
	if r.shortened == 0 {
		return name
	}
	return fmt.Sprintf("%s, step %d", name, r.shortened)
}

// of returns an open step within the limit.
func (l stepLimits) of(k integrator.StepperKind, h float64) float64 {
	if limit, found := l[k]; found {
		return min(limit, h)
	}
	return h
}
