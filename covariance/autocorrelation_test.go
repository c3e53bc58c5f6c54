package covariance_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"noiseprune/covariance"
	"noiseprune/network"
)

// seriesOf returns the series of independent processes x ← ρx + √(1−ρ²)ζ, one ρ for each
// neuron.
func seriesOf(net *network.Network, rho []float64, mean float64, width, times int) *covariance.Series {
	n := net.Neurons()
	rng := rand.New(rand.NewPCG(41, 0))
	x := make([]float64, n*width)
	for k := range x {
		x[k] = rng.NormFloat64()
	}
	s := covariance.NewSeries(net, width, make([]float64, n), 1000)
	shifted := make([]float64, len(x))
	for range times {
		for k := range x {
			shifted[k] = x[k] + mean*float64(k/width)
		}
		s.Add(shifted)
		for k := range x {
			r := rho[k/width]
			x[k] = math.FMA(r, x[k], math.Sqrt(1-r*r)*rng.NormFloat64())
		}
	}
	return s
}

func same(rho float64, n int) []float64 {
	all := make([]float64, n)
	for i := range all {
		all[i] = rho
	}
	return all
}

// An Ornstein–Uhlenbeck process of rate 1 sampled at interval a has ρ = e^−a, its square
// ρ_k = e^−2ak: an integrated time of 1/2, coth(a) samples. Sampled n times less often it
// is coth(na), so that the longest interval is the largest n with tanh(na)/n ≥ 0.9 tanh(a).
// An edge whose other neuron is constant is such a process. The error of one edge's time
// is √(2(2W+1)/(replicas·times)) (Madras & Sokal 1988), W = 5/2a; the median of 40
// independent edges has √(π/2)/√40 of that.
func TestAutocorrelationOfOrnsteinUhlenbeck(t *testing.T) {
	const pairs, width, times = 40, 13, 1500
	net := pairsOf(t, pairs)
	for _, row := range []struct{ a, mean float64 }{{0.1, 0}, {0.1, 3}, {0.3, 0}, {5, 0}} {
		a, err := seriesOf(net, same(math.Exp(-row.a), 2*pairs), row.mean, width, times).Autocorrelation()
		if err != nil || !a.WindowFound {
			t.Fatalf("a = %v: window found: %v, error %v", row.a, a.WindowFound, err)
		}
		standardError := math.Sqrt(2*(2*float64(len(a.At))+1)/(width*times)) * math.Sqrt(math.Pi/2/pairs)
		for _, apart := range []float64{1, 2, 5} {
			want := 1 / math.Tanh(row.a*apart)
			if got := a.IntegratedTime(apart); math.Abs(got/want-1) > 4*standardError+math.Exp(-5) {
				t.Errorf("a = %v, every %v: integrated time %.3f, want %.3f within 4 × %.2f %%", row.a, apart, got, want, 100*standardError)
			}
		}
		want := 1
		for n := 1; math.Tanh(row.a*float64(n))/float64(n) >= 0.9*math.Tanh(row.a); n++ {
			want = n
		}
		if got := a.Interval(0.1); math.Abs(float64(got-want)) > 1+0.1*float64(want) {
			t.Errorf("a = %v: interval %d, want about %d", row.a, got, want)
		}
	}
}

// The activities of two neurons that excite each other with the weight w and leak at
// rate 1 + w have the modes x₀ − x₁ of rate 1 + 2w, which is y of an excitatory edge, and
// x₀ + x₁ of rate 1, which is y of an inhibitory edge.
func TestAutocorrelationOfEachEdgesMode(t *testing.T) {
	const w, h, width, times = 1.0, 0.05, 16, 6000
	for _, row := range []struct{ sign, rate float64 }{{1, 1 + 2*w}, {-1, 1}} {
		net := networkOf(t, [][]float64{{0, row.sign}, {row.sign, 0}}, []float64{2, 2})
		rng := rand.New(rand.NewPCG(7, 0))
		s := covariance.NewSeries(net, width, []float64{0, 0}, 1)
		x := make([]float64, 2*width)
		for step := range times {
			for r := range width {
				u, v := x[r], x[width+r]
				x[r] = u + h*(w*v-(1+w)*u) + math.Sqrt(h)*rng.NormFloat64()
				x[width+r] = v + h*(w*u-(1+w)*v) + math.Sqrt(h)*rng.NormFloat64()
			}
			if step >= 200 {
				s.Add(x)
			}
		}
		a, err := s.Autocorrelation()
		if err != nil || !a.WindowFound {
			t.Fatal(a.WindowFound, err)
		}
		rho := 1 - h*row.rate // of the mode, from step to step
		want := (1 + rho*rho) / (1 - rho*rho)
		standardError := math.Sqrt(2 * (2*float64(len(a.At)) + 1) / (width * (times - 200)))
		if got := a.IntegratedTime(1); math.Abs(got/want-1) > 4*standardError+math.Exp(-5) {
			t.Errorf("sign %v: integrated time %.2f steps, want %.2f within 4 × %.1f %%", row.sign, got, want, 100*standardError)
		}
	}
}

// A majority of one edge is five times as slow as the others: the median is theirs.
func TestAutocorrelationIsTheMedianOverEdges(t *testing.T) {
	const pairs = 31
	net := pairsOf(t, pairs)
	rho := same(math.Exp(-0.1), 2*pairs)
	for i := range 2 * 15 {
		rho[i] = math.Exp(-0.5)
	}
	a, err := seriesOf(net, rho, 0, 16, 4000).Autocorrelation()
	if err != nil {
		t.Fatal(err)
	}
	if got := a.IntegratedTime(1); got < 7 || got > 10.5 {
		t.Errorf("integrated time %.2f, want nearly %.2f of the slower", got, 1/math.Tanh(0.1))
	}
}

func TestAutocorrelationOfConstantAndShortSeries(t *testing.T) {
	net := pairsOf(t, 2)
	still := covariance.NewSeries(net, 2, make([]float64, 4), 5)
	for range 40 {
		still.Add([]float64{1, 1, 2, 2, 3, 3, 4, 4})
	}
	if _, err := still.Autocorrelation(); err == nil {
		t.Error("edges that do not vary have an autocorrelation")
	}
	if a, err := seriesOf(net, same(0.99, 4), 0, 4, 60).Autocorrelation(); err != nil || a.WindowFound || len(a.At) != 16 {
		t.Errorf("60 times of a process of time 100: %d lags, window found: %v, error %v", len(a.At), a.WindowFound, err)
	}
}
