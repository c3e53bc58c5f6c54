package sim_test

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/network"
	"noiseprune/rules"
	"noiseprune/sim"
)

// anyMagnitude draws a number of any order of magnitude that a float64 has, most often a moderate one.
func anyMagnitude(t *rapid.T, name string) float64 {
	const moderate = 4
	switch rapid.IntRange(0, 15).Draw(t, name+", kind") {
	case 0:
		return rapid.SampledFrom([]float64{
			0, 5e-324, 1e-320, 1e-308, 1e-160, 1e-100, 1e100, 1e149, 1.5e150, 1e154, 1e308, math.MaxFloat64,
		}).Draw(t, name)
	case 1:
		return math.Ldexp(rapid.Float64Range(0.5, 0.99).Draw(t, name), rapid.IntRange(-1074, 1024).Draw(t, name+", exponent"))
	}
	return rapid.Float64Range(0.01, moderate).Draw(t, name)
}

// anyNetwork draws the definition and the weights of a small network.
func anyNetwork(t *rapid.T) (*network.Network, error) {
	n := rapid.IntRange(1, 5).Draw(t, "neurons")
	scale := anyMagnitude(t, "scale")
	var entries []network.Entry
	for i := range n {
		for j := range n {
			if rapid.Bool().Draw(t, "stored") {
				w := scale * rapid.Float64Range(-1, 1).Draw(t, "weight")
				if rapid.IntRange(0, 9).Draw(t, "odd one out") == 0 {
					w = anyMagnitude(t, "weight")
				}
				entries = append(entries, network.Entry{Target: i, Source: j, Weight: w})
			}
		}
	}
	w, err := network.NewCSR(n, entries)
	if err != nil {
		return nil, err
	}
	d := network.Definition{
		Symmetrize: rapid.SampledFrom([]network.Symmetrization{network.AsStored, network.Mean, network.Larger}).Draw(t, "symmetrize"),
		Activation: rapid.SampledFrom([]network.Activation{network.Linear, network.Rectified}).Draw(t, "activation"),
	}
	if err := d.Leak.UnmarshalText([]byte(rapid.SampledFrom([]string{
		"auto", "dominant", "dominant", "dominant:0", "dominant:1e-300", "dominant:1e308", "0", "1", "1e-320", "1e149", "diagonal",
	}).Draw(t, "leak"))); err != nil {
		t.Fatal(err)
	}
	d.Input = rapid.SampledFrom([]string{"", "", "1", "-1e-320", "1e99", "1e149", "1e308"}).Draw(t, "input")
	net, _, err := d.Assemble(w, nil, nil)
	return net, err
}

// anySpec draws the settings of a very short run.
func anySpec(t *rapid.T) sim.Spec {
	s := sim.DefaultSpec()
	s.Covariance.Samples, s.Covariance.Replicas = sim.Exactly(4), 2
	s.Compare.Runs, s.Compare.Observations = 1, 4
	number := func(name string, n *sim.Number) {
		if rapid.IntRange(0, 9).Draw(t, name+", given") == 0 {
			*n = sim.Exactly(anyMagnitude(t, name))
		}
	}
	number("step size", &s.Integration.StepSize)
	number("burn-in", &s.Covariance.BurnIn)
	number("interval", &s.Covariance.Interval)
	number("duration", &s.Compare.Duration)
	number("initial scale", &s.Compare.InitialScale)
	strength, correlationTime := sim.Exactly(1), sim.Exactly(1)
	number("strength", &strength)
	number("correlation time", &correlationTime)
	s.Noise.Strength, s.Noise.CorrelationTime = strength.Value(), correlationTime.Value()
	s.Noise.Placement = rapid.SampledFrom([]integrator.Placement{
		integrator.Outside, integrator.Inside, integrator.OrnsteinUhlenbeck,
	}).Draw(t, "placement")
	s.Covariance.Method = rapid.SampledFrom([]covariance.Method{
		covariance.EdgesMethod, covariance.DenseMethod, covariance.ExactMethod,
	}).Draw(t, "method")
	s.Covariance.From = rapid.SampledFrom([]sim.Dynamics{sim.LinearDynamics, sim.OwnDynamics}).Draw(t, "from")
	s.Integration.Precision = rapid.SampledFrom([]integrator.Precision{integrator.Float64, integrator.Float32}).Draw(t, "precision")
	s.Integration.Stepper = rapid.SampledFrom([]integrator.StepperKind{
		integrator.EulerMaruyamaKind, integrator.LeimkuhlerMatthewsKind, integrator.ExponentialKind,
	}).Draw(t, "stepper")
	s.Prune.Reweight = rapid.SampledFrom([]rules.Reweight{rules.Rescale, rules.Mask}).Draw(t, "reweight")
	if rapid.Bool().Draw(t, "budget, given") {
		v := anyMagnitude(t, "budget")
		budgets := []**float64{&s.Prune.K, &s.Prune.Keep, &s.Prune.Density, &s.Prune.Edges, &s.Prune.Epsilon}
		*budgets[rapid.IntRange(0, len(budgets)-1).Draw(t, "budget, kind")] = &v
	}
	return s
}

// TestAnyMagnitudes: whatever the orders of magnitude of a network and a spec, a run ends in an error
// of one line without an infinite number but those of the settings, or in a result of finite numbers
// only.
func TestAnyMagnitudes(t *testing.T) {
	results := 0
	rapid.Check(t, func(t *rapid.T) {
		net, err := anyNetwork(t)
		if err != nil {
			checkRefusal(t, err)
			return
		}
		spec := anySpec(t)
		described, err := sim.Describe(spec, net)
		if err != nil {
			checkRefusal(t, err)
			return
		}
		if _, err := json.Marshal(described); err != nil {
			t.Fatalf("description: %v", err)
		}
		schedule := described.Schedule
		if steps := schedule.BurnInSteps + schedule.IntervalSteps*schedule.SamplesPerReplica + schedule.TrajectorySteps; steps > 5_000 {
			return // takes too long
		}
		r, err := sim.Run(t.Context(), spec, net, sim.Options{Workers: 1})
		if err != nil {
			checkRefusal(t, err)
			return
		}
		if _, err := json.Marshal(r); err != nil {
			t.Fatalf("result: %v", err)
		}
		for _, note := range r.Notes {
			checkText(t, note)
		}
		results++
	})
	t.Logf("%d runs had a result", results)
}

func checkRefusal(t *rapid.T, err error) {
	if diverged := (*sim.DivergedError)(nil); errors.As(err, &diverged) {
		return // the state that was reached may be infinite
	}
	checkText(t, err.Error())
}

// checkText fails if the text has several lines, or a number that is not finite but the K that a
// budget or the scores ask for.
func checkText(t *rapid.T, text string) {
	text = strings.ReplaceAll(text, "K = +Inf", "")
	for _, wrong := range []string{"NaN", "Inf", "\n"} {
		if strings.Contains(text, wrong) {
			t.Fatalf("%q contains %q", text, wrong)
		}
	}
}
