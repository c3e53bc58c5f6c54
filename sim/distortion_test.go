package sim_test

import (
	"math"
	"testing"

	"noiseprune/sim"
)

// TestWorstCaseByProducts: spectra krylov finds the worst case of spectra full for every rule to a thousandth, with its error,
// and says what it does not compute.
func TestWorstCaseByProducts(t *testing.T) {
	if testing.Short() {
		t.Skip("it is about numbers, and takes long")
	}
	for _, text := range []string{clustered, "connectome:n=120,synapses=1500"} {
		s, net := small(), generated(t, text)
		full, err := sim.Run(t.Context(), s, net, sim.Options{})
		if err != nil {
			t.Fatal(err)
		}
		s.Compare.Spectra = sim.KrylovSpectra
		got, err := sim.Run(t.Context(), s, net, sim.Options{Workers: 2})
		if err != nil {
			t.Fatal(err)
		}
		for name, o := range got.Rules {
			want, condition := full.Rules[name].EpsilonWorst, full.Rules[name].PencilCondition
			switch {
			case (want == nil) != (o.EpsilonWorst == nil):
				t.Errorf("%s, %s: worst case %v, want %v", text, name, o.EpsilonWorst, want)
			case want != nil && math.Abs(*o.EpsilonWorst-*want) > 1e-3**want:
				t.Errorf("%s, %s: worst case %v, want %v", text, name, *o.EpsilonWorst, *want)
			case want != nil && (*o.EpsilonWorstError > 1e-3**want || *o.PencilCondition < 1):
				t.Errorf("%s, %s: error %v, condition number %v", text, name, *o.EpsilonWorstError, *o.PencilCondition)
			case (condition == nil) != (o.PencilCondition == nil) || condition != nil && math.Abs(*o.PencilCondition / *condition - 1) > 1e-2:
				t.Errorf("%s, %s: condition number %v, by decompositions %v", text, name, o.PencilCondition, condition)
			}
			if d := o.SpectralDensity; d == nil || !(d.Distance > 0 && d.Error > 0 && d.Relative > 0 && d.Relative < 1) {
				t.Errorf("%s, %s: spectral density %+v", text, name, d)
			}
			if e := o.EpsilonRandom; e == nil || !(e.Median > 0 && e.Median < 1) || full.Rules[name].EpsilonRandom != nil {
				t.Errorf("%s, %s: ε_v at random vectors %+v", text, name, e)
			}
			if o.EpsLambda != nil || o.EpsV != nil {
				t.Errorf("%s: ε_λ or ε_v without a decomposition", name)
			}
		}
	}
}
