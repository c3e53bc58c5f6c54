package covariance

import (
	"errors"
	"fmt"
	"math"

	"noiseprune/network"
)

// NotStationaryError is the error of a network without a stationary covariance.
type NotStationaryError struct {
	StepSize float64 // of the stepper; 0 for the differential equation
	Reason   string  // which condition is violated
	Remedy   string  // which change would make it stationary
}

// Error states the step size, the reason and the remedy.
func (e *NotStationaryError) Error() string {
	where := ""
	if e.StepSize != 0 {
		where = fmt.Sprintf(" at step size %.4g", e.StepSize)
	}
	return fmt.Sprintf("the network has no stationary covariance%s: %s; %s", where, e.Reason, e.Remedy)
}

// IllConditionedError is the error of a stable network whose stationary covariance exists but
// cannot be computed in double precision, such as a feed-forward chain with weights far above its
// leaks, which amplifies noise from neuron to neuron: eigenvalues do not show that.
type IllConditionedError struct {
	StepSize  float64 // of the stepper; 0 for the differential equation
	SlowRate  float64 // slowest decay, −Re λ of the rightmost eigenvalue, or a bound on it
	RateRatio float64 // of the slowest to the fastest rate
	Reason    string  // the number by which the solver found it
}

// Error states how stable the network is, the number, and the remedy.
func (e *IllConditionedError) Error() string {
	where := ""
	if e.StepSize != 0 {
		where = fmt.Sprintf(" at step size %.4g", e.StepSize)
	}
	remedy := "take weights that are smaller relative to the leaks"
	if e.RateRatio < smallRatio {
		remedy = fmt.Sprintf("the slowest rate is %.1e of the fastest, so take larger leaks where they are smallest", e.RateRatio)
	}
	return fmt.Sprintf("the network is stable, with a slowest rate of %.3g, but its stationary covariance%s is too ill-conditioned "+
		"for double precision: %s; %s", e.SlowRate, where, e.Reason, remedy)
}

// smallRatio is the ratio of rates below which they alone make the equation ill-conditioned.
const smallRatio = 1e-9

// conditionReason says by which condition number the solver gave up.
func conditionReason(condition float64) string {
	if math.IsNaN(condition) || math.IsInf(condition, 0) {
		return "a factorization fails"
	}
	return fmt.Sprintf("the condition number is %.1e, above %.0e", condition, conditionLimit)
}

// residualReason says by which residual, relative to the noise, a solution is refused.
func residualReason(residual float64) string {
	if math.IsNaN(residual) || math.IsInf(residual, 0) {
		return "the solution overflows"
	}
	return fmt.Sprintf("the solution leaves a residual of %.1e of the noise", residual)
}

// unsolved returns the error of an equation without a solution, or with one that double precision
// does not give. Which of them it is follows from the eigenvalues; reason is the solver's.
func (p pencil) unsolved(reason string) error {
	scales, err := p.net.TimeScales()
	var unstable *network.UnstableError
	switch {
	case errors.As(err, &unstable):
		return &NotStationaryError{
			StepSize: p.stepSize, Remedy: "take a larger leak",
			Reason: fmt.Sprintf("the rightmost eigenvalue of A = W − D has a real part of %.3g, which is not negative by more than rounding",
				real(unstable.Rightmost.Value)),
		}
	case p.h > 0 && p.h > scales.LargestStep*(1-smallRatio):
		return &NotStationaryError{
			StepSize: p.stepSize, Remedy: fmt.Sprintf("take a step size below %.4g", p.stepSize*scales.LargestStep/p.h),
			Reason: "Φ has an eigenvalue of magnitude 1 or more, or too near it",
		}
	}
	return &IllConditionedError{StepSize: p.stepSize, SlowRate: scales.Slow, RateRatio: scales.Slow / scales.Fast, Reason: reason}
}
