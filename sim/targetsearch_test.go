package sim

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"noiseprune/internal/rounding"
)

// searched runs a search on a made-up error of each pruning.
func searched(t *testing.T, target float64, budgets budgetRange, errorsAt func(keep float64) evaluation) (*targetSearch, error) {
	t.Helper()
	s := &targetSearch{target: target, measure: StationaryMeasure, evaluate: func(keep float64) (evaluation, error) {
		e := errorsAt(keep)
		e.keep = keep
		return e, nil
	}}
	err := s.search(budgets)
	return s, err
}

// TestSearchFindsTheCrossing: errors that are known functions of the budget, each with the budget at which it is the
// target. What is found lies at most 2%, and the rounding to four digits, above it.
func TestSearchFindsTheCrossing(t *testing.T) {
	for _, c := range []struct {
		why      string
		error    func(keep float64) float64
		crossing float64
		most     int // evaluations
	}{
		{"as the variance of a kept weight", func(p float64) float64 { return 0.1 * math.Sqrt((1-p)/p) }, 0.5, 6},
		{"the same at a small budget", func(p float64) float64 { return 0.0125 * math.Sqrt((1-p)/p) }, 0.015385, 9},
		{"a power", func(p float64) float64 { return 0.0008 / (p * p * p) }, 0.2, 6},
		{"nearly a step", func(p float64) float64 { return 0.1 * math.Pow(0.7/p, 200) }, 0.7, 14},
		{"a step", func(p float64) float64 {
			if p < 0.123 {
				return 1
			}
			return 0.001
		}, 0.123, 14},
		{"zero from some budget on", func(p float64) float64 { return max(0, 0.6-p) }, 0.5, 14},
		{"infinite below some budget", func(p float64) float64 {
			if p < 0.3 {
				return math.Inf(1)
			}
			return 0.01 / p
		}, 0.3, 14},
	} {
		s, err := searched(t, 0.1, budgetRange{0.01, 0.99}, func(keep float64) evaluation { return evaluation{errors: []float64{c.error(keep)}} })
		if err != nil {
			t.Fatalf("%s: %v", c.why, err)
		}
		if found := s.met.keep; found < c.crossing*0.9995 || found > c.crossing*1.0205 {
			t.Errorf("%s: found %v, the crossing is %v", c.why, found, c.crossing)
		}
		if len(s.tried) > c.most {
			t.Errorf("%s: %d evaluations, at most %d expected", c.why, len(s.tried), c.most)
		}
	}
}

// TestSearchTakesNothingForGranted: whatever the error, the budget found and all larger ones tried are below the target,
// and the next smaller one tried is at most 2% smaller and is not.
func TestSearchTakesNothingForGranted(t *testing.T) {
	for seed := range 300 {
		wild := func(keep float64) float64 {
			return 0.1 * (0.05 + 0.3*(1-keep)/math.Sqrt(keep)) * (1 + 0.9*math.Sin(float64(seed)+40*math.Log(keep)))
		}
		s, err := searched(t, 0.02, budgetRange{0.01, 0.99}, func(keep float64) evaluation { return evaluation{errors: []float64{wild(keep)}} })
		if err != nil {
			t.Fatal(err)
		}
		if len(s.tried) > 14 {
			t.Errorf("seed %d: %d evaluations", seed, len(s.tried))
		}
		at := slices.IndexFunc(s.tried, func(e evaluation) bool { return e.keep == s.met.keep })
		for k, e := range s.tried[:at+1] {
			if !s.meets(e) || k > 0 && e.keep >= s.tried[k-1].keep {
				t.Errorf("seed %d: of %v the %d-th misses the target, or is out of order", seed, s.tried, k)
			}
		}
		if next := s.tried[at+1]; s.meets(next) || s.met.keep > targetWidth*next.keep {
			t.Errorf("seed %d: found %v after %v", seed, s.met, next)
		}
	}
}

// TestSearchAtItsEnds: the smallest budget is enough, or the largest is not, with what is reachable.
func TestSearchAtItsEnds(t *testing.T) {
	constant := func(e evaluation) func(float64) evaluation { return func(float64) evaluation { return e } }
	s, err := searched(t, 0.1, budgetRange{0.03, 0.99}, constant(evaluation{errors: []float64{0.05, 0.06}}))
	if err != nil {
		t.Fatal(err)
	}
	if f := s.facts(budgetRange{0.03, 0.99}); f.Keep != 0.03 || !f.AtSmallest || f.Low != nil || len(f.Evaluations) != 5 {
		t.Errorf("found %+v", f)
	}
	for _, c := range []struct {
		why  string
		at   evaluation
		want string
	}{
		{"too large an error", evaluation{errors: []float64{0.2, 0.4}},
			"is 0.1, but noise-prune's stationary error at keep = 0.99, the largest budget tried, is 0.3; give at least 0.303"},
		{"small errors of an unstable network", evaluation{errors: []float64{0.01}, broken: "unstable"}, "is unstable; take prune.keep"},
		{"divergence", evaluation{broken: "diverged"}, "diverged; take prune.keep"},
	} {
		var refused *SpecError
		if _, err := searched(t, 0.1, budgetRange{0.01, 0.99}, constant(c.at)); !errors.As(err, &refused) ||
			refused.Field != "prune.target_error" || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.why, err, c.want)
		}
	}
}

// TestEachPruningHasItsCrossing: errors c√((1−p)/p) cross the target τ at p = c²/(c² + τ²) exactly, to nine digits, between
// whichever budgets; one that never crosses is censored.
func TestEachPruningHasItsCrossing(t *testing.T) {
	factors := []float64{0.04, 0.05, 0.055, 0.06, 0.08}
	at := func(keep float64) evaluation {
		var e evaluation
		for _, c := range factors {
			e.errors = append(e.errors, c*math.Sqrt((1-keep)/keep))
		}
		return e
	}
	s, err := searched(t, 0.1, budgetRange{0.01, 0.99}, at)
	if err != nil {
		t.Fatal(err)
	}
	found := s.crossing()
	for k, got := range found.Shares {
		c := factors[k]
		if want := rounding.Digits(c*c/(c*c+0.01), 9); math.Abs(got-want) > 1e-12 {
			t.Errorf("pruning %d crosses at %v, want %v", k, got, want)
		}
	}
	facts := s.facts(budgetRange{0.01, 0.99})
	if facts.Statistic != Mean || *facts.Crossing != *digits(found.Spread.Mean) || *facts.Low != *digits(found.Spread.Low) {
		t.Errorf("%+v of %+v", facts, found.Spread)
	}
	ends := targetSearch{target: 0.1, met: evaluation{errors: make([]float64, 2)}, tried: []evaluation{
		{keep: 0.99, errors: []float64{0.2, 0.01}}, {keep: 0.3, errors: []float64{0.1, 0.02}}, {keep: 0.1, errors: []float64{0.01, 0.03}},
	}}
	if got := ends.crossing(); got.Shares[0] != 0.99 || got.Shares[1] != 0.1 || got.Below != 1 || got.Above != 1 {
		t.Errorf("crossings %+v of prunings that do not cross", got)
	}
	broken := targetSearch{target: 0.1, met: evaluation{errors: make([]float64, 1)}, tried: []evaluation{
		{keep: 0.5, errors: []float64{0.01}}, {keep: 0.4, errors: []float64{0.02}, broken: "unstable"}, {keep: 0.2},
	}}
	if got := broken.crossing(); got.Shares[0] != 0.5 || got.Median != nil {
		t.Errorf("crossing %+v of a pruning that is broken below 0.5", got)
	}
}

// TestACensoredTargetHasAMedian: of a search in which two of seven prunings stay below the target at every budget, which is told from
// a mean, the interval has no lower end.
func TestACensoredTargetHasAMedian(t *testing.T) {
	factors := []float64{0.0001, 0.0001, 0.05, 0.055, 0.06, 0.07, 0.08}
	s, err := searched(t, 0.1, budgetRange{0.01, 0.99}, func(keep float64) (e evaluation) {
		for _, c := range factors {
			e.errors = append(e.errors, c*math.Sqrt((1-keep)/keep))
		}
		return e
	})
	if err != nil {
		t.Fatal(err)
	}
	f := s.facts(budgetRange{0.01, 0.99})
	want := rounding.Digits(0.055*0.055/(0.055*0.055+0.01), 9)
	if f.Statistic != Median || f.Low != nil || math.Abs(*f.Crossing-want) > 1e-12 ||
		!strings.HasSuffix(f.String(), "of the edges (median ≤ 39%)") {
		t.Errorf("%v, %+v", f, f)
	}
}

func TestBudgetRange(t *testing.T) {
	for _, c := range []struct {
		why              string
		edges, protected int
		least            float64 // 0 where there is none
	}{
		{"a hundredth", 1000, 0, 0.01},
		{"at least an edge", 10, 0, 0.1},
		{"one edge more than the protected", 100, 49, 0.5},
		{"all protected", 100, 100, 0},
		{"all but one", 100, 99, 0},
		{"a single edge", 1, 0, 0},
	} {
		b, err := newBudgetRange(c.edges, c.protected)
		if (err != nil) != (c.least == 0) || err == nil && (b.least != c.least || b.largest != 0.99) {
			t.Errorf("%s: %v, error %v", c.why, b, err)
		}
		if err != nil {
			continue
		}
		for k := 1; k <= targetDescents; k++ {
			if b.descent(k) >= b.descent(k-1) {
				t.Errorf("%s: descents %v, %v", c.why, b.descent(k-1), b.descent(k))
			}
		}
	}
}
