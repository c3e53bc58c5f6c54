package integrator

import (
	"math"
	"testing"

	"noiseprune/network"
	"noiseprune/noise"
)

// coarsen makes the increments those of a path with steps factor times as long as the
// finest path's, whose increments it adds up: both then follow the same Brownian motion.
func coarsen(n *increments[float64], factor int) {
	fine := n.fill
	n.fill = func(dst []float64, p position) {
		sum := make([]float64, len(dst))
		first := p.step * uint64(factor)
		for k := range factor {
			p.step = first + uint64(k)
			fine(dst, p)
			for i, z := range dst {
				sum[i] += z
			}
		}
		for i, s := range sum {
			dst[i] = s / math.Sqrt(float64(factor))
		}
	}
}

func testNetwork(t testing.TB, activation network.Activation, leak, input []float64, entries ...network.Entry) *network.Network {
	t.Helper()
	w, err := network.NewCSR(len(leak), entries)
	if err != nil {
		t.Fatal(err)
	}
	net, err := network.New(network.Parts{Weights: w, Leak: leak, Input: input, Activation: activation})
	if err != nil {
		t.Fatal(err)
	}
	return net
}

// endStates integrates many replicas to time 1 with 2^level steps and returns x(1).
func endStates(t *testing.T, kind StepperKind, net *network.Network, level, finest, replicas int) []float64 {
	t.Helper()
	h := math.Exp2(-float64(level))
	d := Drive{Strength: 1, StepSize: h, Key: noise.Key{Seed: 11, Purpose: noise.Drive}}
	s, err := New(kind, net, Pack[float64](net, AutoKernel, 1), d)
	if err != nil {
		t.Fatal(err)
	}
	coarsen(s.ownNoise(), 1<<(finest-level))
	b := NewBlock[float64](net.Neurons(), replicas, 0)
	for i := range b.State {
		b.State[i] = 1
	}
	for range 1 << level {
		if err := s.Advance(b); err != nil {
			t.Fatal(err)
		}
	}
	return b.State
}

// TestOrdersOfExplicitSteppers fits the orders over steps 2⁻⁵ … 2⁻⁸ from differences
// between neighbouring step sizes on the same path. With additive noise the strong
// order is 1: the root mean square difference halves with the step. The weak order is
// 1: so does the difference of second moments. The standard errors of the two slopes,
// from 16 independent groups of replicas, are measured below and four of them allowed.
func TestOrdersOfExplicitSteppers(t *testing.T) {
	for _, kind := range []StepperKind{EulerMaruyamaKind, ExponentialKind} {
		t.Run(kind.String(), func(t *testing.T) { ordersAreOne(t, kind) })
	}
}

func ordersAreOne(t *testing.T, kind StepperKind) {
	net := testNetwork(t, network.Linear, []float64{1, 1.5}, nil,
		network.Entry{Target: 0, Source: 1, Weight: 0.7}, network.Entry{Target: 1, Source: 0, Weight: -0.4})
	const first, last, groups, size = 5, 8, 16, 600
	const replicas = groups * size
	states := map[int][]float64{}
	for level := first; level <= last+1; level++ {
		states[level] = endStates(t, kind, net, level, last+1, replicas)
	}
	var strong, weak [groups]float64
	for g := range groups {
		var logStrong, logWeak []float64
		for level := first; level <= last; level++ {
			var squares, moments float64
			for i := range net.Neurons() {
				for r := g * size; r < (g+1)*size; r++ {
					x, y := states[level][i*replicas+r], states[level+1][i*replicas+r]
					squares += (x - y) * (x - y)
					moments += x*x - y*y
				}
			}
			logStrong = append(logStrong, math.Log2(squares)/2)
			logWeak = append(logWeak, math.Log2(math.Abs(moments)))
		}
		strong[g], weak[g] = -slope(logStrong), -slope(logWeak)
	}
	// At a finite step the slope differs from its limit by O(h); with rates up to 1.6 and
	// steps of 1/32 and less, by less than this.
	const curve = 0.05
	for _, c := range []struct {
		name   string
		slopes []float64
	}{{"strong", strong[:]}, {"weak", weak[:]}} {
		mean, se := meanAndError(c.slopes)
		t.Logf("%s order %.4f ± %.4f", c.name, mean, se)
		if se > 0.05 {
			t.Errorf("%s order: standard error %.3f tells nothing", c.name, se)
		}
		if math.Abs(mean-1) > 4*se+curve {
			t.Errorf("%s order %.4f ± %.4f, want 1", c.name, mean, se)
		}
	}
}

// slope returns the least-squares slope of y over 0, 1, 2, ….
func slope(y []float64) float64 {
	mid := float64(len(y)-1) / 2
	var sxy, sxx float64
	for k, v := range y {
		sxy += (float64(k) - mid) * v
		sxx += (float64(k) - mid) * (float64(k) - mid)
	}
	return sxy / sxx
}

func meanAndError(v []float64) (mean, se float64) {
	for _, x := range v {
		mean += x / float64(len(v))
	}
	for _, x := range v {
		se += (x - mean) * (x - mean)
	}
	n := float64(len(v))
	return mean, math.Sqrt(se / (n - 1) / n)
}
