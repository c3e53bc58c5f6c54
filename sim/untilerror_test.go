package sim_test

import (
	"math"
	"strings"
	"testing"

	"noiseprune/covariance"
	"noiseprune/sim"
)

// TestSamplesUntilTheError: sampling ends with the first batch after which the error of a typical edge is small
// enough. The error is measured by 16 groups of replicas a batch, so to a fifth of itself for one edge, and to far
// less in the median of all; the deviations from the exact values must be as large as it says.
func TestSamplesUntilTheError(t *testing.T) {
	net := generated(t, "clustered:sizes=30/20,density=0.5,long=10,symmetric=true")
	for _, row := range []struct {
		method covariance.Method
		goal   float64
	}{
		{covariance.EdgesMethod, 0.03},
		{covariance.EdgesMethod, 0.1},
		{covariance.SolveMethod, 0.05},
	} {
		s := sim.DefaultSpec()
		s.Covariance.Method, s.Covariance.UntilError, s.Covariance.Replicas = row.method, &row.goal, 64
		r, err := sim.MeasureCovariance(t.Context(), s, net, sim.Options{})
		if err != nil {
			t.Fatal(err)
		}
		c, wanted := r.Covariance, 2/row.goal/row.goal
		batch := int64(r.Schedule.SamplesPerReplica * s.Covariance.Replicas)
		if *c.RelativeError > row.goal || *c.EffectiveSamples > 1.6*wanted {
			t.Errorf("%v until %v: error %.3g from %.0f effective samples, where %.0f give it", row.method, row.goal,
				*c.RelativeError, *c.EffectiveSamples, wanted)
		}
		before := *c.RelativeError * math.Sqrt(float64(c.Samples)/float64(c.Samples-batch))
		if c.Samples%batch != 0 || c.Samples > batch && before < 0.95*row.goal {
			t.Errorf("%v until %v: %d samples in batches of %d, and the batch before was enough", row.method, row.goal, c.Samples, batch)
		}
		// The median of |z| is 0.67, and √(Σz²/n) 1 to within a tenth or two, since edges share modes.
		if ratio := *c.RMSRelativeError / *c.RelativeError; ratio < 0.75 || ratio > 1.35 {
			t.Errorf("%v until %v: deviations from the exact values are %.2f times the error", row.method, row.goal, ratio)
		}
	}
}

func TestAnErrorThatIsNotReachedIsNoted(t *testing.T) {
	s, goal := small(), 0.001
	s.Covariance.Samples, s.Covariance.Replicas, s.Covariance.UntilError = sim.Exactly(1), 2, &goal
	r, err := sim.MeasureCovariance(t.Context(), s, generated(t, clustered), sim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if r.Covariance.Samples != 64*2*int64(r.Schedule.SamplesPerReplica) || !strings.Contains(strings.Join(r.Notes, "\n"), "after 64 batches") {
		t.Errorf("%d samples, notes %q", r.Covariance.Samples, r.Notes)
	}
}
