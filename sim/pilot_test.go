package sim_test

import (
	"encoding/json"
	"math"
	"testing"

	"noiseprune/integrator"
	"noiseprune/sim"
)

func measuredBy(t *testing.T, s sim.Spec, text string) *sim.Result {
	t.Helper()
	r, err := sim.MeasureCovariance(t.Context(), s, generated(t, text), sim.Options{Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestPilotSeesTheEdgesOwnTime: two neurons that excite each other with weight 1 and
// leak at rate l have x₀ − x₁ of rate l + 1, whose square has the integrated time
// 1/2(l+1), not 1/2l. One edge of 16 replicas at 250 times is known to
// √(2(2W+1)/4000) = 12%, W = 13 being Sokal's window; 3 of that are allowed.
func TestPilotSeesTheEdgesOwnTime(t *testing.T) {
	spec := sim.DefaultSpec()
	spec.Integration.Stepper = integrator.EulerMaruyamaKind
	r := measuredBy(t, spec, "two:forward=1,backward=1")
	leak := r.Network.RateTypical
	want := 1 / (2 * (leak + 1))
	if got := *r.Covariance.CorrelationTime; math.Abs(got/want-1) > 0.36 {
		t.Errorf("correlation time %.4f, want %.4f", got, want)
	}
	if got := *r.Covariance.ExpectedCorrelationTime; got != 1/(2*leak) {
		t.Errorf("expected correlation time %v, leak %v", got, leak)
	}
}

// TestEffectiveSamplesAreThoseAskedFor, whatever the leak says of the network's own
// times. The effective samples of a typical edge are known to some 5% by the replicas,
// and the pilot's time to as much.
func TestEffectiveSamplesAreThoseAskedFor(t *testing.T) {
	for _, text := range []string{clustered, "random:n=100,degree=10", "path:n=60", "ring:n=50,forward=1/0.5"} {
		spec := sim.DefaultSpec()
		spec.Integration.Stepper = integrator.ExponentialKind
		r := measuredBy(t, spec, text)
		c := r.Covariance
		t.Logf("%s: %.0f effective samples of %d, correlation time %.3g where the leak says %.3g, interval %v",
			text, *c.EffectiveSamples, c.Samples, *c.CorrelationTime, *c.ExpectedCorrelationTime, r.Spec.Covariance.Interval)
		if ratio := *c.EffectiveSamples / 10_000; ratio < 0.8 || ratio > 1.25 {
			t.Errorf("%s: %.0f effective samples, 10,000 asked for", text, *c.EffectiveSamples)
		}
		interval, schedule := r.Spec.Covariance.Interval.Value(), r.Schedule
		if math.Abs(interval-float64(schedule.IntervalSteps)*schedule.StepSize) > 1e-12*interval {
			t.Errorf("%s: the spec samples every %v, the schedule every %d steps of %v",
				text, interval, schedule.IntervalSteps, schedule.StepSize)
		}
	}
}

// TestResolvedSpecGivesTheSameResult: what the pilot chose is part of it.
func TestResolvedSpecGivesTheSameResult(t *testing.T) {
	first := measuredBy(t, small(), clustered)
	again := measuredBy(t, first.Spec, clustered)
	want, _ := json.Marshal(first)
	got, _ := json.Marshal(again)
	if string(got) != string(want) {
		t.Errorf("the resolved spec gives\n%s\nafter\n%s", got, want)
	}
}

// TestAnIntervalOfOnesOwnIsKept, and sampled as often as it needs.
func TestAnIntervalOfOnesOwnIsKept(t *testing.T) {
	s := small()
	s.Integration.Stepper = integrator.EulerMaruyamaKind
	open := measuredBy(t, s, clustered)
	s.Covariance.Interval = sim.Exactly(0.25 * open.Spec.Covariance.Interval.Value())
	r := measuredBy(t, s, clustered)
	if got, want := r.Schedule.IntervalSteps, open.Schedule.IntervalSteps; got < want/4-1 || got > want/4+1 {
		t.Errorf("sampled every %d steps, a quarter of %d asked for", got, want)
	}
	if got, want := r.Schedule.SamplesPerReplica, open.Schedule.SamplesPerReplica; got < 2*want || got > 4*want {
		t.Errorf("%d samples at a quarter of the interval, %d at the whole", got, want)
	}
}
