package sim_test

import (
	"bytes"
	"encoding/json"
	"math"
	"slices"
	"testing"

	"noiseprune/compare"
	"noiseprune/sim"
)

// TestSlowModesByProducts: spectra krylov finds the ε_λ of the full decomposition on the slow modes of a symmetric network, and
// the time constants of its eigenvalues; the same numbers by one worker and three.
func TestSlowModesByProducts(t *testing.T) {
	if testing.Short() {
		t.Skip("it is about numbers, and takes long")
	}
	s, net := small(), generated(t, "random:n=80,degree=6")
	full, err := sim.Run(t.Context(), s, net, sim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if full.Network.SlowModes != nil {
		t.Error("slow modes beside a decomposition")
	}
	s.Compare.Spectra = sim.KrylovSpectra
	got, err := sim.Run(t.Context(), s, net, sim.Options{Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	values, err := compare.Eigenvalues(net)
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(values)
	facts := got.Network.SlowModes
	if n := len(facts.TimeConstants); !facts.Converged || n != min(50, len(values)) || facts.Excluded > 0 || !(*facts.Residual < 1e-9) {
		t.Fatalf("%d time constants, %+v", n, facts)
	}
	for k, constant := range facts.TimeConstants {
		if want := -1 / real(values[k]); math.Abs(*constant-want) > 1e-8*want {
			t.Errorf("time constant %d is %v, want %v", k, *constant, want)
		}
	}
	for k, rule := range full.Data.Rules {
		outcome, last := got.Rules[rule.Name].SlowModes, len(rule.EpsLambda)
		want, err := compare.Summarize(rule.EpsLambda[last-len(facts.TimeConstants):])
		if err != nil {
			t.Fatal(err)
		}
		if e := outcome.EpsLambda; math.Abs(e.Median-want.Median) > 1e-8 || math.Abs(e.Max-want.Max) > 1e-8 {
			t.Errorf("%s: ε_λ %+v, want %+v", rule.Name, *e, want)
		}
		if o := *outcome.Overlap; !(o > 0 && o < 1) || outcome.Compared != len(facts.TimeConstants) {
			t.Errorf("%s (%d): overlap %v of %d modes", rule.Name, k, o, outcome.Compared)
		}
	}
	again, err := sim.Run(t.Context(), s, net, sim.Options{Workers: 3})
	if err != nil {
		t.Fatal(err)
	}
	one, _ := json.Marshal(got)
	if three, _ := json.Marshal(again); !bytes.Equal(one, three) {
		t.Error("other numbers by three workers")
	}
}
