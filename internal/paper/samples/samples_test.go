package samples

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
	"noiseprune/internal/paper/papertest"
)

// Every statement of the figure holds at reduced size, with the intervals that it
// states; with the control in the place of noise-prune it is ahead of itself nowhere, and
// its error does not depend on S as predicted.
func TestSamplesClaims(t *testing.T) {
	s, err := studySamples(papertest.Run(), papertest.SmallClusters(false), []int{2, 3, 6, 8, 16, 64, 256, 1024}, 20)
	if err != nil {
		t.Fatal(err)
	}
	o := &figure.Outcome{}
	addClaims(s, o)
	papertest.CheckDecisions(t, o, nil)
	papertest.CheckApart(t, o, map[string]string{
		"noise-prune beats the weight-based control": papertest.AlsoByVariances,
		"a few dozen effective samples":              "undecided for hidden covariance", // trajectories of small networks scatter too much
	})
	for k := range s.measured {
		s.measured[k] = s.by[figure.Weight]
	}
	weight := &figure.Outcome{}
	addClaims(s, weight)
	if wrong := papertest.Disagreeing(weight); len(wrong) != len(weight.Claims) {
		t.Errorf("with the control in its place only these fail: %q", wrong)
	}
	papertest.CheckControls(t, weight)
}

// The estimate of d is free of bias although few samples share a mean: without the factor
// n/(n − 1) it would be a quarter too small at n = 4. The allowance is 4 standard errors
// over 64 independent blocks, about 3%.
func TestEnsembleUnbiased(t *testing.T) {
	run := papertest.Run()
	net, err := papertest.SmallClusters(false).Network(run.Seed, 0)
	if err != nil {
		t.Fatal(err)
	}
	exact, err := covariance.Stationary(net, 1)
	if err != nil {
		t.Fatal(err)
	}
	d := covariance.LocalFrom(net, exact.Covariance).DiffCov(net)
	e, err := experiment.NewEnsemble(run.Seed, net, integrator.LeimkuhlerMatthewsKind, 1, 4)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		why             string
		replicas, times int
	}{
		{"samples of as many replicas", 4, 1},
		{"successive samples", 1, 4},
		{"both", 2, 2},
	} {
		var changes []float64
		for k := range 64 {
			l, err := e.Estimate(run.Context, experiment.SampleBlock{First: k * c.replicas, Replicas: c.replicas, Times: c.times}, run.Progress)
			if err != nil {
				t.Fatal(err)
			}
			changes = append(changes, experiment.Mean(experiment.RelativeTo(net, l.DiffCov(net), d)))
		}
		if mean, se := experiment.MeanAndError(changes); math.Abs(mean) > 4*se || se > 0.02 {
			t.Errorf("%s: d is off by %.3f ± %.3f", c.why, mean, se)
		}
	}
}

// The means over the chi-squared scatter are those of numerical integration.
func TestPredictedMeans(t *testing.T) {
	for _, samples := range []float64{3, 7, 63, 1023} {
		density := distuv.ChiSquared{K: samples}
		for _, a := range []float64{0.01, 0.3, 0.9, 1, 2, 30} {
			var chance, inverse float64
			const cells = 400000
			for k := range cells { // u = v², so that the density is smooth at 0
				v := (float64(k) + 0.5) * 6 / cells
				u := v * v
				weight := density.Prob(samples*u) * samples * 2 * v * 6 / cells
				chance += weight * min(1, a*u)
				inverse += weight / min(1, a*u)
			}
			if got := meanChance(a, samples); math.Abs(got/chance-1) > 1e-6 {
				t.Errorf("E[min(1, %g u)] at S = %g: got %v, want %v", a, samples, got, chance)
			}
			if got := meanInverse(a, samples); math.Abs(got/inverse-1) > 1e-4 {
				t.Errorf("E[1/min(1, %g u)] at S = %g: got %v, want %v", a, samples, got, inverse)
			}
		}
	}
}
