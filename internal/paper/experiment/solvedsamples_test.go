package experiment_test

import (
	"math"
	"testing"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/papertest"
	"noiseprune/network"
	"noiseprune/noise"
)

// The diff-covs of 256 samples lie within 5 standard errors √(2/S) of the exact ones, in a network half of whose
// weights are negative, and their squares average to that; of 150 edges 10⁻⁴ are expected beyond. With the other
// sign of the covariance most would be.
func TestSampledLocals(t *testing.T) {
	source := noise.Key{Seed: 1, Purpose: noise.Generate}.Source(0, 0, 0)
	w, err := network.Random{Neurons: 60, Degree: 5, SD: 1, Symmetric: true}.Generate(source)
	if err != nil {
		t.Fatal(err)
	}
	net, err := network.New(network.Parts{Weights: w, Leak: network.DominantLeak(w, 0.01)})
	if err != nil {
		t.Fatal(err)
	}
	exact, err := experiment.ExactLocals(papertest.Run(), net)
	if err != nil {
		t.Fatal(err)
	}
	const samples = 256
	got, err := experiment.SampledLocals(papertest.Run(), net, samples)
	if err != nil {
		t.Fatal(err)
	}
	d, squares := exact.DiffCov(net), 0.0
	for k, v := range got.DiffCov(net) {
		z := (v/d[k] - 1) / math.Sqrt(2.0/samples)
		squares += z * z / float64(len(d))
		if math.Abs(z) > 5 {
			t.Errorf("edge %d: d %v, exact %v: %.1f standard errors", k, v, d[k], z)
		}
	}
	if squares < 0.7 || squares > 1.4 {
		t.Errorf("the squares of z average to %v", squares)
	}
	for i, v := range got.Variance {
		if z := (v/exact.Variance[i] - 1) / math.Sqrt(2.0/samples); math.Abs(z) > 5 {
			t.Errorf("neuron %d: variance %v, exact %v", i, v, exact.Variance[i])
		}
	}
}
