package sim_test

import (
	"math"
	"slices"
	"testing"

	"noiseprune/sim"
)

// workOf returns the work of a plan by phase.
func workOf(t *testing.T, p sim.RunPlan) map[string]sim.Work {
	t.Helper()
	all := map[string]sim.Work{}
	for _, w := range p.Work() {
		if _, twice := all[w.Phase]; twice {
			t.Errorf("%s is there twice", w.Phase)
		}
		all[w.Phase] = w
	}
	return all
}

// TestWorkOfASweepIsThatOfItsRuns: what is done before the pruning is that of one run, and what is done at each share is the sum of the
// runs there, but for the original's part of the spectra, which is done once.
func TestWorkOfASweepIsThatOfItsRuns(t *testing.T) {
	keeps := []float64{0.2, 0.5, 0.9}
	for _, c := range []struct {
		reason  string
		spectra sim.SpectraMethod
		shared  []string // phases that have a part of the original
	}{
		{"by full spectra", sim.FullSpectra, []string{"spectra"}},
		{"by products", sim.KrylovSpectra, []string{"spectral densities", "slow modes"}},
		{"without spectra", sim.NoSpectra, nil},
	} {
		net, spec := generated(t, clustered), small()
		spec.Compare.Spectra = c.spectra
		plan, err := sim.PlanSweep(spec, net, keeps, sim.Options{})
		if err != nil {
			t.Fatal(err)
		}
		before := plan
		before.Phases = sim.CovarianceOnly
		once, sum := workOf(t, before), map[string]sim.Work{}
		for _, keep := range keeps {
			one := plan
			one.Keeps, one.Spec.Prune.Keep = nil, &keep
			for phase, w := range workOf(t, one) {
				was := sum[phase]
				w.Products, w.Eigenproblems, w.Normals = w.Products+was.Products, w.Eigenproblems+was.Eigenproblems, w.Normals+was.Normals
				sum[phase] = w
			}
		}
		for phase, w := range workOf(t, plan) {
			want := sum[phase]
			if first, ok := once[phase]; ok {
				want = first
			}
			same := nearly(w.Products, want.Products) && nearly(w.Eigenproblems, want.Eigenproblems) && nearly(w.Normals, want.Normals)
			less := w.Products < want.Products || w.Eigenproblems < want.Eigenproblems
			if shared := slices.Contains(c.shared, phase); shared && !less || !shared && !same {
				t.Errorf("%s, %s: %+v, the runs have %+v", c.reason, phase, w, want)
			}
			if phase == "spectra" && !nearly(w.Eigenproblems, want.Eigenproblems-2) { // the network is symmetric
				t.Errorf("%s: %v eigenproblems, the runs have %v", c.reason, w.Eigenproblems, want.Eigenproblems)
			}
		}
	}
}

// TestWorkOfASweepWithATarget has the search, and one share more.
func TestWorkOfASweepWithATarget(t *testing.T) {
	net, spec, target := generated(t, clustered), small(), 0.3
	without, err := sim.PlanSweep(spec, net, []float64{0.2, 0.9}, sim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	spec.Prune.TargetError = &target
	with, err := sim.PlanSweep(spec, net, []float64{0.2, 0.9}, sim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	a, b := workOf(t, without), workOf(t, with)
	if _, found := b["target error"]; !found || len(b) != len(a)+1 || !nearly(b["trajectories"].Normals, 1.5*a["trajectories"].Normals) {
		t.Errorf("%+v and %+v", a, b)
	}
}

// nearly reports whether two numbers are equal to rounding.
func nearly(a, b float64) bool { return math.Abs(a-b) <= 1e-12*math.Abs(b) }
