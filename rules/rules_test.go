package rules_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"noiseprune/covariance"
	"noiseprune/network"
	"noiseprune/noise"
	"noiseprune/rules"
)

func key(seed uint64) noise.Key { return noise.Key{Seed: seed, Purpose: noise.Prune} }

func plain() rules.Sampling { return rules.Sampling{MaxFactor: math.Inf(1)} }

// net makes a diagonally dominant network of random weights of both signs.
func random(t testing.TB, n int, density, slack float64, symmetric bool) *network.Network {
	t.Helper()
	draw := noise.Key{Seed: 7, Purpose: noise.Generate}
	var entries []network.Entry
	for i := range n {
		for j := range n {
			if i == j || (symmetric && j > i) || draw.Uniform(uint64(i), uint64(j), 0) > density {
				continue
			}
			w := 2*draw.Uniform(uint64(i), uint64(j), 1) - 0.5
			entries = append(entries, network.Entry{Target: i, Source: j, Weight: w})
			if symmetric {
				entries = append(entries, network.Entry{Target: j, Source: i, Weight: w})
			}
		}
	}
	w, err := network.NewCSR(n, entries)
	if err != nil {
		t.Fatal(err)
	}
	made, err := network.New(network.Parts{Weights: w, Leak: network.DominantLeak(w, slack)})
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// exact returns what the synapses know, from the exact covariance.
func exact(t testing.TB, net *network.Network, sigma float64) rules.Locals {
	t.Helper()
	c, err := covariance.Stationary(net, sigma)
	if err != nil {
		t.Fatal(err)
	}
	l := covariance.LocalFrom(net, c.Covariance)
	return rules.Locals{Variance: l.Variance, Covariance: l.Covariance}
}

func plan(t testing.TB, net *network.Network, l rules.Locals, q rules.Request) *rules.Plan {
	t.Helper()
	p, err := rules.NewPlan(net, l, q)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestScoresSumToTheNumberOfNeurons is the trace identity below (10): with σ² = 2 and no
// slack, Σ over edges of w·d = tr(B⁻¹B) = N. A slack of 10⁻⁶ leaves Σ slack·C_ii out.
func TestScoresSumToTheNumberOfNeurons(t *testing.T) {
	const n, slack = 40, 1e-6
	net := random(t, n, 0.3, slack, true)
	l := exact(t, net, math.Sqrt2)
	sum := 0.0
	for i := range n {
		sources, weights := net.Weights().Row(i)
		for k, j := range sources {
			if int(j) < i {
				sum += rules.NoisePrune(weights[k], l.Variance[i], l.Variance[j], l.Covariance[net.Weights().RowStart(i)+k])
			}
		}
		sum += slack * l.Variance[i]
	}
	if math.Abs(sum-n) > 1e-8*n {
		t.Errorf("the scores sum to %v, want %d", sum, n)
	}
}

func TestRulesAreTheirFormulas(t *testing.T) {
	for _, c := range []struct {
		name           string
		rule           rules.Rule
		w, vi, vj, cij float64
		want           float64
	}{
		{"excitatory: correlation makes redundant", rules.NoisePrune, 2, 1, 3, 0.5, 2 * (1 + 3 - 1)},
		{"inhibitory: anticorrelation makes redundant", rules.NoisePrune, -2, 1, 3, 0.5, 2 * (1 + 3 + 1)},
		{"a variance that rounding made negative is 0", rules.NoisePrune, 1, 1, 1, 1 + 1e-16, 0},
		{"weight only", rules.WeightOnly, -3, 1, 2, 3, 3},
		{"uniform", rules.Uniform, -3, 1, 2, 3, 1},
	} {
		if got := c.rule(c.w, c.vi, c.vj, c.cij); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

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

// TestPruningIsRightOnAverage: E[A_sparse] = A for both diagonals. Over D draws the mean
// of an entry w/p·Bernoulli(p) has standard error |w|√((1−p)/(p D)); 4 of them are
// allowed, 6·10⁻⁵ of the 2,000 entries expected beyond, so at most 2 may be.
func TestPruningIsRightOnAverage(t *testing.T) {
	const n, draws = 45, 4000
	for _, symmetric := range []bool{true, false} {
		for _, diagonal := range []rules.Diagonal{rules.Matched, rules.Original} {
			net := random(t, n, 0.5, 0.1, symmetric)
			p := plan(t, net, exact(t, net, 1), rules.Request{Rule: rules.NoisePrune, Budget: rules.Budget{Kind: rules.Keep, Value: 0.4}})
			sum := make([]float64, n*n)
			for draw := range uint64(draws) {
				s := plain()
				s.Diagonal = diagonal
				pruned, err := p.Sample(key(3), draw, s)
				if err != nil {
					t.Fatal(err)
				}
				if pruned.Symmetric() != symmetric {
					t.Fatal("pruning changed the symmetry")
				}
				for k, v := range pruned.Dense().RawMatrix().Data {
					sum[k] += v / draws
				}
			}
			beyond := 0
			for i := range n {
				rowVariance := 0.0
				for j := range n {
					place, ok := net.Weights().Find(i, j)
					if !ok {
						continue
					}
					w, q := net.Weights().At(i, j), p.Probabilities[place]
					variance := w * w * (1 - q) / q / draws
					rowVariance += variance
					if math.Abs(sum[i*n+j]-w) > 4*math.Sqrt(variance)+1e-12 {
						beyond++
					}
				}
				se := 1e-9
				if diagonal == rules.Matched {
					se += math.Sqrt(rowVariance)
				}
				if math.Abs(sum[i*n+i]-net.Diagonal()[i]) > 4*se {
					beyond++
				}
			}
			if beyond > 2 {
				t.Errorf("symmetric %v, diagonal %v: %d entries of the mean beyond 4 standard errors", symmetric, diagonal, beyond)
			}
		}
	}
}

// TestMatchedDiagonalKeepsTheSlack: A_ii − Δ_i leaves −A_ii − Σ|A_ij| what it was.
func TestMatchedDiagonalKeepsTheSlack(t *testing.T) {
	net := random(t, 50, 0.4, 0.25, false)
	p := plan(t, net, exact(t, net, 1), rules.Request{Rule: rules.NoisePrune, Budget: rules.Budget{Kind: rules.Keep, Value: 0.3}})
	pruned, err := p.Sample(key(1), 0, plain())
	if err != nil {
		t.Fatal(err)
	}
	sums := pruned.RowSums()
	for i, d := range pruned.Diagonal() {
		if slack := -d - sums[i]; math.Abs(slack-0.25) > 1e-12*sums[i]+1e-13 {
			t.Errorf("neuron %d: slack %v, want 0.25", i, slack)
		}
	}
}

// TestDrawsAreKeyedByEdge: whether an edge is kept depends on its own probability and the
// two neurons, not on the rest of the network.
func TestDrawsAreKeyedByEdge(t *testing.T) {
	whole := random(t, 40, 0.5, 0.1, false)
	var half []network.Entry
	for k, e := range whole.Weights().Entries() {
		if k%2 == 0 {
			half = append(half, e)
		}
	}
	w, err := network.NewCSR(40, half)
	if err != nil {
		t.Fatal(err)
	}
	thinned, err := network.New(network.Parts{Weights: w, Leak: whole.Leak()})
	if err != nil {
		t.Fatal(err)
	}
	sample := func(net *network.Network) *network.Network {
		l := rules.Locals{Variance: make([]float64, 40), Covariance: make([]float64, net.Weights().Stored())}
		pruned, err := plan(t, net, l, rules.Request{Rule: rules.Uniform, Budget: rules.Budget{Kind: rules.K, Value: 0.5}}).Sample(key(9), 2, plain())
		if err != nil {
			t.Fatal(err)
		}
		return pruned
	}
	all, some := sample(whole), sample(thinned)
	for _, e := range half {
		if all.Weights().At(e.Target, e.Source) != some.Weights().At(e.Target, e.Source) {
			t.Fatalf("edge %d → %d was decided differently in a smaller network", e.Source, e.Target)
		}
	}
}

func TestReweighting(t *testing.T) {
	net := random(t, 40, 0.5, 0.1, true)
	p := plan(t, net, exact(t, net, 1), rules.Request{Rule: rules.NoisePrune, Budget: rules.Budget{Kind: rules.Keep, Value: 0.2}})
	for _, c := range []struct {
		name   string
		change func(*rules.Sampling)
		want   func(w, p float64) float64
	}{
		{"rescale", func(*rules.Sampling) {}, func(w, p float64) float64 { return w / p }},
		{"mask", func(s *rules.Sampling) { s.Reweight = rules.Mask }, func(w, _ float64) float64 { return w }},
		{"capped", func(s *rules.Sampling) { s.MaxFactor = 3 }, func(w, p float64) float64 { return w * min(3, 1/p) }},
	} {
		s := plain()
		c.change(&s)
		pruned, err := p.Sample(key(1), 0, s)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range pruned.Weights().Entries() {
			place, _ := net.Weights().Find(e.Target, e.Source)
			want := c.want(net.Weights().At(e.Target, e.Source), p.Probabilities[place])
			if math.Abs(e.Weight-want) > 1e-14*math.Abs(want) {
				t.Fatalf("%s: weight %v, want %v", c.name, e.Weight, want)
			}
		}
	}
}

func TestProtectedEdgesAreKept(t *testing.T) {
	for _, symmetric := range []bool{true, false} {
		net := random(t, 40, 0.5, 0.1, symmetric)
		var pairs []rules.Pair
		for i := range 10 {
			sources, _ := net.Weights().Row(i)
			pairs = append(pairs, rules.Pair{Target: i, Source: int(sources[0])})
		}
		p := plan(t, net, exact(t, net, 1), rules.Request{
			Rule: rules.NoisePrune, Budget: rules.Budget{Kind: rules.Keep, Value: 0.2}, Protected: pairs,
		})
		if want := 0.2 * float64(net.Edges()); math.Abs(p.Expected-want) > 0.5 {
			t.Errorf("%v edges expected, want %v", p.Expected, want)
		}
		for draw := range uint64(20) {
			pruned, err := p.Sample(key(1), draw, plain())
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range pairs {
				if pruned.Weights().At(e.Target, e.Source) != net.Weights().At(e.Target, e.Source) {
					t.Fatalf("protected edge %v changed", e)
				}
			}
		}
	}
}

func TestBudgetsThatCannotBeMet(t *testing.T) {
	net := random(t, 20, 0.4, 0.1, true)
	l := exact(t, net, 1)
	zero := func(_, _, _, _ float64) float64 { return 0 }
	sources, _ := net.Weights().Row(1)
	for _, c := range []struct {
		name string
		q    rules.Request
	}{
		{"no budget", rules.Request{Rule: rules.NoisePrune}},
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
			Rule: rules.NoisePrune, Budget: rules.Budget{Kind: rules.Edges, Value: 0.5}, Protected: []rules.Pair{{Target: 1, Source: int(sources[0])}},
		}},
	} {
		p, err := rules.NewPlan(net, l, c.q)
		if err == nil || p != nil || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: plan %v, error %v; want one line", c.name, p, err)
		}
	}
}

func ExampleNoisePrune() {
	// Two synapses of the same weight: between neurons that move together, and apart.
	fmt.Println(rules.NoisePrune(0.5, 1, 1, 0.9))
	fmt.Println(rules.NoisePrune(0.5, 1, 1, 0))
	// Output:
	// 0.09999999999999998
	// 1
}
