package sim_test

import (
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/network"
	"noiseprune/rules"
	"noiseprune/sim"
)

func TestResolveLeavesNoAuto(t *testing.T) {
	net := generated(t, clustered)
	spec, schedule, err := sim.Resolve(sim.DefaultSpec(), net)
	if err != nil {
		t.Fatal(err)
	}
	text, err := spec.YAML()
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(text), "auto") {
		t.Errorf("an auto is left:\n%s", text)
	}
	back, err := sim.ParseSpec(text, sim.Spec{})
	if err != nil || !reflect.DeepEqual(back, spec) {
		t.Errorf("read back: error %v\n%+v\n%+v", err, back, spec)
	}
	again, same, err := sim.Resolve(back, net)
	same.Steppers = schedule.Steppers // those that were considered
	if err != nil || !reflect.DeepEqual(again, spec) || !reflect.DeepEqual(same, schedule) {
		t.Errorf("resolved twice: error %v\n%+v\n%+v\n%+v\n%+v", err, again, spec, same, schedule)
	}
}

func TestSettingsThatCannotBeRun(t *testing.T) {
	net := generated(t, clustered)
	half, tenth, nan, many := 0.5, 0.1, math.NaN(), 1e9
	for _, c := range []struct {
		field  string
		change func(*sim.Spec)
	}{
		{"noise.increments", func(s *sim.Spec) { s.Noise.Increments = 9 }},
		{"noise.strength", func(s *sim.Spec) { s.Noise.Strength = -1 }},
		{"noise.strength", func(s *sim.Spec) { s.Noise.Strength = nan }},
		{"noise.correlation_time", func(s *sim.Spec) { s.Noise.Placement = integrator.OrnsteinUhlenbeck }},
		{"integration.step_size", func(s *sim.Spec) { s.Integration.StepSize = sim.Exactly(0) }},
		{"integration.step_size", func(s *sim.Spec) {
			s.Integration.Stepper, s.Integration.StepSize = integrator.EulerMaruyamaKind, sim.Exactly(1e6)
		}},
		{"integration.bias", func(s *sim.Spec) { s.Integration.Bias = sim.Exactly(0) }},
		{"covariance.stepper", func(s *sim.Spec) { s.Covariance.Stepper = 99 }},
		{"covariance.stepper", func(s *sim.Spec) {
			s.Covariance.Stepper, s.Noise.Placement, s.Noise.CorrelationTime = integrator.TrapezoidKind, integrator.OrnsteinUhlenbeck, 1
		}},
		{"covariance.cycle", func(s *sim.Spec) { s.Covariance.Cycle = sim.Exactly(1.5) }},
		{"covariance.samples", func(s *sim.Spec) { s.Covariance.Samples = sim.Exactly(1e300) }},
		{"covariance.until_error", func(s *sim.Spec) { s.Covariance.UntilError = &nan }},
		{"covariance.until_error", func(s *sim.Spec) { s.Covariance.UntilError = &many }},
		{"covariance.until_error", func(s *sim.Spec) { s.Covariance.UntilError, s.Covariance.Method = &tenth, covariance.ExactMethod }},
		{"covariance.burn_in", func(s *sim.Spec) { s.Covariance.BurnIn = sim.Exactly(1e300) }},
		{"compare.duration", func(s *sim.Spec) { s.Compare.Duration = sim.Exactly(1e18) }},
		{"covariance.replicas", func(s *sim.Spec) { s.Covariance.Replicas = 1 }},
		{"covariance.width", func(s *sim.Spec) { s.Covariance.Width = sim.Exactly(0) }},
		{"covariance.method", func(s *sim.Spec) { s.Covariance.Method = 9 }},
		{"compare.runs", func(s *sim.Spec) { s.Compare.Runs = -1 }},
		{"prune.controls", func(s *sim.Spec) { s.Prune.Controls = []rules.Kind{rules.WeightKind, rules.WeightKind} }},
		{"prune.controls", func(s *sim.Spec) { s.Prune.Controls = []rules.Kind{rules.NoiseKind} }},
		{"prune", func(s *sim.Spec) { s.Prune.Keep, s.Prune.Density = &half, &tenth }},
		{"prune.edges", func(s *sim.Spec) { s.Prune.Edges = &many }},
		{"prune.max_factor", func(s *sim.Spec) { s.Prune.MaxFactor = &half }},
		{"prune.protect", func(s *sim.Spec) { s.Prune.Protect = []string{"1-2"} }},
		{"prune.protect", func(s *sim.Spec) { s.Prune.Protect = []string{"1>nobody"} }},
	} {
		s := small()
		c.change(&s)
		_, err := sim.Prune(t.Context(), s, net, sim.Options{Workers: 1})
		var wrong *sim.SpecError
		if !errors.As(err, &wrong) || wrong.Field != c.field || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: error %v, want one line about it", c.field, err)
		}
	}
}

func TestAnUnstableNetworkIsRefused(t *testing.T) {
	w, err := network.NewCSR(2, []network.Entry{{Target: 0, Source: 1, Weight: 2}, {Target: 1, Source: 0, Weight: 2}})
	if err != nil {
		t.Fatal(err)
	}
	net, err := network.New(network.Parts{Weights: w, Leak: []float64{1, 1}})
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = sim.Resolve(sim.DefaultSpec(), net)
	var unstable *network.UnstableError
	if !errors.As(err, &unstable) || math.Abs(real(unstable.Rightmost.Value)-1) > 1e-9 {
		t.Errorf("error %v, want the eigenvalue 1", err)
	}
}
