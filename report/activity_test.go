package report

import (
	"testing"

	"noiseprune/sim"
)

// TestWhatDominatesTheTrajectoryError: noise where all shares are above a half, the transient where all are below, and neither
// where rules differ; unstable networks and those without a share are left out.
func TestWhatDominatesTheTrajectoryError(t *testing.T) {
	const start = "Of the squared trajectory error from positive starts, noise alone makes "
	for _, c := range []struct {
		reason         string
		first, second  *float64
		secondIsBroken bool
		want           string
	}{
		{"noise", ptr(0.8), ptr(0.6), false, start + "80 % after a, 60 % after b: noise dominates it, rather than the initial transient."},
		{"the transient", ptr(0.2), ptr(0.1), false,
			start + "20 % after a, 10 % after b: the initial transient dominates it, rather than noise."},
		{"one of each", ptr(0.8), ptr(0.1), false, start + "80 % after a, 10 % after b."},
		{"a broken network", ptr(0.8), ptr(0.1), true, start + "80 % after a: noise dominates it, rather than the initial transient."},
		{"no share of one", nil, ptr(0.1), false, start + "10 % after b: the initial transient dominates it, rather than noise."},
		{"no share", nil, nil, false, ""},
	} {
		rules := []rule{{label: "a", outcome: sim.RuleOutcome{NoiseShare: c.first}}, {label: "b", outcome: sim.RuleOutcome{NoiseShare: c.second}}}
		if c.secondIsBroken {
			rules[1].broken = "unstable"
		}
		if got := noiseFinding(rules); got != c.want {
			t.Errorf("%s: %q, want %q", c.reason, got, c.want)
		}
	}
}

// TestUniformFinding: where more than half of a start lies on the uniform vector.
func TestUniformFinding(t *testing.T) {
	of := func(share *float64) []rule { return []rule{{outcome: sim.RuleOutcome{UniformShare: share}}} }
	const want = "75 % of a positive start lies on the uniform vector, whose decay row sums decide, which pruning keeps on average."
	if got := uniformFinding(of(ptr(0.75))); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	for _, share := range []*float64{nil, ptr(0.4)} {
		if got := uniformFinding(of(share)); got != "" {
			t.Errorf("%v: %q", share, got)
		}
	}
}

// TestMeasuredFinding: it is that of the first rule that is sound.
func TestMeasuredFinding(t *testing.T) {
	rules := []rule{
		{label: "a", broken: "unstable", outcome: sim.RuleOutcome{StationaryMeasured: &sim.MeasuredStationary{}}},
		{label: "b", outcome: sim.RuleOutcome{StationaryMeasured: &sim.MeasuredStationary{Decayed: 4.02}}},
	}
	const want = "The stationary error is measured over the last third of trajectories from 0, " +
		"when variances are within e^−4.02 of their stationary values."
	if got := measuredFinding(rules); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := measuredFinding(nil); got != "" {
		t.Errorf("%q of no rules", got)
	}
}
