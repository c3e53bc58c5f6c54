package sim

import (
	"math"
	"testing"

	"noiseprune/integrator"
	"noiseprune/internal/testutil/testnet"
	"noiseprune/network"
)

// TestSampleTimeOfUncoupledNeurons: the sum 1 + 2 Σ ρ(k)² over the autocorrelation of the difference of two independent
// processes of rates 3 and 20, whose variances are in the ratio of 20 to 3.
func TestSampleTimeOfUncoupledNeurons(t *testing.T) {
	net := testnet.Of(t, []float64{3, 20}, network.Entry{Target: 0, Source: 1, Weight: 1e-3})
	p := newStepPlanner(net, network.TimeScales{Slow: 2, Typical: 10})
	cycle := plannedCycle{steps: []integrator.Substep{{Size: 0.3}, {Size: 0.04}}}
	for _, c := range []struct {
		name string
		f    func(rate float64) float64
		got  sampleTimes
	}{
		{"exponential", func(rate float64) float64 { return math.Exp(-0.02 * rate) }, p.timesOf(integrator.ExponentialKind, 0.02)},
		{"euler-maruyama", func(rate float64) float64 { return 1 - 0.08*rate }, p.timesOf(integrator.EulerMaruyamaKind, 0.08)},
		{"a cycle", func(rate float64) float64 {
			return (1 - 0.15*rate) / (1 + 0.15*rate) * (1 - 0.02*rate) / (1 + 0.02*rate)
		}, p.timesOfCycle(cycle, 1)},
		{"every third cycle", func(rate float64) float64 {
			f := (1 - 0.15*rate) / (1 + 0.15*rate) * (1 - 0.02*rate) / (1 + 0.02*rate)
			return f * f * f
		}, p.timesOfCycle(cycle, 3)},
	} {
		want := 1.0
		for k := 1; k < 2000; k++ {
			rho := (20*math.Pow(c.f(3), float64(k)) + 3*math.Pow(c.f(20), float64(k))) / 23
			want += 2 * rho * rho
		}
		if math.Abs(c.got.typical/want-1) > 0.005 || c.got.slowest != c.got.typical {
			t.Errorf("%s: %+v, want %.3g of both", c.name, c.got, want)
		}
	}
}

// TestSampleTimeByEdges: nineteen edges of fast neurons and one of slow ones, which is the slowest twentieth.
func TestSampleTimeByEdges(t *testing.T) {
	leak, entries := make([]float64, 40), []network.Entry{}
	for i := range leak {
		if leak[i] = 10; i < 2 {
			leak[i] = 1
		}
		if i%2 == 0 {
			entries = append(entries, network.Entry{Target: i, Source: i + 1, Weight: 1e-3})
		}
	}
	p := newStepPlanner(testnet.Of(t, leak, entries...), network.TimeScales{Slow: 0.9, Typical: 10})
	got := p.timesOf(integrator.ExponentialKind, 0.05)
	typical, slowest := 1/math.Tanh(0.5), 1/math.Tanh(0.05)
	if math.Abs(got.typical/typical-1) > 0.005 || math.Abs(got.slowest/slowest-1) > 0.005 {
		t.Errorf("%+v, want %.3g and %.3g", got, typical, slowest)
	}
}

// TestSampleTimeOfCollectiveModes: where the leak does not dominate, slow edges are as slow as the slowest mode.
func TestSampleTimeOfCollectiveModes(t *testing.T) {
	net := testnet.Of(t, []float64{1, 1}, network.Entry{Target: 0, Source: 1, Weight: 1.1}, network.Entry{Target: 1, Source: 0, Weight: 0.8})
	p := newStepPlanner(net, network.TimeScales{Slow: 0.06, Typical: 1})
	got, want := p.timesOf(integrator.ExponentialKind, 0.1), 1/math.Tanh(0.006)
	if math.Abs(got.slowest/want-1) > 0.005 || math.Abs(got.typical/want-0.5) > 0.005 {
		t.Errorf("%+v, want %.3g and half of it", got, want)
	}
}

// TestPreferredStepper: a cycle within the factor 1.5 of the cheapest stepper, and not one beyond it.
func TestPreferredStepper(t *testing.T) {
	for _, c := range []struct {
		cycles []float64
		want   int
	}{
		{[]float64{151, 149, 160}, 2}, {[]float64{151, 152, 160}, 0}, {[]float64{149, 90, 148}, 2}, {nil, 0},
	} {
		costs := []StepperCost{{Stepper: integrator.ExponentialKind, Typical: 50, Slowest: 200}}
		for k, cost := range c.cycles {
			costs = append(costs, StepperCost{Stepper: integrator.TrapezoidKind, Cycle: k + 1, Typical: cost, Slowest: cost})
		}
		if got := preferred(costs); got != c.want {
			t.Errorf("cycles of cost %v: place %d, want %d", c.cycles, got, c.want)
		}
	}
}
