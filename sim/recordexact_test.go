package sim_test

import (
	"math"
	"testing"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/internal/testutil/testnet"
	"noiseprune/network"
	"noiseprune/sim"
)

// TestExactCovariancesOnEdges: the exact covariances on edges between recorded neurons are those of the stepper's recursion
// C ← Φ C Φᵀ + hσ², Φ = 1 + hA, iterated until it stands still, to 1e-9 of the largest; of a stepper whose noise is correlated they are
// those of the differential equation. At these steps the two differ by more than 0.5 %. How far the estimates are from them is
// TestErrorsOfCovariancesOnEdges.
func TestExactCovariancesOnEdges(t *testing.T) {
	net := testnet.FeedForward(t, 6)
	thinned := testnet.Thinned(t, net)
	for _, c := range []struct {
		reason  string
		stepper integrator.StepperKind
		h       float64
		neurons []int
	}{
		{"all neurons", integrator.EulerMaruyamaKind, 0.05, upTo(6)},
		{"some neurons, in another order", integrator.EulerMaruyamaKind, 0.05, []int{5, 1, 2, 3}},
		{"noise that is correlated, at a step with little bias", integrator.LeimkuhlerMatthewsKind, 0.01, upTo(6)},
	} {
		s := recordSpec(100)
		s.Integration.Stepper, s.Integration.StepSize = c.stepper, sim.Exactly(c.h)
		s.Record.Every = sim.Exactly(0.1)
		r := recorded(t, s, sim.RecordInput{
			Networks: []*network.Network{net, thinned}, Neurons: c.neurons, Frames: newHeldFrames(len(c.neurons)),
		}, sim.Options{})
		for k, of := range []*network.Network{net, thinned} {
			series := r.Data.Of[k]
			want, other := iteratedCovariance(of, s.Noise.Strength, c.h), equationCovariance(t, of, s.Noise.Strength)
			if c.stepper != integrator.EulerMaruyamaKind {
				want, other = other, want
			}
			if len(series.Edges) == 0 || len(series.Exact.OnEdge) != len(series.Edges) {
				t.Fatalf("%s: %d exact values on %d edges", c.reason, len(series.Exact.OnEdge), len(series.Edges))
			}
			largest, apart, unlike := 0.0, 0.0, 0.0
			for e, p := range series.Edges {
				i, j := c.neurons[p.Target], c.neurons[p.Source]
				largest = max(largest, math.Abs(want[i][j]))
				apart, unlike = max(apart, math.Abs(series.Exact.OnEdge[e]-want[i][j])), max(unlike, math.Abs(other[i][j]-want[i][j]))
			}
			if apart > 1e-9*largest || unlike < 0.005*largest {
				t.Errorf("%s: network %d: %g off, and the other exact values %g, of %g", c.reason, k, apart, unlike, largest)
			}
		}
	}
}

// iteratedCovariance returns the covariance that Euler and Maruyama's steps converge to.
func iteratedCovariance(net *network.Network, sigma, h float64) [][]float64 {
	n, a := net.Neurons(), net.Dense()
	phi, c := square(n), square(n)
	for i := range n {
		for j := range n {
			phi[i][j] = h * a.At(i, j)
		}
		phi[i][i]++
	}
	for range 5000 { // the slowest mode decays to 0.99 or less in each
		next := times(times(phi, c), transposed(phi))
		for i := range n {
			next[i][i] += h * sigma * sigma
		}
		c = next
	}
	return c
}

// equationCovariance returns the covariance of the differential equation.
func equationCovariance(t *testing.T, net *network.Network, sigma float64) [][]float64 {
	t.Helper()
	exact, err := covariance.Stationary(net, sigma)
	if err != nil {
		t.Fatal(err)
	}
	c := square(net.Neurons())
	for i := range c {
		for j := range c {
			c[i][j] = exact.Covariance.At(i, j)
		}
	}
	return c
}

// deref returns the number, or NaN where there is none.
func deref(z *float64) float64 {
	if z == nil {
		return math.NaN()
	}
	return *z
}

func square(n int) [][]float64 {
	rows := make([][]float64, n)
	for i := range rows {
		rows[i] = make([]float64, n)
	}
	return rows
}

func transposed(a [][]float64) [][]float64 {
	b := square(len(a))
	for i, row := range a {
		for j, v := range row {
			b[j][i] = v
		}
	}
	return b
}

func times(a, b [][]float64) [][]float64 {
	c := square(len(a))
	for i := range a {
		for k := range b {
			for j := range b {
				c[i][j] += a[i][k] * b[k][j]
			}
		}
	}
	return c
}

// TestExactMeansAreOfEachNetwork: the exact mean of each of several networks is its own −A⁻¹b: here leaks of 1 and 2 under an input of 3,
// to 1e-3, since it is integrated over ten time constants.
func TestExactMeansAreOfEachNetwork(t *testing.T) {
	var nets []*network.Network
	for _, leak := range []float64{1, 2} {
		parts := testnet.Of(t, []float64{leak, leak}).Parts()
		parts.Input = []float64{3, 0}
		net, err := network.New(parts)
		if err != nil {
			t.Fatal(err)
		}
		nets = append(nets, net)
	}
	s := recordSpec(100)
	s.Noise.Strength = 0.01
	r := recorded(t, s, sim.RecordInput{Networks: nets, Neurons: upTo(2), Frames: newHeldFrames(2)}, sim.Options{})
	for k, want := range []float64{3, 1.5} {
		if got := r.Data.Of[k].Exact.Mean; math.Abs(got[0]-want) > 1e-3 || got[1] != 0 {
			t.Errorf("network %d: mean %v, want %v and 0", k, got, want)
		}
	}
}
