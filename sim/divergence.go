package sim

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"noiseprune/integrator"
	"noiseprune/network"
)

// DivergedError says which trajectory exceeded the bound of integrator.Stepper, where, and which
// change of the settings would keep it below. It wraps an *integrator.DivergedError.
type DivergedError struct {
	Network     string  // what diverged: "the network", or one of the pruned ones
	During      string  // what was computed, as the end of a sentence: its covariance was measured
	Label       string  // of the neuron
	LargestStep float64 // below which its linear part is stable; 0 where there is none
	Cure        string  // with the largest stable step
	Cause       *integrator.DivergedError
}

// Error is one line: network, neuron, replica and step, the largest stable step, and the
// cure.
func (e *DivergedError) Error() string {
	c := e.Cause
	text := fmt.Sprintf("%s diverged while %s: neuron %s of replica %d reached %.3g at step %d of %.4g",
		e.Network, e.During, e.Label, c.Replica, c.Value, c.Step, c.StepSize)
	return text + "; " + e.Cure
}

// Unwrap returns the cause.
func (e *DivergedError) Unwrap() error { return e.Cause }

// What trajectories are computed for.
const (
	duringCovariance   = "its covariance was measured"
	duringTrajectories = "the networks were compared"
	duringRecording    = "it was recorded"
)

// explainDivergence returns a *DivergedError for the divergence of net, and any other
// error unchanged.
func explainDivergence(err error, name string, net *network.Network, kind integrator.StepperKind, during string) error {
	e := &DivergedError{Network: name, During: during}
	if !errors.As(err, &e.Cause) {
		return err
	}
	e.Label = net.Label(e.Cause.Neuron)
	scales, unstable := net.TimeScales()
	if unstable != nil {
		e.Cure = "no step is stable, since " + strings.TrimPrefix(unstable.Error(), "network is unstable: ")
		return e
	}
	e.LargestStep = kind.LargestStep(net, scales)
	h := e.Cause.StepSize
	largest, below := fmt.Sprintf("its largest stable step is %.4g", e.LargestStep), fmt.Sprintf("steps below %.4g", e.LargestStep)
	if math.IsInf(e.LargestStep, 1) {
		largest, below = "it is stable at every step", "every step"
	}
	switch {
	case h >= e.LargestStep:
		e.Cure = largest + "; take a smaller one"
	case net.Activation() == network.Rectified: // the equation itself diverges then, in most cases
		e.Cure = fmt.Sprintf(
			"its linear part is stable at %s, so that some set of active neurons is not; take a larger leak", below)
	default:
		e.Cure = largest + "; take weaker noise or input, a smaller step, or a larger leak"
	}
	return e
}

// givenRule is the rule of a pruned network that came from elsewhere.
const givenRule = "pruned"

// prunedName names a pruned network in a sentence.
func prunedName(rule string) string {
	if rule == givenRule {
		return "the pruned network"
	}
	return "the network pruned by " + rule
}
