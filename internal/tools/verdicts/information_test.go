package main

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat"

	"noiseprune/network"
	"noiseprune/sim"
)

func near(got, want float64) bool { return math.Abs(got-want) < 1e-12 }

// Equal values share the mean of their ranks.
func TestRanks(t *testing.T) {
	if got, want := ranks([]float64{3, 1, 2, 2, 0}), []float64{5, 2, 3.5, 3.5, 1}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	// scipy.stats.spearmanr([1, 2, 2, 3, 5], [2, 1, 4, 4, 3]).statistic
	if got := stat.Correlation(ranks([]float64{1, 2, 2, 3, 5}), ranks([]float64{2, 1, 4, 4, 3}), nil); !near(got, 0.39473684210526316) {
		t.Errorf("correlation %v", got)
	}
}

// TestInformation on two edges 1–0 and 2–0 of a symmetric network, each of which counts once though it is stored twice.
func TestInformation(t *testing.T) {
	w, err := network.NewCSR(3, []network.Entry{
		{Target: 0, Source: 1, Weight: 1}, {Target: 1, Source: 0, Weight: 1},
		{Target: 0, Source: 2, Weight: -2}, {Target: 2, Source: 0, Weight: -2},
	})
	if err != nil {
		t.Fatal(err)
	}
	net, err := network.New(network.Parts{Weights: w, Leak: network.DominantLeak(w, 1)})
	if err != nil {
		t.Fatal(err)
	}
	if !net.Symmetric() {
		t.Fatal("the network is not symmetric")
	}
	// Rows of W: 0 has 1 and 2, 1 and 2 have 0. With all variances 1, d is 3 on the edge of |w| = 1 and 1 on that of |w| = 2, so
	// that the order of |w|d is the reverse of that of |w|; d/(C_ii + C_jj) is 3/2 and 1/2, both half a 1 off.
	r := &sim.Result{Data: sim.Data{
		Original: net, DiffCov: []float64{3, 1, 3, 1}, Local: network.LocalCovariance{Variance: []float64{1, 1, 1}},
		Rules: []sim.RuleData{
			{Name: "noise", Probabilities: []float64{0.6, 0.4, 0.6, 0.4}},
			{Name: "weight", Probabilities: []float64{1. / 3, 2. / 3, 1. / 3, 2. / 3}},
		},
	}}
	got := informationOf(r)
	if !near(got.spread, math.Sqrt2/2) || !near(got.rank, -1) || !near(got.covariance, 0.5) || !near(got.moved, 4./15) {
		t.Errorf("%+v", got)
	}
}
