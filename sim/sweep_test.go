package sim_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"noiseprune/sim"
)

// sweptShares are those of the tests, not in order.
func sweptShares() []float64 { return []float64{0.6, 0.3, 0.9} }

// sweepRuns are those of testRuns that are swept: by full spectra and by products, with active sets, and exact.
func sweepRuns(t *testing.T) map[string]testRun {
	all := maps.Clone(testRuns(t))
	maps.DeleteFunc(all, func(name string, _ testRun) bool {
		return !slices.Contains([]string{"chosen", "inside, float32", "exact", "spectra by products"}, name)
	})
	return all
}

// TestSweepsAreRuns: every cell has the numbers of Run at its budget, and the measurement is that of Run.
func TestSweepsAreRuns(t *testing.T) {
	for name, r := range sweepRuns(t) {
		s, err := sim.Sweep(t.Context(), r.spec, r.net, sweptShares(), sim.Options{Workers: 2})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !slices.Equal(s.Keeps(), []float64{0.3, 0.6, 0.9}) || !s.Complete {
			t.Errorf("%s: shares %v, complete %v", name, s.Keeps(), s.Complete)
		}
		for _, c := range s.Cells {
			spec := r.spec
			spec.Prune.Keep = &c.Keep
			want, err := sim.Run(t.Context(), spec, r.net, sim.Options{Workers: 1})
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if !reflect.DeepEqual(s.Covariance, want.Covariance) || !reflect.DeepEqual(s.Network, want.Network) {
				t.Errorf("%s, %v: another measurement than that of a run", name, c.Keep)
			}
			for k, rule := range c.Rules {
				o := want.Rules[rule.Rule]
				swept := sim.SweptRule{
					Rule: want.Data.Rules[k].Name, Plan: o.Plan, Pruned: o.Pruned, Stable: o.Stable, Diverged: o.Diverged,
					OverPrunings: o.OverPrunings,
				}
				if !reflect.DeepEqual(rule, swept) {
					t.Errorf("%s, %v, %s: %+v, but a run has %+v", name, c.Keep, rule.Rule, rule, swept)
				}
			}
			for _, note := range want.Notes {
				if !slices.Contains(s.Notes, note) && !slices.Contains(c.Notes, note) && !ofSurvival(note) {
					t.Errorf("%s, %v: the note %q of a run is missing", name, c.Keep, note)
				}
			}
		}
	}
}

// ofSurvival reports whether a note is of what a run measures of the stationary activity beside its error, and a sweep does not.
func ofSurvival(note string) bool {
	return strings.HasPrefix(note, "no variances, correlations and autocorrelation times")
}

// TestSweepSearchesForTheTarget: the budget is that of a run with the target, it is among the shares, and a target that no
// budget meets is a note.
func TestSweepSearchesForTheTarget(t *testing.T) {
	target, unreachable, net := 0.3, 1e-6, generated(t, clustered)
	s := small()
	s.Prune.TargetError = &target
	alone, err := sim.Run(t.Context(), s, net, sim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	swept, err := sim.Sweep(t.Context(), s, net, sweptShares(), sim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(swept.Target, alone.Target) || !slices.Contains(swept.Keeps(), alone.Target.Keep) || len(swept.Cells) != 4 {
		t.Errorf("target %+v among %v, a run has %+v", swept.Target, swept.Keeps(), alone.Target)
	}
	s.Prune.TargetError = &unreachable
	if swept, err = sim.Sweep(t.Context(), s, net, sweptShares(), sim.Options{}); err != nil {
		t.Fatal(err)
	}
	said := func(note string) bool { return strings.HasPrefix(note, "target_error is 1e-06, but noise-prune's") }
	if swept.Target != nil || len(swept.Cells) != 3 || !slices.ContainsFunc(swept.Notes, said) {
		t.Errorf("target %+v, shares %v, notes %q", swept.Target, swept.Keeps(), swept.Notes)
	}
}

// sweepUntil does the sweep from what the store holds up to the interruption, and returns its JSON.
func (r testRun) sweepUntil(i *interruption, workers int) (string, error) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	i.begin(cancel)
	s, err := sim.Sweep(ctx, r.spec, r.net, sweptShares(), sim.Options{Workers: workers, Progress: i, Store: i})
	if err != nil {
		return "", err
	}
	text, err := json.Marshal(s)
	return string(text), err
}

// TestResumedSweepsGiveTheSameBits interrupts sweeps at moments over all their length and kills them again on the way.
func TestResumedSweepsGiveTheSameBits(t *testing.T) {
	moments := 6
	if testing.Short() {
		moments = 3
	}
	held := map[string]bool{}
	for name, r := range sweepRuns(t) {
		undisturbed := newInterruption(1<<40, held)
		want, err := r.sweepUntil(undisturbed, 1)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for entry := range undisturbed.entries {
			if strings.HasPrefix(entry, "keep-") {
				t.Errorf("%s: %s is left of a cell that is finished", name, entry)
			}
		}
		length := undisturbed.moment
		if got, err := r.sweepUntil(undisturbed, 2); err != nil || got != want || undisturbed.moment > 20 {
			t.Errorf("%s: a finished sweep begun again has %d moments and another result: %v (%v)", name, undisturbed.moment, got != want, err)
		}
		for k := range moments {
			at := 1 + k*(length-1)/(moments-1)
			i := newInterruption(3+length/37, held)
			i.at, i.kill = at, k%2 == 1
			what := fmt.Sprintf("%s, interrupted at moment %d of %d, kill %v", name, at, length, i.kill)
			got, err := resumed(i, k, r.sweepUntil)
			if err != nil {
				t.Fatalf("%s: %v", what, err)
			}
			if got != want {
				t.Errorf("%s: another result\n%s\n%s", what, got, want)
			}
		}
	}
	for _, kind := range []string{
		"covariance/merged", "spectra/result", "slowmodes/merged", "originalbulk/result", "cell",
		"keep-0.3/spectra/result", "keep-0.6/trajectories/state", "keep-0.9/distortion/merged",
	} {
		if !slices.ContainsFunc(slices.Collect(maps.Keys(held)), func(name string) bool { return strings.HasPrefix(name, kind) }) {
			t.Errorf("no %s was ever kept: the test has lost its reach", kind)
		}
	}
}

// TestSweepErrors: shares that cannot be are refused before anything is computed, and a cell that is no cell too.
func TestSweepErrors(t *testing.T) {
	r := sweepRuns(t)["chosen"]
	protecting := r.spec
	for _, e := range r.net.Weights().Entries() {
		if e.Source != e.Target {
			protecting.Prune.Protect = append(protecting.Prune.Protect, fmt.Sprintf("%d>%d", e.Source, e.Target))
		}
	}
	for _, row := range []struct {
		reason string
		spec   sim.Spec
		keeps  []float64
		want   string
	}{
		{"no share", r.spec, nil, "prune.keep is missing"},
		{"a share of nothing", r.spec, []float64{0.5, 0}, "prune.keep is 0"},
		{"more than all", r.spec, []float64{0.5, 1.5}, "prune.keep is 1.5"},
		{"twice the same", r.spec, []float64{0.5, 0.2, 0.5}, "prune.keep has 0.5 twice"},
		{"all edges are protected", protecting, []float64{0.5, 1}, "prune.keep"},
	} {
		var refused *sim.SpecError
		_, err := sim.Sweep(t.Context(), row.spec, r.net, row.keeps, sim.Options{})
		if !errors.As(err, &refused) || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: error %v, want one with %q", row.reason, err, row.want)
		}
	}
	i := newInterruption(1<<40, map[string]bool{})
	i.entries["cell/0.3"] = []byte("nonsense")
	var refused *sim.CheckpointError
	if _, err := r.sweepUntil(i, 1); !errors.As(err, &refused) || !strings.Contains(err.Error(), "cell/0.3 does not fit") {
		t.Errorf("a cell that is no cell: %v", err)
	}
}
