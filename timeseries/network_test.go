package timeseries_test

import (
	"math"
	"math/cmplx"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"

	"noiseprune/covariance"
	"noiseprune/network"
	"noiseprune/timeseries"
)

// trajectory draws frames of a linear network without error of a time step: x(t+Δ) = Φ x(t) + L z with
// Φ = exp(AΔ), L Lᵀ = C − Φ C Φᵀ, from the stationary distribution.
type trajectory struct {
	phi, x mat.Dense
	noise  mat.TriDense
	rng    *rand.Rand
}

func newTrajectory(t *testing.T, net *network.Network, interval float64, seed uint64) *trajectory {
	t.Helper()
	e, err := covariance.Stationary(net, 1)
	if err != nil {
		t.Fatal(err)
	}
	s := &trajectory{rng: rand.New(rand.NewPCG(seed, 2))}
	var scaled, kept mat.Dense
	scaled.Scale(interval, net.Dense())
	s.phi.Exp(&scaled)
	kept.Product(&s.phi, e.Covariance, s.phi.T())
	n := net.Neurons()
	step := mat.NewSymDense(n, nil)
	for i := range n {
		for j := i; j < n; j++ {
			step.SetSym(i, j, e.Covariance.At(i, j)-(kept.At(i, j)+kept.At(j, i))/2)
		}
	}
	factor := func(c mat.Symmetric) (l mat.TriDense) {
		var cholesky mat.Cholesky
		if !cholesky.Factorize(c) {
			t.Fatal("a covariance of the test is not positive definite")
		}
		cholesky.LTo(&l)
		return l
	}
	s.noise = factor(step)
	start := factor(e.Covariance)
	s.x.Mul(&start, s.normals(n))
	return s
}

func (s *trajectory) normals(n int) *mat.Dense {
	z := mat.NewDense(n, 1, nil)
	for i := range n {
		z.Set(i, 0, s.rng.NormFloat64())
	}
	return z
}

func (s *trajectory) next() []float64 {
	frame := mat.Col(nil, 0, &s.x)
	var kept, kick mat.Dense
	kept.Mul(&s.phi, &s.x)
	kick.Mul(&s.noise, s.normals(len(frame)))
	s.x.Add(&kept, &kick)
	return frame
}

// rotating is a network of two neurons that oscillate, and a third that follows the first; its noise
// is unequal, and that of neighbours correlated by common sources.
func rotating(t *testing.T) *network.Network {
	t.Helper()
	w, err := network.NewCSR(3, []network.Entry{
		{Target: 0, Source: 1, Weight: 6}, {Target: 1, Source: 0, Weight: -6}, {Target: 2, Source: 0, Weight: 2},
	})
	if err != nil {
		t.Fatal(err)
	}
	net, err := network.New(network.Parts{Weights: w, Leak: []float64{1, 2, 4}, Noise: network.NoiseSources{
		Strengths: []float64{0.8, 0.3, 1.3}, Common: []float64{0.6, 0, 0.5, 0.4, 0, -0.5}, Sources: 2,
	}})
	if err != nil {
		t.Fatal(err)
	}
	return net
}

// TestEstimatesOfANetworkAreTheExactOnes: of 8 recordings of 32768 frames, covariances within four and a half
// standard errors of R at each of 186 lags of neurons and pairs, and spectra within five of what Welch's method
// gives of R at each of 387 frequencies, whose errors have a χ² distribution of about 120 degrees.
func TestEstimatesOfANetworkAreTheExactOnes(t *testing.T) {
	net := rotating(t)
	const interval, lags, segment, recordings, frames = 0.1, 30, 128, 8, 1 << 15
	pairs := []timeseries.Pair{{Target: 2, Source: 0}, {Target: 0, Source: 2}, {Target: 1, Source: 0}}
	zero := make([]float64, 3)
	lagged, welch := timeseries.NewLagged(zero, lags, 64, pairs), timeseries.NewWelch(3, segment, interval, pairs)
	for r := range uint64(recordings) {
		s := newTrajectory(t, net, interval, 900+r)
		l, w := timeseries.NewLagged(zero, lags, 64, pairs), timeseries.NewWelch(3, segment, interval, pairs)
		for range frames {
			x := s.next()
			l.Add(x)
			w.Add(x)
		}
		lagged.Merge(l)
		welch.Merge(w)
	}
	exact := exactOf(t, net, interval, segment, pairs)
	checkLagged(t, lagged.Estimate(), exact, pairs)
	checkWelch(t, welch.Estimate(), exact, pairs, interval)
}

// exactOf returns the covariances of neurons and pairs at all lags of a segment; the pairs exchanged follow the pairs.
func exactOf(t *testing.T, net *network.Network, interval float64, lags int, pairs []timeseries.Pair) *covariance.Lagged {
	t.Helper()
	var both []covariance.Pair
	for _, p := range pairs {
		both = append(both, covariance.Pair(p))
	}
	for _, p := range pairs {
		both = append(both, covariance.Pair{Target: p.Source, Source: p.Target})
	}
	exact, err := covariance.LaggedExact(net, 1, interval, lags-1, both)
	if err != nil {
		t.Fatal(err)
	}
	return exact
}

func checkLagged(t *testing.T, e timeseries.LaggedEstimate, exact *covariance.Lagged, pairs []timeseries.Pair) {
	t.Helper()
	largest := 0.0
	check := func(what string, i int, got, errors, want []float64) {
		for k, c := range got {
			share := 1 - float64(k)*float64(e.Trajectories)/float64(e.Frames)
			z := math.Abs(c-share*want[k]) / errors[k]
			largest = math.Max(largest, z)
			if !(z < 4.5) {
				t.Errorf("%s %d at lag %d: %v ± %v, want %v", what, i, k, c, errors[k], want[k])
			}
		}
	}
	for i, c := range e.Auto {
		check("neuron", i, c, e.AutoErrors[i], exact.Auto[i])
	}
	for p := range pairs {
		check("pair", p, e.Cross[p], e.CrossErrors[p], exact.Cross[p])
	}
	t.Logf("covariances are off by up to %.2f standard errors", largest)
}

func checkWelch(t *testing.T, e timeseries.WelchEstimate, exact *covariance.Lagged, pairs []timeseries.Pair, interval float64) {
	t.Helper()
	largest := 0.0
	check := func(what string, i, k int, got complex128, stated float64, want complex128) {
		z := cmplx.Abs(got-want) / stated
		largest = math.Max(largest, z)
		if !(z < 5) {
			t.Errorf("%s %d at frequency %d: %v ± %v, want %v", what, i, k, got, stated, want)
		}
	}
	for i, density := range e.Density {
		expected := timeseries.WelchExpected(exact.Auto[i], interval)
		for k, v := range density {
			check("neuron", i, k, complex(v, 0), e.Errors[i][k], complex(expected[k], 0))
		}
	}
	for p := range pairs {
		expected := timeseries.WelchCrossExpected(exact.Cross[p], exact.Cross[len(pairs)+p], interval)
		for k, v := range e.Cross[p] {
			check("pair", p, k, v, e.CrossErrors[p][k], expected[k])
		}
	}
	t.Logf("spectra are off by up to %.2f standard errors", largest)
}

// TestExpectedSpectrumApproachesTheExactOne as segments and sampling rate grow: within 2% of 2S at the
// oscillation's peak and beside it, with segments 100 times the slowest decay.
func TestExpectedSpectrumApproachesTheExactOne(t *testing.T) {
	net := rotating(t)
	const interval, segment = 0.01, 8192
	pair := []timeseries.Pair{{Target: 2, Source: 0}}
	exact := exactOf(t, net, interval, segment, pair)
	density := timeseries.WelchExpected(exact.Auto[2], interval)
	cross := timeseries.WelchCrossExpected(exact.Cross[0], exact.Cross[1], interval)
	var at []int
	var f []float64
	for _, k := range []int{20, 78, 79, 200} {
		at, f = append(at, k), append(f, float64(k)/(segment*interval))
	}
	s, err := covariance.SpectrumExact(net, 1, f, []covariance.Pair{covariance.Pair(pair[0])})
	if err != nil {
		t.Fatal(err)
	}
	for j, k := range at {
		if want := 2 * s.Density[2][j]; math.Abs(density[k]-want) > 0.02*want {
			t.Errorf("f=%v: expected density %v, 2S = %v", f[j], density[k], want)
		}
		if want := 2 * s.Cross[0][j]; cmplx.Abs(cross[k]-want) > 0.02*cmplx.Abs(want) {
			t.Errorf("f=%v: expected cross-spectrum %v, 2S = %v", f[j], cross[k], want)
		}
	}
}
