package compare_test

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"

	"noiseprune/compare"
	"noiseprune/network"
)

// A neuron without noise and input is silent in both networks: it has no error, its variance is what it was, and it is
// correlated with nothing. One that pruning silences has lost its activity.
func TestSilentNeurons(t *testing.T) {
	w, err := network.NewCSR(3, []network.Entry{{Target: 1, Source: 0, Weight: 1}})
	if err != nil {
		t.Fatal(err)
	}
	net, err := network.New(network.Parts{Weights: w, Leak: []float64{1, 1, 1}, Noise: network.NoiseSources{Strengths: []float64{1, 0, 0}}})
	if err != nil {
		t.Fatal(err)
	}
	before := mat.NewSymDense(3, []float64{0.5, 0.25, 0, 0.25, 0.25, 0, 0, 0, 0}) // by hand
	after := mat.NewSymDense(3, []float64{0.5, 0, 0, 0, 0, 0, 0, 0, 0})
	cross := mat.NewDense(3, 3, []float64{0.5, 0, 0, 0.25, 0, 0, 0, 0, 0})
	j := compare.JointCovariance{Original: before, Cross: cross, Pruned: after}
	on, off := j.CorrelationChanges(net)
	if want := math.Sqrt(0.5); math.Abs(on.RMS-want) > 1e-15 || off.RMS != 0 || off.Pairs != 2 {
		t.Errorf("correlations change by %+v and %+v, want %v and 0", on, off, want)
	}
	inverse := mat.NewDense(3, 3, []float64{-1, 0, 0, -1, -1, 0, 0, 0, -1})
	for name, pair := range map[string][2][]float64{
		"errors": {j.NeuronErrors(), {0, 1, 0}},
		"ratios": {j.VarianceRatios(), {1, 0, 1}},
		"times":  {compare.AutocorrelationTimes(inverse, before), {1, 2, 0}},
	} {
		for i, v := range pair[0] {
			if v != pair[1][i] {
				t.Errorf("%s: %v, want %v", name, pair[0], pair[1])
				break
			}
		}
	}
}
