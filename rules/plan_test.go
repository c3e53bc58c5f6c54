package rules_test

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"noiseprune/network"
	"noiseprune/rules"
)

func TestPlansMeetTheirBudget(t *testing.T) {
	for _, symmetric := range []bool{true, false} {
		net := random(t, 60, 0.3, 0.1, symmetric)
		l := exact(t, net, 1)
		edges := float64(net.Edges())
		possible := 60.0 * 59
		if symmetric {
			possible /= 2
		}
		for _, rule := range []rules.Rule{rules.NoisePrune, rules.WeightOnly, rules.Uniform} {
			for _, c := range []struct {
				budget rules.Budget
				want   float64
			}{
				{rules.Budget{Kind: rules.Keep, Value: 0.05}, 0.05 * edges},
				{rules.Budget{Kind: rules.Keep, Value: 0.9}, 0.9 * edges},
				{rules.Budget{Kind: rules.Keep, Value: 1}, edges},
				{rules.Budget{Kind: rules.Density, Value: 0.1}, 0.1 * possible},
				{rules.Budget{Kind: rules.Edges, Value: 77.3}, 77.3},
			} {
				p := plan(t, net, l, rules.Request{Rule: rule, Budget: c.budget})
				if math.Abs(p.Expected-c.want) > 0.5 {
					t.Errorf("%v: %v edges expected, want %v", c.budget, p.Expected, c.want)
				}
				clipped := 0
				for _, probability := range p.Probabilities {
					if !(probability >= 0 && probability <= 1) {
						t.Fatalf("%v: probability %v", c.budget, probability)
					}
					if probability == 1 {
						clipped++
					}
				}
				if symmetric {
					clipped /= 2
				}
				if clipped != p.Clipped {
					t.Errorf("%v: %d edges of probability 1, %d counted", c.budget, clipped, p.Clipped)
				}
			}
		}
	}
}

func TestEpsilonAndKAreTheFormulas(t *testing.T) {
	net := random(t, 30, 0.4, 0.1, true)
	l := exact(t, net, 0.5)
	byEpsilon := plan(t, net, l, rules.Request{Rule: rules.NoisePrune, Budget: rules.Budget{Kind: rules.Epsilon, Value: 3, Sigma: 0.5}})
	want := 2 * 4 * math.Log(30) / 9 / 0.25
	if math.Abs(byEpsilon.K-want) > 1e-12*want {
		t.Errorf("K = %v for ε = 3, want %v", byEpsilon.K, want)
	}
	byK := plan(t, net, l, rules.Request{Rule: rules.NoisePrune, Budget: rules.Budget{Kind: rules.K, Value: want}})
	if math.Abs(byK.Expected-byEpsilon.Expected) > 1e-9 {
		t.Errorf("%v edges for K, %v for the ε that means it", byK.Expected, byEpsilon.Expected)
	}
}

func TestScaleThenClipKeepsFewer(t *testing.T) {
	net := random(t, 60, 0.3, 0.1, true)
	l := exact(t, net, 1)
	budget := rules.Budget{Kind: rules.Keep, Value: 0.8}
	exactly := plan(t, net, l, rules.Request{Rule: rules.NoisePrune, Budget: budget})
	authors := plan(t, net, l, rules.Request{Rule: rules.NoisePrune, Budget: budget, Normalization: rules.ScaleThenClip})
	if authors.Clipped == 0 || authors.Expected >= exactly.Expected-1 {
		t.Errorf("scale-then-clip expects %v edges with %d clipped, the exact solution %v", authors.Expected, authors.Clipped, exactly.Expected)
	}
	sum := 0.0
	for i := range net.Neurons() {
		sources, weights := net.Weights().Row(i)
		for k, j := range sources {
			if int(j) < i {
				sum += authors.K * rules.NoisePrune(weights[k], l.Variance[i], l.Variance[j], l.Covariance[net.Weights().RowStart(i)+k])
			}
		}
	}
	if want := 0.8 * float64(net.Edges()); math.Abs(sum-want) > 1e-9*want {
		t.Errorf("the scores were scaled to %v, want %v", sum, want)
	}
}

func TestBudgetsThatCannotBeMet(t *testing.T) {
	net := random(t, 20, 0.4, 0.1, true)
	l := exact(t, net, 1)
	always := func(s float64) rules.Rule { return func(_, _, _, _ float64) float64 { return s } }
	zero, tiny, huge, minus, nan := always(0), always(5e-324), always(math.MaxFloat64), always(-1), always(math.NaN())
	sources, _ := net.Weights().Row(1)
	for _, c := range []struct {
		name string
		q    rules.Request
	}{
		{"no budget", rules.Request{Rule: rules.NoisePrune}},
		{"a value of no kind", rules.Request{Rule: rules.NoisePrune, Budget: rules.Budget{Value: 0.5}}},
		{"a kind that does not exist", rules.Request{Rule: rules.NoisePrune, Budget: rules.Budget{Kind: 77, Value: 0.5}}},
		{"ε so small that K overflows", rules.Request{Rule: rules.NoisePrune, Budget: rules.Budget{Kind: rules.Epsilon, Value: 1e-160, Sigma: 1}}},
		{"scores so small that K overflows", rules.Request{Rule: tiny, Budget: rules.Budget{Kind: rules.Keep, Value: 0.5}}},
		{"scores so large that their sum overflows", rules.Request{Rule: huge, Budget: rules.Budget{Kind: rules.Keep, Value: 0.5}}},
		{"the same, scaled", rules.Request{Rule: huge, Budget: rules.Budget{Kind: rules.Keep, Value: 0.5}, Normalization: rules.ScaleThenClip}},
		{"negative score", rules.Request{Rule: minus, Budget: rules.Budget{Kind: rules.K, Value: 0.5}}},
		{"score that is no number", rules.Request{Rule: nan, Budget: rules.Budget{Kind: rules.K, Value: 0.5}}},
		{"no edge can be kept, scaled", rules.Request{Rule: zero, Budget: rules.Budget{Kind: rules.Keep, Value: 0.5}, Normalization: rules.ScaleThenClip}},
		{"protected outside", rules.Request{
			Rule: rules.NoisePrune, Budget: rules.Budget{Kind: rules.Keep, Value: 0.5}, Protected: []rules.Pair{{Target: 3, Source: 20}},
		}},
		{"keep above 1", rules.Request{Rule: rules.NoisePrune, Budget: rules.Budget{Kind: rules.Keep, Value: 1.5}}},
		{"keep nothing", rules.Request{Rule: rules.NoisePrune, Budget: rules.Budget{Kind: rules.Keep, Value: 0}}},
		{"not a number", rules.Request{Rule: rules.NoisePrune, Budget: rules.Budget{Kind: rules.K, Value: math.NaN()}}},
		{"more edges than there are", rules.Request{Rule: rules.NoisePrune, Budget: rules.Budget{Kind: rules.Edges, Value: 1e6}}},
		{"denser than the original", rules.Request{Rule: rules.NoisePrune, Budget: rules.Budget{Kind: rules.Density, Value: 0.99}}},
		{"ε without noise", rules.Request{Rule: rules.NoisePrune, Budget: rules.Budget{Kind: rules.Epsilon, Value: 0.1}}},
		{"no edge can be kept", rules.Request{Rule: zero, Budget: rules.Budget{Kind: rules.Keep, Value: 0.5}}},
		{"protected where none is", rules.Request{
			Rule: rules.NoisePrune, Budget: rules.Budget{Kind: rules.Keep, Value: 0.5}, Protected: []rules.Pair{{Target: 3, Source: 3}},
		}},
		{"more protected than kept", rules.Request{
			Rule: rules.NoisePrune, Budget: rules.Budget{Kind: rules.Edges, Value: 0.5},
			Protected: []rules.Pair{{Target: 1, Source: int(sources[0])}},
		}},
	} {
		p, err := rules.NewPlan(net, l, c.q)
		if err == nil || p != nil || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: plan %v, error %v; want one line", c.name, p, err)
		}
	}
}

// anyPlan draws scores over many orders of magnitude, with ties and zeros, and the plan
// of a number of edges that they can meet.
func anyPlan(t *rapid.T, normalization rules.Normalization) (p *rules.Plan, scores []float64, wanted float64) {
	symmetric := rapid.Bool().Draw(t, "symmetric")
	n := rapid.IntRange(2, 9).Draw(t, "neurons")
	const leastNormal = 0x1p-1022 // below it 1/score overflows, and no K is finite
	score := rapid.OneOf(
		rapid.Just(0.0), rapid.Just(0.1), rapid.Float64Range(leastNormal, 1),
		rapid.Map(rapid.Float64Range(-100, 100), func(e float64) float64 { return math.Pow(10, e) }),
	)
	entries := make([]network.Entry, 0, n*n)
	for i := range n {
		for j := range n {
			entries = append(entries, network.Entry{Target: i, Source: j, Weight: float64(1 + min(i, j))})
			if !symmetric && i > j {
				entries[len(entries)-1].Weight = -1
			}
		}
	}
	w, err := network.NewCSR(n, entries)
	if err != nil {
		t.Fatal(err)
	}
	net, err := network.New(network.Parts{Weights: w, Leak: make([]float64, n)})
	if err != nil {
		t.Fatal(err)
	}
	scores = make([]float64, len(entries))
	positive := 0
	for i := range n {
		for j := range n {
			if i == j || (symmetric && j > i) {
				continue
			}
			s := score.Draw(t, "score")
			scores[i*n+j] = s
			if symmetric {
				scores[j*n+i] = s
			}
			if s > 0 {
				positive++
			}
		}
	}
	if positive == 0 {
		t.Skip("nothing to keep")
	}
	wanted = float64(positive) * rapid.Float64Range(0.001, 1).Draw(t, "fraction")
	p, err = rules.NewPlan(net, network.LocalCovariance{Variance: make([]float64, n), Covariance: scores}, rules.Request{
		Rule:          func(_, _, _, score float64) float64 { return score },
		Budget:        rules.Budget{Kind: rules.Edges, Value: wanted},
		Normalization: normalization,
	})
	if err != nil {
		t.Fatal(err)
	}
	return p, scores, wanted
}

// TestAnyScoresMeetTheirBudget: the sum of probabilities is the budget to rounding, not
// only to the half edge that is promised, and each is min(1, K·score).
func TestAnyScoresMeetTheirBudget(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, scores, wanted := anyPlan(t, rules.Exact)
		if math.Abs(p.Expected-wanted) > 1e-9 {
			t.Fatalf("%v edges expected, want %v", p.Expected, wanted)
		}
		n := int(math.Sqrt(float64(len(scores))))
		for k, probability := range p.Probabilities {
			if want := min(1, p.K*scores[k]); k%(n+1) != 0 && probability != want {
				t.Fatalf("probability %v of score %v at K = %v, want %v", probability, scores[k], p.K, want)
			}
		}
	})
}

func TestScaleThenClipNeverKeepsMore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, _, wanted := anyPlan(t, rules.ScaleThenClip)
		if p.Expected > wanted*(1+1e-12) {
			t.Fatalf("%v edges expected, at most %v wanted", p.Expected, wanted)
		}
		if p.Clipped == 0 && p.Expected < wanted*(1-1e-12) {
			t.Fatalf("%v edges expected though none is clipped, want %v", p.Expected, wanted)
		}
	})
}

// TestKeepingAllChangesNothing, even where rounding is against it: (1/49)·49 < 1.
func TestKeepingAllChangesNothing(t *testing.T) {
	fortyNine := func(_, _, _, _ float64) float64 { return 49 }
	for _, symmetric := range []bool{true, false} {
		net := random(t, 40, 0.4, 0.1, symmetric)
		l := exact(t, net, 1)
		for _, rule := range []rules.Rule{rules.NoisePrune, rules.WeightOnly, rules.Uniform, fortyNine} {
			p := plan(t, net, l, rules.Request{Rule: rule, Budget: rules.Budget{Kind: rules.Keep, Value: 1}})
			if p.Clipped != p.Edges || p.Edges != net.Edges() {
				t.Errorf("%d of %d edges of %d have probability 1", p.Clipped, p.Edges, net.Edges())
			}
			pruned, err := p.Sample(key(1), 0, plain())
			if err != nil || !pruned.Weights().Equal(net.Weights()) {
				t.Errorf("symmetric %v: the weights changed (error %v)", symmetric, err)
			}
		}
	}
}

// TestAControlKeepsAsManyEdges: the expected number of noise-prune is a budget for the
// controls, whatever noise-prune's own budget was.
func TestAControlKeepsAsManyEdges(t *testing.T) {
	net := random(t, 40, 0.4, 0.1, true)
	l := exact(t, net, 1)
	for _, budget := range []rules.Budget{
		{Kind: rules.K, Value: 3}, {Kind: rules.Epsilon, Value: 2, Sigma: 1}, {Kind: rules.Keep, Value: 0.3}, {Kind: rules.K, Value: 1e9},
	} {
		noisy := plan(t, net, l, rules.Request{Rule: rules.NoisePrune, Budget: budget})
		for _, rule := range []rules.Rule{rules.WeightOnly, rules.Uniform} {
			control := plan(t, net, l, rules.Request{Rule: rule, Budget: rules.Budget{Kind: rules.Edges, Value: noisy.Expected}})
			if math.Abs(control.Expected-noisy.Expected) > 1e-9*noisy.Expected {
				t.Errorf("%v: the control expects %v edges, noise-prune %v", budget, control.Expected, noisy.Expected)
			}
		}
	}
}
