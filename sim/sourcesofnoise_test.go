package sim_test

import (
	"context"
	"math"
	"strings"
	"testing"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/network"
	"noiseprune/noise"
	"noiseprune/sim"
)

// noisyRing is a directed or symmetric network under unequal noise and a common source; one neuron has no noise.
func noisyRing(t *testing.T, symmetric bool) *network.Network {
	t.Helper()
	generator := network.Random{Neurons: 30, Degree: 4, Mean: 0.5, SD: 1, Symmetric: symmetric}
	w, err := generator.Generate(noise.Key{Seed: 3, Purpose: noise.Generate}.Source(0, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	s := network.NoiseSources{Sources: 1}
	for i := range 30 {
		s.Strengths, s.Common = append(s.Strengths, float64(i%5)/2), append(s.Common, 0.5*float64(i%2))
	}
	net, err := network.New(network.Parts{Weights: w, Leak: network.DominantLeak(w, 0.5), Noise: s})
	if err != nil {
		t.Fatal(err)
	}
	return net
}

func noisySpec() sim.Spec {
	s := sim.DefaultSpec()
	s.Covariance.Samples, s.Compare.Runs = sim.Exactly(4000), 4
	keep := 0.5
	s.Prune.Keep = &keep
	return s
}

// A whole run under unequal and common noise is complete, its measured covariance is that of its stepper within what its
// standard errors allow, and it says what the theorem needs.
func TestRunUnderUnequalNoise(t *testing.T) {
	for _, symmetric := range []bool{true, false} {
		net := noisyRing(t, symmetric)
		r, err := sim.Run(context.Background(), noisySpec(), net, sim.Options{Workers: 2})
		if err != nil {
			t.Fatal(err)
		}
		const needed = "the theorem, by which noise-prune keeps the spectrum, needs equal independent noise"
		if !r.Complete || !strings.Contains(strings.Join(r.Notes, "\n"), needed) {
			t.Errorf("symmetric %v: complete %v, notes %q", symmetric, r.Complete, r.Notes)
		}
		if !r.Data.Rules[0].Pruned.Noise().Equal(net.Noise()) || r.Spec.Network.NoiseStrengths != network.GivenNoise {
			t.Errorf("the pruned network has other noise, or the spec %q", r.Spec.Network.NoiseStrengths)
		}
		exact, err := covariance.Stationary(net, r.Spec.Noise.Strength)
		if err != nil {
			t.Fatal(err)
		}
		want := covariance.LocalFrom(net, exact.Covariance).DiffCov(net)
		square, count := 0.0, 0.0
		for k, d := range r.Data.DiffCov {
			if want[k] > 0 {
				square, count = square+(d/want[k]-1)*(d/want[k]-1), count+1
			}
		}
		// √(2/4000) = 2.2% of sampling error, and the bias of the step, below a third of it
		if rms := math.Sqrt(square / count); !(rms < 0.04) {
			t.Errorf("symmetric %v: diff-covs are off by %.3f of themselves", symmetric, rms)
		}
		if e := r.Rules[r.Data.Rules[0].Name].Stationary; e == nil || e.By != sim.StationaryExact {
			t.Errorf("symmetric %v: stationary error %+v; notes %q", symmetric, e, r.Notes)
		}
	}
}

func TestWhatNeedsPlainNoiseIsRefused(t *testing.T) {
	net := noisyRing(t, true)
	silent, err := net.WithNoise(network.NoiseSources{Strengths: make([]float64, 30)})
	if err != nil {
		t.Fatal(err)
	}
	epsilon := 0.5
	for _, row := range []struct {
		why    string
		net    *network.Network
		change func(*sim.Spec)
		want   string
	}{
		{"samples by solving", net, func(s *sim.Spec) { s.Covariance.Method = covariance.SolveMethod }, "covariance.method is solve, but the noise is not equal"},
		{"the theorem's budget", net, func(s *sim.Spec) { s.Prune.Keep, s.Prune.Epsilon = nil, &epsilon }, "prune.epsilon needs equal and independent noise"},
		{"a definition without it", net, func(s *sim.Spec) { s.Network.Source = "ring:n=30" }, "network.noise_strengths are not given"},
		{"no noise at all", silent, func(*sim.Spec) {}, "network.noise_strengths are 0 in every neuron"},
	} {
		s := noisySpec()
		s.Integration.Stepper = integrator.EulerMaruyamaKind
		row.change(&s)
		if _, _, err := sim.Resolve(s, row.net); err == nil || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: %v, want %q", row.why, err, row.want)
		}
	}
	plain, err := net.WithNoise(network.NoiseSources{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = sim.Compare(context.Background(), noisySpec(), net, plain, sim.Options{})
	if err == nil || !strings.Contains(err.Error(), "differ") {
		t.Errorf("networks under different noise: %v", err)
	}
}
