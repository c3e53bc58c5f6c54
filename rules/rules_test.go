package rules_test

import (
	"math"
	"testing"

	"noiseprune/covariance"
	"noiseprune/network"
	"noiseprune/noise"
	"noiseprune/rules"
)

func key(seed uint64) noise.Key { return noise.Key{Seed: seed, Purpose: noise.Prune} }

func plain() rules.Sampling { return rules.Sampling{MaxFactor: math.Inf(1)} }

// random makes a diagonally dominant network of random weights of both signs.
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
func exact(t testing.TB, net *network.Network, sigma float64) network.LocalCovariance {
	t.Helper()
	c, err := covariance.Stationary(net, sigma)
	if err != nil {
		t.Fatal(err)
	}
	return covariance.LocalFrom(net, c.Covariance)
}

func plan(t testing.TB, net *network.Network, l network.LocalCovariance, q rules.Request) *rules.Plan {
	t.Helper()
	p, err := rules.NewPlan(net, l, q)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestScoresSumToTheNumberOfNeurons is the trace identity below (10): with σ² = 2 and no
// slack, Σ over edges of w·d = tr(B⁻¹B) = N. A slack of 10⁻⁶ leaves Σ slack·C_ii out. The
// controls, which know no covariance, miss it.
func TestScoresSumToTheNumberOfNeurons(t *testing.T) {
	const n, slack = 40, 1e-6
	net := random(t, n, 0.3, slack, true)
	l := exact(t, net, math.Sqrt2)
	for _, c := range []struct {
		name string
		rule rules.Rule
		met  bool
	}{{"noise", rules.NoisePrune, true}, {"weight", rules.WeightOnly, false}, {"uniform", rules.Uniform, false}} {
		sum := 0.0
		for i := range n {
			sources, weights := net.Weights().Row(i)
			for k, j := range sources {
				if int(j) < i {
					sum += c.rule(weights[k], l.Variance[i], l.Variance[j], l.Covariance[net.Weights().RowStart(i)+k])
				}
			}
			sum += slack * l.Variance[i]
		}
		if met := math.Abs(sum-n) <= 1e-8*n; met != c.met {
			t.Errorf("%s: the scores sum to %v; equal to %d: %v, want %v", c.name, sum, n, met, c.met)
		}
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
