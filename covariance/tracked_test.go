package covariance_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"noiseprune/covariance"
	"noiseprune/network"
)

// pairsOf returns a directed network of n disjoint pairs, whose diff-covs are independent.
func pairsOf(t *testing.T, pairs int) *network.Network {
	weights, leak := square(2*pairs), make([]float64, 2*pairs)
	for k := range pairs {
		weights[2*k][2*k+1] = 0.5 - float64(k%2)
		leak[2*k], leak[2*k+1] = 1, 1
	}
	return networkOf(t, weights, leak)
}

// autoregressive adds x ← ρx + √(1−ρ²)ζ, started from its stationary distribution, to an
// estimator for each block of width replicas, and merges these.
func autoregressive(net *network.Network, rho, mean float64, replicas, width, times, m int) *covariance.Tracked {
	n := net.Neurons()
	x := make([]float64, n*replicas) // x[i*replicas+r]
	rng := rand.New(rand.NewPCG(77, 0))
	for k := range x {
		x[k] = rng.NormFloat64()
	}
	var blocks []*covariance.Tracked
	for first := 0; first < replicas; first += width {
		blocks = append(blocks, covariance.NewTracked(net, min(width, replicas-first), make([]float64, n), m))
	}
	for range times {
		for b, block := range blocks {
			first, last := b*width, min(b*width+width, replicas)
			var state []float64
			for i := range n {
				for r := first; r < last; r++ {
					state = append(state, x[i*replicas+r]+mean*float64(i))
				}
			}
			block.Add(state)
		}
		for k := range x {
			x[k] = rho*x[k] + math.Sqrt(1-rho*rho)*rng.NormFloat64()
		}
	}
	for _, next := range blocks[1:] {
		blocks[0].Merge(next)
	}
	return blocks[0]
}

// y has the autocorrelation ρᵏ, y² that of ρ²ᵏ, so that n samples are equivalent
// to n (1 − ρ²)/(1 + ρ²). One edge's S has the relative standard error √(2/(R−1)), the
// median of E independent edges √(π/2)/√E of that.
func TestEffectiveSamplesOfKnownProcesses(t *testing.T) {
	const pairs, replicas, times = 48, 200, 150
	net := pairsOf(t, pairs)
	standardError := math.Sqrt(2.0/(replicas-1)) * math.Sqrt(math.Pi/2/pairs)
	for _, row := range []struct {
		why       string
		rho, mean float64
	}{
		{"independent samples", 0, 0},
		{"correlated samples", 0.6, 0},
		{"correlated samples about a mean that is not the reference", 0.6, 0.2},
		{"anticorrelated samples have y² correlated all the same", -0.6, 0},
	} {
		p, err := autoregressive(net, row.rho, row.mean, replicas, 64, times, 1000).Precision()
		if err != nil {
			t.Fatal(err)
		}
		tau := (1 + row.rho*row.rho) / (1 - row.rho*row.rho)
		want := replicas * times / tau
		t.Logf("%s: S = %.0f in [%.0f, %.0f], expected %.0f ± %.0f",
			row.why, p.EffectiveSamples, p.EffectiveLeast, p.EffectiveMost, want, want*standardError)
		if math.Abs(p.EffectiveSamples/want-1) > 4*standardError {
			t.Errorf("%s: effective samples %.0f, want %.0f within 4 × %.1f %%", row.why, p.EffectiveSamples, want, 100*standardError)
		}
		if !closeTo(p.RelativeError, math.Sqrt(2/p.EffectiveSamples), 1e-14) ||
			!closeTo(p.CorrelationTime*p.EffectiveSamples, replicas*times, 1e-14) {
			t.Errorf("%s: relative error %v and correlation time %v do not belong to S = %v",
				row.why, p.RelativeError, p.CorrelationTime, p.EffectiveSamples)
		}
		if p.Edges != pairs || p.Replicas != replicas || p.Samples != replicas*times {
			t.Errorf("%s: %+v", row.why, p)
		}
		// The range of 48 draws of χ²/199 is some 2.2 standard deviations to either side.
		spread := math.Sqrt(2.0 / (replicas - 1))
		if p.EffectiveLeast < want*(1-5*spread) || p.EffectiveLeast > want*(1-spread) ||
			p.EffectiveMost > want*(1+6*spread) || p.EffectiveMost < want*(1+spread) {
			t.Errorf("%s: S ranges over [%.0f, %.0f] about %.0f", row.why, p.EffectiveLeast, p.EffectiveMost, want)
		}
	}
}

// By hand: one edge, two replicas, two samples each. y = 1, 3 and 2, 2 has the mean 2, so
// that the replicas give d = 1 and 0, of mean 1/2 and variance 1/2, and
// S = 2 · 2 · (1/4)/(1/2) = 2.
func TestPrecisionByHand(t *testing.T) {
	net := networkOf(t, [][]float64{{0, 1}, {0, 0}}, []float64{1, 1})
	tracked := covariance.NewTracked(net, 2, []float64{10, 0}, 5)
	tracked.Add([]float64{11, 12, 0, 0})
	tracked.Add([]float64{14, 13, 1, 1})
	got, err := tracked.Precision()
	if err != nil {
		t.Fatal(err)
	}
	want := covariance.Precision{
		Edges: 1, Replicas: 2, Samples: 4, EffectiveSamples: 2, EffectiveLeast: 2, EffectiveMost: 2,
		RelativeError: 1, CorrelationTime: 2,
	}
	if !closeTo(got.EffectiveSamples, 2, 1e-14) || !closeTo(got.RelativeError, 1, 1e-14) ||
		got.Edges != 1 || got.Samples != 4 || !closeTo(got.CorrelationTime, 2, 1e-14) {
		t.Errorf("%+v, want %+v", got, want)
	}
}

func TestPrecisionDoesNotDependOnTheWidth(t *testing.T) {
	net := randomNetwork(t, 20, 0.3, true, 1, 4)
	want, err := autoregressive(net, 0.5, 0.1, 40, 40, 9, 16).Precision()
	if err != nil {
		t.Fatal(err)
	}
	if want.Edges != 16 {
		t.Errorf("%d tracked edges, want 16", want.Edges)
	}
	for _, width := range []int{1, 7, 8} {
		got, err := autoregressive(net, 0.5, 0.1, 40, width, 9, 16).Precision()
		if err != nil || got != want {
			t.Errorf("width %d: %+v (%v), want %+v", width, got, err, want)
		}
	}
}

func TestPrecisionNeedsReplicasThatDiffer(t *testing.T) {
	net := pairsOf(t, 2)
	for _, row := range []struct {
		why  string
		net  *network.Network
		x    []float64
		want string
	}{
		{"one replica", net, []float64{1, 2, 3, 4}, "error bars need at least 2 replicas; there is 1"},
		{"no noise", net, []float64{1, 1, 2, 2, 3, 3, 4, 4}, "error bars need an edge whose activity varies between replicas; none of 2 does"},
		{"no edges", networkOf(t, square(1), []float64{1}), []float64{1, 2},
			"error bars need an edge whose activity varies between replicas; none of 0 does"},
	} {
		n := row.net.Neurons()
		tracked := covariance.NewTracked(row.net, len(row.x)/n, make([]float64, n), 10)
		tracked.Add(row.x)
		if p, err := tracked.Precision(); err == nil || err.Error() != row.want {
			t.Errorf("%s: %+v with error %v, want %q", row.why, p, err, row.want)
		}
	}
}
