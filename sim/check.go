package sim

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// check returns a *SpecError for the first setting that no network could be run with.
func (s Spec) check() error {
	for _, c := range []struct {
		field, value string
		allowed      []string
	}{
		{"network.orientation", s.Network.Orientation, []string{"target-source", "source-target"}},
		{"network.symmetrize", s.Network.Symmetrize, []string{"none", "mean", "max"}},
		{"network.activation", s.Network.Activation, []string{"linear", "rectified"}},
		{"noise.increments", s.Noise.Increments, []string{"gaussian", "rademacher"}},
		{"noise.placement", s.Noise.Placement, []string{"outside", "inside", "ou"}},
		{"integration.stepper", s.Integration.Stepper, []string{"euler-maruyama", "leimkuhler-matthews"}},
		{"integration.precision", s.Integration.Precision, []string{"float64", "float32"}},
		{"covariance.method", s.Covariance.Method, []string{"edges", "dense", "exact"}},
		{"covariance.from", s.Covariance.From, []string{"linear", "self"}},
		{"covariance.exact", s.Covariance.Exact, []string{"auto", "yes", "no"}},
		{"prune.normalize", s.Prune.Normalize, []string{"exact", "scale-then-clip"}},
		{"prune.diagonal", s.Prune.Diagonal, []string{"matched", "original"}},
		{"prune.reweight", s.Prune.Reweight, []string{"rescale", "mask"}},
		{"compare.spectra", s.Compare.Spectra, []string{"auto", "yes", "no"}},
	} {
		if !slices.Contains(c.allowed, c.value) {
			return &SpecError{c.field, fmt.Sprintf("is %q; choose %s", c.value, alternatives(c.allowed))}
		}
	}
	if err := s.checkNumbers(); err != nil {
		return err
	}
	return s.checkPrune()
}

func (s Spec) checkNumbers() error {
	positive := math.SmallestNonzeroFloat64
	for _, c := range []struct {
		field string
		value Number
		least float64
	}{
		{"noise.strength", Exactly(s.Noise.Strength), 0},
		{"noise.correlation_time", Exactly(s.Noise.CorrelationTime), 0},
		{"integration.step_size", s.Integration.StepSize, positive},
		{"covariance.background", Exactly(s.Covariance.Background), -math.MaxFloat64},
		{"covariance.samples", Exactly(s.Covariance.Samples), 1},
		{"covariance.replicas", Exactly(float64(s.Covariance.Replicas)), 2},
		{"covariance.width", s.Covariance.Width, 1},
		{"covariance.burn_in", s.Covariance.BurnIn, 0},
		{"covariance.interval", s.Covariance.Interval, positive},
		{"compare.runs", Exactly(float64(s.Compare.Runs)), 0},
		{"compare.duration", s.Compare.Duration, positive},
		{"compare.observations", Exactly(float64(s.Compare.Observations)), 1},
		{"compare.initial_scale", s.Compare.InitialScale, -math.MaxFloat64},
		{"compare.traces", Exactly(float64(s.Compare.Traces)), 0},
	} {
		if c.value.IsAuto() {
			continue
		}
		switch v := c.value.Value(); {
		case math.IsNaN(v) || math.IsInf(v, 0):
			return &SpecError{c.field, fmt.Sprintf("is %v; it must be finite", v)}
		case v < c.least && c.least == positive:
			return &SpecError{c.field, fmt.Sprintf("is %v; it must be above 0", v)}
		case v < c.least:
			return &SpecError{c.field, fmt.Sprintf("is %v; it must be at least %v", v, c.least)}
		}
	}
	if w := s.Covariance.Width; !w.IsAuto() && w.Value() != math.Trunc(w.Value()) {
		return &SpecError{"covariance.width", fmt.Sprintf("is %v; it must be a whole number", w)}
	}
	if s.Noise.Strength == 0 && s.Covariance.Method != "exact" {
		return &SpecError{"noise.strength", "is 0, which leaves no covariance to measure; give a positive strength, or covariance.method exact"}
	}
	if s.Noise.Placement == "ou" && s.Noise.CorrelationTime == 0 {
		return &SpecError{"noise.correlation_time", "is 0; placement ou needs a positive one, longer than the step size"}
	}
	return nil
}

func (s Spec) checkPrune() error {
	var given []string
	for _, b := range s.Prune.budgets() {
		if b.value != nil {
			given = append(given, b.field)
		}
	}
	if len(given) > 1 {
		return &SpecError{"prune", fmt.Sprintf("has %s, which contradict each other; give one of them", strings.Join(given, " and "))}
	}
	seen := map[string]bool{}
	for _, c := range s.Prune.Controls {
		if c != "weight" && c != "uniform" {
			return &SpecError{"prune.controls", fmt.Sprintf("names %q; choose among weight and uniform", c)}
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

// budget is one of the ways to say how many edges are kept.
type budget struct {
	field string
	value *float64
}

func (p PruneSpec) budgets() []budget {
	return []budget{{"k", p.K}, {"keep", p.Keep}, {"density", p.Density}, {"edges", p.Edges}, {"epsilon", p.Epsilon}}
}

// alternatives joins "a", "b", "c" to "a, b or c".
func alternatives(names []string) string {
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}
