package rules_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"noiseprune/network"
	"noiseprune/rules"
)

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
	sums := pruned.Weights().RowSums()
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
		l := network.LocalCovariance{Variance: make([]float64, 40), Covariance: make([]float64, net.Weights().Stored())}
		half := rules.Request{Rule: rules.Uniform, Budget: rules.Budget{Kind: rules.K, Value: 0.5}}
		pruned, err := plan(t, net, l, half).Sample(key(9), 2, plain())
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

// TestWhatTravels: labels, input, activation and self-connections are the original's; the
// leak is too, or takes up the change of the row sums.
func TestWhatTravels(t *testing.T) {
	w, err := network.NewCSR(3, []network.Entry{
		{Target: 0, Source: 0, Weight: 0.7}, {Target: 0, Source: 1, Weight: 2}, {Target: 1, Source: 0, Weight: -1},
		{Target: 1, Source: 2, Weight: 3}, {Target: 2, Source: 1, Weight: 4}, {Target: 2, Source: 2, Weight: -0.3},
	})
	if err != nil {
		t.Fatal(err)
	}
	net, err := network.New(network.Parts{
		Weights: w, Leak: []float64{10, 20, 30}, Input: []float64{1, 2, 3},
		Activation: network.Rectified, Labels: []string{"a", "b", "c"},
	})
	if err != nil {
		t.Fatal(err)
	}
	l := network.LocalCovariance{Variance: make([]float64, 3), Covariance: make([]float64, w.Stored())}
	p := plan(t, net, l, rules.Request{Rule: rules.Uniform, Budget: rules.Budget{Kind: rules.Keep, Value: 0.5}})
	for draw := range uint64(10) {
		for _, diagonal := range []rules.Diagonal{rules.Matched, rules.Original} {
			s := plain()
			s.Diagonal = diagonal
			pruned, err := p.Sample(key(5), draw, s)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(pruned.Labels(), net.Labels()) || !slices.Equal(pruned.Input(), net.Input()) ||
				pruned.Activation() != network.Rectified {
				t.Errorf("labels %v, input %v, activation %v", pruned.Labels(), pruned.Input(), pruned.Activation())
			}
			before, after := net.Weights().RowSums(), pruned.Weights().RowSums()
			for i, leak := range pruned.Leak() {
				want := net.Leak()[i]
				if diagonal == rules.Matched {
					want += after[i] - before[i]
				}
				if leak != want || pruned.Weights().At(i, i) != w.At(i, i) {
					t.Errorf("neuron %d: leak %v, want %v; self-connection %v", i, leak, want, pruned.Weights().At(i, i))
				}
			}
		}
	}
}

// TestTheOrderOfTheEntriesDoesNotMatter: nor does the place that an edge has in a file.
func TestTheOrderOfTheEntriesDoesNotMatter(t *testing.T) {
	net := random(t, 30, 0.5, 0.1, true)
	entries := net.Weights().Entries()
	slices.Reverse(entries)
	w, err := network.NewCSR(30, entries)
	if err != nil {
		t.Fatal(err)
	}
	again, err := network.New(network.Parts{Weights: w, Leak: net.Leak()})
	if err != nil {
		t.Fatal(err)
	}
	l := exact(t, net, 1)
	q := rules.Request{Rule: rules.NoisePrune, Budget: rules.Budget{Kind: rules.Keep, Value: 0.3}}
	a, errA := plan(t, net, l, q).Sample(key(2), 1, plain())
	b, errB := plan(t, again, l, q).Sample(key(2), 1, plain())
	if errA != nil || errB != nil || !a.Weights().Equal(b.Weights()) {
		t.Errorf("the pruned networks differ (errors %v, %v)", errA, errB)
	}
}

// TestDrawsDiffer: another draw, or another seed, keeps other edges; the number of common
// ones among E edges of probability ½ is E/4 ± 4 √(3E/16).
func TestDrawsDiffer(t *testing.T) {
	net := random(t, 60, 0.6, 0.1, false)
	l := network.LocalCovariance{Variance: make([]float64, 60), Covariance: make([]float64, net.Weights().Stored())}
	p := plan(t, net, l, rules.Request{Rule: rules.Uniform, Budget: rules.Budget{Kind: rules.Keep, Value: 0.5}})
	sample := func(seed, draw uint64) *network.Network {
		pruned, err := p.Sample(key(seed), draw, plain())
		if err != nil {
			t.Fatal(err)
		}
		return pruned
	}
	first := sample(1, 0)
	if !first.Weights().Equal(sample(1, 0).Weights()) {
		t.Error("the same draw gave another network")
	}
	for _, other := range []*network.Network{sample(1, 1), sample(2, 0)} {
		common := 0
		for _, e := range first.Weights().Entries() {
			if _, ok := other.Weights().Find(e.Target, e.Source); ok {
				common++
			}
		}
		e := float64(p.Edges)
		if math.Abs(float64(common)-e/4) > 4*math.Sqrt(3*e/16) {
			t.Errorf("%d edges in common, want about %v", common, e/4)
		}
	}
}

func TestMisuseOfSamplingPanics(t *testing.T) {
	net := random(t, 10, 0.5, 0.1, true)
	l := exact(t, net, 1)
	q := rules.Request{Rule: rules.NoisePrune, Budget: rules.Budget{Kind: rules.Keep, Value: 0.5}}
	p := plan(t, net, l, q)
	for _, c := range []struct {
		name string
		call func()
	}{
		{"no cap said", func() { _, _ = p.Sample(key(1), 0, rules.Sampling{}) }},
		{"cap below 1", func() { _, _ = p.Sample(key(1), 0, rules.Sampling{MaxFactor: 0.5}) }},
		{"cap that is no number", func() { _, _ = p.Sample(key(1), 0, rules.Sampling{MaxFactor: math.NaN()}) }},
		{"unknown diagonal", func() { _, _ = p.Sample(key(1), 0, rules.Sampling{MaxFactor: 1, Diagonal: 9}) }},
		{"unknown reweighting", func() { _, _ = p.Sample(key(1), 0, rules.Sampling{MaxFactor: 1, Reweight: 9}) }},
		{"variances of another network", func() {
			_, _ = rules.NewPlan(net, network.LocalCovariance{Variance: l.Variance[1:], Covariance: l.Covariance}, q)
		}},
		{"unknown normalization", func() { q.Normalization = 9; _, _ = rules.NewPlan(net, l, q) }},
	} {
		func() {
			defer func() {
				if message, ok := recover().(string); !ok || !strings.HasPrefix(message, "rules: ") {
					t.Errorf("%s: no panic of rules", c.name)
				}
			}()
			c.call()
		}()
	}
}
