package rules_test

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"

	"noiseprune/compare"
	"noiseprune/network"
	"noiseprune/rules"
)

// TestEpsilonIsKept: with K_deg = 4 ln N/ε² the worst case of (3) is at most ε with high
// probability (7), and with the probabilities α p at most ε/√α (Section 6, approximate
// probabilities): here in each of 20 draws, since the constant 4 is generous.
func TestEpsilonIsKept(t *testing.T) {
	const epsilon, sigma = 0.9, 0.3
	net := random(t, 150, 1, 0.01, true)
	l := exact(t, net, sigma)
	full := plan(t, net, l, rules.Request{
		Rule: rules.NoisePrune, Budget: rules.Budget{Kind: rules.Epsilon, Value: epsilon, Sigma: sigma},
	})
	if bound := 150 * 4 * math.Log(150) / (epsilon * epsilon); full.Expected > bound {
		t.Errorf("%v edges expected, more than the bound N K_deg = %v", full.Expected, bound)
	}
	for _, alpha := range []float64{1, 0.5, 0.25} {
		p := plan(t, net, l, rules.Request{Rule: rules.NoisePrune, Budget: rules.Budget{Kind: rules.K, Value: alpha * full.K}})
		if keep := p.Expected / float64(p.Edges); keep > 0.5*alpha {
			t.Fatalf("%v of the edges are kept, so the test says nothing", keep)
		}
		for draw := range uint64(20) {
			pruned, err := p.Sample(key(6), draw, plain())
			if err != nil {
				t.Fatal(err)
			}
			worst, err := compare.WorstCase(net, pruned)
			if err != nil || worst > epsilon/math.Sqrt(alpha) {
				t.Errorf("α = %v, draw %d: worst case %v, want at most %v (error %v)", alpha, draw, worst, epsilon/math.Sqrt(alpha), err)
			}
		}
	}
}

// TestErrorsOfTheQuadraticForms: with the matched diagonal v*(Ã−A)v is a sum of
// independent edges, each of variance q² (1−p)/p with q = |w| (v_i − sign(w) v_j)², so that
// Σ_v E ε_v² is known exactly, for the full probabilities and for undersampled ones. The
// mean over draws may be off by 4 of its standard errors.
func TestErrorsOfTheQuadraticForms(t *testing.T) {
	const n, draws = 50, 400
	net := random(t, n, 0.6, 0.1, true)
	l := exact(t, net, math.Sqrt2)
	reference, err := compare.NewEigendecomposition(net)
	if err != nil {
		t.Fatal(err)
	}
	var eigen mat.EigenSym
	if !eigen.Factorize(mat.NewSymDense(n, net.Dense().RawMatrix().Data), true) {
		t.Fatal("no eigenvectors")
	}
	var vectors mat.Dense
	eigen.VectorsTo(&vectors)
	for _, k := range []float64{12, 3} {
		p := plan(t, net, l, rules.Request{Rule: rules.NoisePrune, Budget: rules.Budget{Kind: rules.K, Value: k}})
		want := 0.0
		for place, e := range net.Weights().Entries() {
			if e.Source > e.Target {
				continue
			}
			odds := (1 - p.Probabilities[place]) / p.Probabilities[place]
			for v, lambda := range eigen.Values(nil) {
				d := vectors.At(e.Target, v) - math.Copysign(1, e.Weight)*vectors.At(e.Source, v)
				q := math.Abs(e.Weight) * d * d / lambda
				want += q * q * odds
			}
		}
		var sum, squares float64
		for draw := range uint64(draws) {
			pruned, err := p.Sample(key(8), draw, plain())
			if err != nil {
				t.Fatal(err)
			}
			epsV, _ := reference.QuadraticForms(pruned)
			total := 0.0
			for _, e := range epsV {
				total += e * e
			}
			sum += total / draws
			squares += total * total / draws
		}
		se := math.Sqrt((squares - sum*sum) / draws)
		if math.Abs(sum-want) > 4*se || se > 0.05*want {
			t.Errorf("K = %v: Σ ε_v² is %v ± %v, want %v", k, sum, se, want)
		}
	}
}

// TestTheOnlyPathIsKept: two cliques hang together by one weak synapse. It is the only
// path, so w·d = 1 (an effective resistance of 1/w), the most that an edge can have;
// noise-prune always keeps it, and with it the slow mode. Weight alone loses both.
func TestTheOnlyPathIsKept(t *testing.T) {
	const clique, bridge, slack = 20, 0.05, 1e-5
	var entries []network.Entry
	join := func(i, j int, w float64) {
		entries = append(entries, network.Entry{Target: i, Source: j, Weight: w}, network.Entry{Target: j, Source: i, Weight: w})
	}
	for i := range clique {
		for j := range i {
			join(i, j, 1)
			join(clique+i, clique+j, 1)
		}
	}
	join(0, clique, bridge)
	w, err := network.NewCSR(2*clique, entries)
	if err != nil {
		t.Fatal(err)
	}
	net, err := network.New(network.Parts{Weights: w, Leak: network.DominantLeak(w, slack)})
	if err != nil {
		t.Fatal(err)
	}
	l := exact(t, net, math.Sqrt2)
	place, _ := w.Find(0, clique)
	if score := rules.NoisePrune(bridge, l.Variance[0], l.Variance[clique], l.Covariance[place]); math.Abs(score-1) > 0.01 {
		t.Errorf("w·d of the only path is %v, want 1", score)
	}
	reference, err := compare.NewEigendecomposition(net)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name        string
		rule        rules.Rule
		kept        bool
		least, most float64 // ε_v of the slower of the two cliques' modes
	}{{"noise", rules.NoisePrune, true, 0, 0.1}, {"weight", rules.WeightOnly, false, 0.9, 1.1}} {
		p := plan(t, net, l, rules.Request{Rule: c.rule, Budget: rules.Budget{Kind: rules.Keep, Value: 0.3}})
		for draw := range uint64(5) {
			pruned, err := p.Sample(key(1), draw, plain())
			if err != nil {
				t.Fatal(err)
			}
			if _, kept := pruned.Weights().Find(0, clique); kept != c.kept {
				t.Errorf("%s, draw %d: the only path is kept: %v, p = %v", c.name, draw, kept, p.Probabilities[place])
			}
			epsV, _ := reference.QuadraticForms(pruned)
			if e := epsV[2*clique-2]; e < c.least || e > c.most {
				t.Errorf("%s, draw %d: ε_v of the slow mode is %v, want %v to %v", c.name, draw, e, c.least, c.most)
			}
		}
	}
}
