package sim_test

import (
	"errors"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"noiseprune/compare"
	"noiseprune/integrator"
	"noiseprune/network"
	"noiseprune/rules"
	"noiseprune/sim"
)

// noiseErrors returns the stationary error of each pruning by noise-prune at that fraction of the edges.
func noiseErrors(t *testing.T, s sim.Spec, net *network.Network, keep float64) []float64 {
	t.Helper()
	s.Prune.TargetError, s.Prune.Keep, s.Prune.Controls, s.Compare.Spectra = nil, &keep, nil, sim.NoSpectra
	r, err := sim.Run(t.Context(), s, net, sim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r.Rules["noise"].Over(sim.StationaryMeasure, sim.Single).Values
}

// mean returns the mean.
func mean(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values))
}

// TestTargetIsTheCrossingOnAGrid: runs at budgets 2% apart, each of which measures and prunes for itself, show the error
// below the target at all of them from the budget found on, and above it at the first that is at least 2% below. Each pruning's own
// crossing, found by stepping down the grid, agrees in the mean with the interpolated one to within 3%: a grid step, and the
// interpolation between budgets that are farther apart.
func TestTargetIsTheCrossingOnAGrid(t *testing.T) {
	if testing.Short() {
		t.Skip("a hundred runs")
	}
	net, target := generated(t, "clustered:sizes=40/40,density=0.5,long=60,symmetric=true"), 0.3
	s := small()
	s.Prune.TargetError, s.Prune.Prunings = &target, sim.Exactly(12)
	r, err := sim.Run(t.Context(), s, net, sim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	found := r.Target
	const step = 1.02
	crossed := make([]float64, 12)
	for keep := 0.99; slices.Contains(crossed, 0); keep /= step {
		values := noiseErrors(t, s, net, keep)
		if keep >= found.Keep && mean(values) >= target {
			t.Errorf("found keep %v, but the error is %v at %v", found.Keep, mean(values), keep)
		}
		if keep < found.Keep/1.021 && keep*step >= found.Keep/1.021 && mean(values) < target {
			t.Errorf("found keep %v, but the error is %v at %v", found.Keep, mean(values), keep)
		}
		for k, v := range values {
			if v >= target && crossed[k] == 0 {
				crossed[k] = keep * math.Sqrt(step)
			}
		}
	}
	spread, err := compare.NewSpread(crossed)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("found %v, crossings %v, on the grid %v [%v, %v]", found.Keep, *found.Crossing, spread.Mean, spread.Low, spread.High)
	for _, c := range []struct{ got, want float64 }{{*found.Crossing, spread.Mean}, {*found.Low, spread.Low}, {*found.High, spread.High}} {
		if math.Abs(c.got/c.want-1) > 0.03 {
			t.Errorf("the prunings cross at %v [%v, %v], on the grid at %v [%v, %v]", *found.Crossing, *found.Low, *found.High,
				spread.Mean, spread.Low, spread.High)
		}
	}
}

// TestTargetIsWhatTheRunKeeps: the run with a target is the run with the budget found, to the bit, but for what it says of
// the search; the errors at the budgets tried are those of runs at them.
func TestTargetIsWhatTheRunKeeps(t *testing.T) {
	directed := generated(t, "random:n=40,degree=12,symmetric=false")
	for _, c := range []struct {
		why    string
		net    *network.Network
		change func(*sim.Spec)
	}{
		{"symmetric", generated(t, clustered), func(*sim.Spec) {}},
		{"directed, with a control by rank", directed, func(s *sim.Spec) { s.Prune.Controls = []rules.Kind{rules.MagnitudeKind} }},
		{"rectified, whose active sets are checked", unlike(t, directed, network.Rectified, 2, 1), func(*sim.Spec) {}},
		{"a single pruning", directed, func(s *sim.Spec) { s.Prune.Prunings = sim.Exactly(1) }},
		{"masked, which is biased at every budget", generated(t, clustered), func(s *sim.Spec) { s.Prune.Reweight = rules.Mask }},
	} {
		s, target := small(), 0.25
		c.change(&s)
		s.Prune.TargetError = &target
		searched, err := sim.Run(t.Context(), s, c.net, sim.Options{})
		if err != nil {
			t.Fatalf("%s: %v", c.why, err)
		}
		found := searched.Target
		for _, e := range found.Evaluations[:min(3, len(found.Evaluations))] {
			values := noiseErrors(t, s, c.net, e.Keep)
			spread, err := compare.NewSpread(values)
			if *e.Mean != mean(values) || err == nil && (*e.Low != spread.Low || *e.High != spread.High) || (err != nil) != (e.Low == nil) {
				t.Errorf("%s: at %v the search found %v, a run %v", c.why, e.Keep, *e.Mean, mean(values))
			}
		}
		s.Prune.TargetError, s.Prune.Keep = nil, &found.Keep
		at, err := sim.Run(t.Context(), s, c.net, sim.Options{})
		if err != nil {
			t.Fatalf("%s: %v", c.why, err)
		}
		searched.Target = nil
		checkSame(t, c.why, searched, at)
	}
}

// TestTargetsThatAreNotSearchedFor: each is refused before anything is simulated, or with the error that is reachable.
func TestTargetsThatAreNotSearchedFor(t *testing.T) {
	net := generated(t, clustered)
	for _, c := range []struct {
		why    string
		target float64
		change func(*sim.Spec)
		want   string
	}{
		{"no error", math.NaN(), func(*sim.Spec) {}, "prune.target_error is NaN; give a relative error above 0 and below 1"},
		{"an error of all", 1, func(*sim.Spec) {}, "prune.target_error is 1; give"},
		{"a budget too", 0.1, func(s *sim.Spec) { s.Prune.K = &s.Noise.Strength }, "prune has k and target_error, which contradict"},
		{"no trajectories where no exact error is computed", 0.1, func(s *sim.Spec) { s.Compare.Runs, s.Covariance.Exact = 0, sim.No },
			"compare.runs is 0, but the error of prune.target_error is measured in trajectories here"},
		{"none by coloured noise", 0.1, func(s *sim.Spec) {
			s.Compare.Runs, s.Noise.Placement, s.Noise.CorrelationTime = 0, integrator.OrnsteinUhlenbeck, 1
		}, "compare.runs is 0, but"},
		{"a neuron that is not there", 0.1, func(s *sim.Spec) { s.Prune.Protect = []string{"0>999"} }, "prune.protect has"},
		{"out of reach", 1e-6, func(*sim.Spec) {}, "at keep = 0.99, the largest budget tried, is"},
	} {
		s := small()
		c.change(&s)
		s.Prune.TargetError = &c.target
		var refused *sim.SpecError
		if _, err := sim.Run(t.Context(), s, net, sim.Options{}); !errors.As(err, &refused) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.why, err, c.want)
		}
	}
}

// TestAnExactTargetNeedsNoTrajectories: the search by exact errors is the same without them, in a run and in a sweep.
func TestAnExactTargetNeedsNoTrajectories(t *testing.T) {
	net, target := generated(t, clustered), 0.3
	s := small()
	s.Prune.TargetError, s.Prune.Prunings = &target, sim.Exactly(4)
	var found []*sim.TargetFacts
	for _, runs := range []int{12, 0} {
		s.Compare.Runs = runs
		r, err := sim.Run(t.Context(), s, net, sim.Options{})
		if err != nil {
			t.Fatal(err)
		}
		swept, err := sim.Sweep(t.Context(), s, net, []float64{0.5}, sim.Options{})
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, r.Target, swept.Target)
	}
	for k, f := range found {
		if !reflect.DeepEqual(f, found[0]) {
			t.Errorf("search %d found %+v, not %+v", k, f, found[0])
		}
	}
	s.Covariance.Exact = sim.No
	var refused *sim.SpecError
	if _, err := sim.Sweep(t.Context(), s, net, []float64{0.5}, sim.Options{}); !errors.As(err, &refused) || refused.Field != "compare.runs" {
		t.Errorf("a sweep without exact errors or trajectories: %v", err)
	}
}

func TestTargetInWords(t *testing.T) {
	low, high := 0.0923, 0.108
	for _, c := range []struct {
		facts sim.TargetFacts
		want  string
	}{
		{sim.TargetFacts{Error: 0.1, Keep: 0.3139, Low: &low, High: &high}, "stationary error below 10% down to 31% of the edges (9.2–11%)"},
		{sim.TargetFacts{Error: 0.1, Keep: 0.3139, Low: &low, High: &high, Statistic: sim.Median},
			"stationary error below 10% down to 31% of the edges (median 9.2–11%)"},
		{sim.TargetFacts{Error: 0.1, Keep: 0.3139, High: &high, Statistic: sim.Median},
			"stationary error below 10% down to 31% of the edges (median ≤ 11%)"},
		{sim.TargetFacts{Error: 0.1, Keep: 0.3139, Low: &low, Statistic: sim.Median},
			"stationary error below 10% down to 31% of the edges (median ≥ 9.2%)"},
		{sim.TargetFacts{Error: 0.0125, Keep: 0.0997}, "stationary error below 1.25% down to 10% of the edges"},
		{sim.TargetFacts{Error: 0.2, Keep: 0.01, AtSmallest: true}, "stationary error below 20% even at 1.0% of the edges, the least tried"},
	} {
		c.facts.Measure = sim.StationaryMeasure
		if got := c.facts.String(); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
		if width := utf8.RuneCountInString("Target: " + c.want); width > 80 {
			t.Errorf("%q has %d columns in the summary", c.want, width)
		}
	}
}
