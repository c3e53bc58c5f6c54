package sim

import (
	"encoding"
	"fmt"
	"math"
	"slices"
	"strings"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/rules"
)

// check returns a *SpecError for the first setting that no network could be run with.
func (s Spec) check() error {
	for _, c := range []struct {
		field string
		value encoding.TextMarshaler
	}{
		{"network.orientation", s.Network.Orientation},
		{"network.symmetrize", s.Network.Symmetrize},
		{"network.activation", s.Network.Activation},
		{"noise.increments", s.Noise.Increments},
		{"noise.placement", s.Noise.Placement},
		{"integration.stepper", s.Integration.Stepper},
		{"integration.precision", s.Integration.Precision},
		{"covariance.stepper", s.Covariance.Stepper},
		{"covariance.method", s.Covariance.Method},
		{"covariance.from", s.Covariance.From},
		{"covariance.exact", s.Covariance.Exact},
		{"prune.normalize", s.Prune.Normalize},
		{"prune.diagonal", s.Prune.Diagonal},
		{"prune.reweight", s.Prune.Reweight},
		{"compare.spectra", s.Compare.Spectra},
	} {
		if _, err := c.value.MarshalText(); err != nil {
			return &SpecError{c.field, fmt.Sprintf("is %v, which is unknown", c.value)}
		}
	}
	if err := s.checkNumbers(); err != nil {
		return err
	}
	return s.checkPrune()
}

func (s Spec) checkNumbers() error {
	positive := math.SmallestNonzeroFloat64
	if err := checkFields([]boundedField{
		{"noise.strength", Exactly(s.Noise.Strength), 0},
		{"noise.correlation_time", Exactly(s.Noise.CorrelationTime), 0},
		{"integration.step_size", s.Integration.StepSize, positive},
		{"integration.bias", s.Integration.Bias, positive},
		{"covariance.step_size", s.Covariance.StepSize, positive},
		{"covariance.cycle", s.Covariance.Cycle, 1},
		{"covariance.background", Exactly(s.Covariance.Background), -math.MaxFloat64},
		{"covariance.samples", s.Covariance.Samples, 1},
		{"covariance.replicas", Exactly(float64(s.Covariance.Replicas)), 2},
		{"covariance.width", s.Covariance.Width, 1},
		{"covariance.burn_in", s.Covariance.BurnIn, 0},
		{"covariance.interval", s.Covariance.Interval, positive},
		{"prune.prunings", s.Prune.Prunings, 1},
		{"compare.runs", Exactly(float64(s.Compare.Runs)), 0},
		{"compare.duration", s.Compare.Duration, positive},
		{"compare.observations", Exactly(float64(s.Compare.Observations)), 1},
		{"compare.initial_scale", s.Compare.InitialScale, -math.MaxFloat64},
		{"compare.traces", Exactly(float64(s.Compare.Traces)), 0},
	}); err != nil {
		return err
	}
	if err := checkWhole([]namedNumber{
		{"covariance.width", s.Covariance.Width}, {"covariance.cycle", s.Covariance.Cycle}, {"prune.prunings", s.Prune.Prunings},
	}); err != nil {
		return err
	}
	if err := s.checkUntilError(); err != nil {
		return err
	}
	if s.Noise.Strength == 0 && s.Covariance.Method != covariance.ExactMethod {
		return &SpecError{"noise.strength", "is 0, which leaves no covariance to measure; give a positive strength, or covariance.method exact"}
	}
	if s.Noise.Placement == integrator.OrnsteinUhlenbeck && s.Noise.CorrelationTime == 0 {
		return &SpecError{"noise.correlation_time", "is 0; placement ou needs a positive one, longer than the step size"}
	}
	return nil
}

func (s Spec) checkPrune() error {
	var given []string
	for _, b := range s.Prune.budgets() {
		if b.value != nil {
			given = append(given, b.kind.String())
		}
	}
	if s.Prune.TargetError != nil {
		given = append(given, "target_error")
	}
	if len(given) > 1 {
		return &SpecError{"prune", fmt.Sprintf("has %s, which contradict each other; give one of them", strings.Join(given, " and "))}
	}
	if err := s.checkTarget(); err != nil {
		return err
	}
	seen := map[rules.Kind]bool{}
	for _, c := range s.Prune.Controls {
		if !slices.Contains(rules.Controls(), c) {
			return &SpecError{"prune.controls", fmt.Sprintf("names %q; choose among %s", c, controlNames())}
		}
		if seen[c] {
			return &SpecError{"prune.controls", fmt.Sprintf("names %s twice", c)}
		}
		seen[c] = true
	}
	if f := s.Prune.MaxFactor; f != nil && !(*f >= 1) {
		return &SpecError{"prune.max_factor", fmt.Sprintf("is %v; it must be at least 1", *f)}
	}
	return nil
}

// checkTarget returns a *SpecError for a target error that cannot be searched for.
func (s Spec) checkTarget() error {
	e := s.Prune.TargetError
	switch {
	case e == nil:
		return nil
	case !(*e > 0 && *e < 1):
		return &SpecError{targetField, fmt.Sprintf("is %v; give a relative error above 0 and below 1, such as 0.1", *e)}
	}
	return nil
}

// controlNames joins the names of all controls.
func controlNames() string {
	var names []string
	for _, c := range rules.Controls() {
		names = append(names, c.String())
	}
	return strings.Join(names, ", ")
}

// budget is one of the ways to say how many edges are kept.
type budget struct {
	kind  rules.BudgetKind
	value *float64
}

func (p PruneSpec) budgets() []budget {
	return []budget{{rules.K, p.K}, {rules.Keep, p.Keep}, {rules.Density, p.Density}, {rules.Edges, p.Edges}, {rules.Epsilon, p.Epsilon}}
}
