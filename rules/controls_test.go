package rules_test

import (
	"math"
	"slices"
	"testing"

	"noiseprune/network"
	"noiseprune/rules"
)

// planOf makes the plan of a kind that keeps that many edges of a random network.
func planOf(t *testing.T, net *network.Network, kind rules.Kind, edges float64, protected ...rules.Pair) *rules.Plan {
	t.Helper()
	plan, err := rules.NewPlan(net, exact(t, net, 1), rules.Request{
		Rule: kind.Rule(), Selection: kind.Selection(), Budget: rules.Budget{Kind: rules.Edges, Value: edges}, Protected: protected,
	})
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

// Magnitude keeps the strongest edges as they are, without a draw.
func TestMagnitudeKeepsTheStrongest(t *testing.T) {
	for _, symmetric := range []bool{true, false} {
		net := random(t, 30, 0.4, 0.2, symmetric)
		plan := planOf(t, net, rules.MagnitudeKind, 60)
		var strengths []float64
		for _, e := range net.Weights().Entries() {
			if e.Target > e.Source || !symmetric {
				strengths = append(strengths, math.Abs(e.Weight))
			}
		}
		slices.Sort(strengths)
		threshold := strengths[len(strengths)-60]
		first := sampled(t, plan, rules.MagnitudeKind, 0)
		if first.Edges() != 60 || plan.Expected != 60 || plan.K != 0 {
			t.Errorf("symmetric %v: %d edges of %v, K = %v", symmetric, first.Edges(), plan.Expected, plan.K)
		}
		for _, e := range first.Weights().Entries() {
			if math.Abs(e.Weight) < threshold || e.Weight != net.Weights().At(e.Target, e.Source) {
				t.Errorf("symmetric %v: %v is kept, the threshold is %v", symmetric, e, threshold)
			}
		}
		if second := sampled(t, plan, rules.MagnitudeKind, 1); !second.Weights().Equal(first.Weights()) {
			t.Errorf("symmetric %v: two draws differ", symmetric)
		}
	}
}

// sampled draws a network as the kind does.
func sampled(t *testing.T, plan *rules.Plan, kind rules.Kind, draw uint64) *network.Network {
	t.Helper()
	net, err := plan.Sample(key(3), draw, kind.Sampling(plain()))
	if err != nil {
		t.Fatal(err)
	}
	return net
}

// Among equal weights a draw decides, and as many are kept on average as are asked for. Over 400 draws of 10 edges with
// p = 0.3 the mean count has a standard error of √(10·0.3·0.7/400) = 0.072; four of them are allowed.
func TestMagnitudeDrawsAmongEquals(t *testing.T) {
	var entries []network.Entry
	for i := range 12 {
		weight := 1.0
		if i >= 10 {
			weight = 2
		}
		entries = append(entries, network.Entry{Target: i, Source: (i + 1) % 12, Weight: weight})
	}
	net := directed(t, 12, entries)
	plan := planOf(t, net, rules.MagnitudeKind, 5)
	var counts, strong float64
	for draw := range uint64(400) {
		for _, e := range sampled(t, plan, rules.MagnitudeKind, draw).Weights().Entries() {
			if e.Weight == 2 {
				strong++
			} else {
				counts++
			}
		}
	}
	if strong != 800 || math.Abs(counts/400-3) > 4*0.072 {
		t.Errorf("%v strong ones in 400 draws, %v others in each", strong, counts/400)
	}
	// A protected weak edge is one of the five, so that two of the nine equals are left.
	protected := planOf(t, net, rules.MagnitudeKind, 5, rules.Pair{Target: 0, Source: 1})
	if p := protected.Probabilities; p[0] != 1 || math.Abs(p[1]-2.0/9) > 1e-15 || protected.Protected != 1 || protected.Clipped != 2 {
		t.Errorf("%v, %d protected, %d certain", p, protected.Protected, protected.Clipped)
	}
}

func directed(t *testing.T, n int, entries []network.Entry) *network.Network {
	t.Helper()
	w, err := network.NewCSR(n, entries)
	if err != nil {
		t.Fatal(err)
	}
	net, err := network.New(network.Parts{Weights: w, Leak: network.DominantLeak(w, 0.5)})
	if err != nil {
		t.Fatal(err)
	}
	return net
}

// K and ε fix no number of edges, by which alone the largest scores can be selected.
func TestMagnitudeNeedsANumber(t *testing.T) {
	net := random(t, 10, 0.5, 0.2, false)
	for _, kind := range []rules.BudgetKind{rules.K, rules.Epsilon} {
		_, err := rules.NewPlan(net, exact(t, net, 1), rules.Request{
			Rule: rules.WeightOnly, Selection: rules.Largest, Budget: rules.Budget{Kind: kind, Value: 0.5, Sigma: 1},
		})
		if err == nil {
			t.Errorf("%v is taken", kind)
		}
	}
}

// Shuffled probabilities are noise-prune's on other edges: each edge is kept as often as the mean of all of them, the
// weights are divided by the permuted probability, and protected edges stay. Of 2,000 draws with mean p the
// share that keeps an edge has a standard error of at most √(p(1−p)/2000); 4.5 are allowed for the most extreme of 150.
func TestShuffled(t *testing.T) {
	net := random(t, 20, 0.4, 0.2, false)
	protected := rules.Pair{Target: net.Weights().Entries()[3].Target, Source: net.Weights().Entries()[3].Source}
	plan := planOf(t, net, rules.ShuffledKind, 60, protected)
	mean, count := 0.0, 0
	for k, p := range plan.Probabilities {
		if k != 3 {
			mean += p
			count++
		}
	}
	mean /= float64(count)
	const draws = 2000
	kept := map[[2]int]float64{}
	factors := map[float64]bool{}
	for draw := range uint64(draws) {
		for _, e := range sampled(t, plan, rules.ShuffledKind, draw).Weights().Entries() {
			kept[[2]int{e.Target, e.Source}]++
			factors[math.Round(1e9*net.Weights().At(e.Target, e.Source)/e.Weight)] = true
		}
	}
	own := map[float64]bool{}
	for _, p := range plan.Probabilities {
		own[math.Round(1e9*p)] = true
	}
	for f := range factors {
		if !own[f] {
			t.Fatalf("a weight is divided by %v, which is no probability of the plan", f/1e9)
		}
	}
	for k, e := range net.Weights().Entries() {
		share := kept[[2]int{e.Target, e.Source}] / draws
		if k == 3 && share != 1 {
			t.Errorf("the protected edge is kept in %v of the draws", share)
		}
		if k != 3 && math.Abs(share-mean) > 4.5*math.Sqrt(mean*(1-mean)/draws) {
			t.Errorf("edge %d of p = %v is kept in %v of the draws, where the mean is %v", k, plan.Probabilities[k], share, mean)
		}
	}
}

// With inputs restored, the sum of |w| onto each neuron that keeps an input is the original's, and matched leaks stay.
func TestRestoredInputs(t *testing.T) {
	for _, kind := range []rules.Kind{rules.MagnitudeMatchedKind, rules.UniformMatchedKind} {
		net := random(t, 30, 0.4, 0.2, false)
		pruned := sampled(t, planOf(t, net, kind, 60), kind, 0)
		before, after := net.Weights().RowSums(), pruned.Weights().RowSums()
		lost := 0
		for i := range before {
			switch {
			case after[i] == 0:
				lost++
			case math.Abs(after[i]/before[i]-1) > 1e-14:
				t.Errorf("%v: neuron %d receives %v, before %v", kind, i, after[i], before[i])
			case math.Abs(pruned.Leak()[i]/net.Leak()[i]-1) > 1e-14:
				t.Errorf("%v: neuron %d leaks %v, before %v", kind, i, pruned.Leak()[i], net.Leak()[i])
			}
		}
		if lost == 0 || lost > 10 {
			t.Errorf("%v: %d neurons have lost all inputs; the test wants some", kind, lost)
		}
	}
}

// Every control says what it rules out, and only noise-prune does not.
func TestControlsSayWhatTheyRuleOut(t *testing.T) {
	if rules.NoiseKind.RulesOut() != "" || len(rules.Controls()) != 6 {
		t.Error(rules.NoiseKind.RulesOut(), rules.Controls())
	}
	for _, k := range rules.Controls() {
		if k.RulesOut() == "" || k.Does() == "" {
			t.Errorf("%v does %q and rules %q out", k, k.Does(), k.RulesOut())
		}
	}
}
