package sim_test

import (
	"errors"
	"math"
	"testing"

	"noiseprune/network"
	"noiseprune/sim"
)

// The parts of mostlyFast: slow pairs, and neurons of a ring that make the typical edge fast.
const (
	slowPairs  = 8
	ringOfFast = 60
	slowRate   = 0.005
)

// mostlyFast is a rectified network of slow pairs of neurons that excite each other, each with an
// inhibitory neuron that makes it fast in the linear network and is silent in the rectified one,
// whose input is negative, and of a ring of others.
func mostlyFast(t *testing.T) *network.Network {
	t.Helper()
	var entries []network.Entry
	n := 3*slowPairs + ringOfFast
	input := make([]float64, n)
	connect := func(target, source int, weight float64) {
		entries = append(entries, network.Entry{Target: target, Source: source, Weight: weight})
	}
	for k := range slowPairs {
		first, second, inhibitory := 3*k, 3*k+1, 3*k+2
		input[first], input[second], input[inhibitory] = 0.5, 0.5, -5000
		connect(first, second, 1-slowRate)
		connect(second, first, 1-slowRate)
		connect(inhibitory, first, 1)
		connect(inhibitory, second, 1)
		connect(first, inhibitory, -0.5)
		connect(second, inhibitory, -0.5)
	}
	for k := range ringOfFast {
		i, next := 3*slowPairs+k, 3*slowPairs+(k+1)%ringOfFast
		input[i] = 5
		connect(i, next, 0.3)
		connect(next, i, 0.3)
	}
	w, err := network.NewCSR(n, entries)
	if err != nil {
		t.Fatal(err)
	}
	net, err := network.New(network.Parts{Weights: w, Leak: network.UniformLeak(n, 1), Input: input, Activation: network.Rectified})
	if err != nil {
		t.Fatal(err)
	}
	return net
}

// TestSilentNeuronsMakeARectifiedNetworkSlow: far above threshold a pair is linear. Its common mode
// of rate λ = 0.005 is driven by its own noise and by the inhibitory neuron, which is silent but
// for its noise, of variance ½ and rate 1, with the weight 0.5√2; its difference has the rate 2 − λ:
//
//	Var(x) = (1/2λ + 0.5·½/(λ(λ + 1)))/2 + 1/(4(2 − λ))
//
// A has no rate below 0.5, five of whose time constants are far too short a burn-in: the activity
// then still rises to its mean, which the test of stationarity notices.
func TestSilentNeuronsMakeARectifiedNetworkSlow(t *testing.T) {
	net, spec := mostlyFast(t), sim.DefaultSpec()
	spec.Covariance.From = sim.OwnDynamics
	variance := func(burnIn sim.Number) (float64, *sim.Result) {
		spec.Covariance.BurnIn = burnIn
		r, err := sim.MeasureCovariance(t.Context(), spec, net, sim.Options{Workers: 2})
		if changed := (*sim.NotStationaryError)(nil); err != nil && !errors.As(err, &changed) {
			t.Fatal(err)
		}
		sum := 0.0
		for k := range slowPairs {
			sum += r.Data.Local.Variance[3*k] / slowPairs
		}
		t.Logf("slowest rate of A %v; %+v: variance %.4g, %+v", r.Network.RateSlow, r.Schedule, sum, r.Covariance.Stationarity)
		return sum, r
	}
	const want = (1/(2*slowRate)+0.5*0.5/(slowRate*(slowRate+1)))/2 + 1/(4*(2-slowRate))
	got, r := variance(sim.Number{})
	if math.Abs(got/want-1) > 0.15 { // 8 pairs × 128 replicas of one independent sample or more: 4.4%
		t.Errorf("the slow neurons have the variance %.4g, want %.4g", got, want)
	}
	if s := r.Covariance.Stationarity; s == nil || !s.Stationary || !r.Complete {
		t.Errorf("stationary activity is said to be not: %+v", s)
	}
	_, r = variance(sim.Exactly(5 / r.Network.RateSlow))
	if s := r.Covariance.Stationarity; s == nil || s.Stationary || r.Complete {
		t.Errorf("the start is said to be stationary: %+v", s)
	}
}
