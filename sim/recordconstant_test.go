package sim_test

import (
	"encoding/json"
	"math"
	"testing"

	"noiseprune/internal/testutil/testnet"
	"noiseprune/network"
	"noiseprune/sim"
)

// partlySilent is a rectified network of four neurons, of which 0 and 1 have noise and drive each other; 2 has neither noise nor input,
// and 3 is driven by 2 alone: they are 0 at all times.
func partlySilent(t *testing.T) *network.Network {
	t.Helper()
	parts := testnet.Of(t, []float64{2, 2, 2, 2},
		network.Entry{Target: 0, Source: 1, Weight: 0.5}, network.Entry{Target: 1, Source: 0, Weight: 0.5},
		network.Entry{Target: 3, Source: 2, Weight: 0.3}).Parts()
	parts.Activation, parts.Noise = network.Rectified, network.NoiseSources{Strengths: []float64{1, 1, 0, 0}}
	net, err := network.New(parts)
	if err != nil {
		t.Fatal(err)
	}
	return net
}

// TestNeuronsThatNeverFire: they have mean and variance 0 with errors of 0, no autocorrelation time and no coherence, and are counted;
// the facts are finite numbers, as JSON takes no other.
func TestNeuronsThatNeverFire(t *testing.T) {
	net := partlySilent(t)
	for _, row := range []struct {
		reason            string
		neurons           []int
		constant, timesOf int
	}{
		{"two of four", upTo(4), 2, 2},
		{"both of two", []int{2, 3}, 2, 0},
	} {
		s := recordSpec(400)
		s.Network.Activation = network.Rectified
		s.Statistics.Lags, s.Statistics.Segment, s.Statistics.Pairs = sim.Exactly(5.0), sim.Exactly(64), []string{"2>3"}
		r := recorded(t, s, sim.RecordInput{
			Networks: []*network.Network{net}, Neurons: row.neurons, Frames: newHeldFrames(len(row.neurons)),
		}, sim.Options{})
		facts, series := r.Networks[0].Statistics, r.Data.Of[0]
		if facts.Constant != row.constant || facts.CorrelationOf != row.timesOf || (facts.CorrelationTime != nil) != (row.timesOf > 0) {
			t.Errorf("%s: %+v", row.reason, facts)
		}
		last := len(row.neurons) - 1
		if l := series.Lagged; l.Mean[last] != 0 || l.Auto[last][0] != 0 || l.AutoErrors[last][0] != 0 || series.Active.Fraction[3] != 0 {
			t.Errorf("%s: mean %v, variance %v ± %v", row.reason, l.Mean[last], l.Auto[last][0], l.AutoErrors[last][0])
		}
		if c := series.Welch.Coherence[0]; !math.IsNaN(c[1]) {
			t.Errorf("%s: a coherence of %v", row.reason, c[1])
		}
		if _, err := json.Marshal(r); err != nil {
			t.Errorf("%s: %v", row.reason, err)
		}
	}
}

// TestVarianceThatRoundingMakesNegative: a neuron under constant input alone, at rest, varies by rounding. Its variance is never negative,
// and never ends the recording.
func TestVarianceThatRoundingMakesNegative(t *testing.T) {
	for leak := 1.7; leak < 5; leak += 0.2 {
		parts := testnet.Of(t, []float64{leak}).Parts()
		parts.Input = []float64{1.1}
		net, err := network.New(parts)
		if err != nil {
			t.Fatal(err)
		}
		s := recordSpec(100)
		s.Noise.Strength, s.Record.Start = 0, sim.Start{Kind: sim.ZeroStart}
		s.Statistics.From, s.Statistics.Lags = 80, sim.Exactly(0.5)
		r := recorded(t, s, sim.RecordInput{Networks: []*network.Network{net}, Neurons: upTo(1), Frames: newHeldFrames(1)}, sim.Options{})
		if d := r.Networks[0].Statistics.Deviation; !(d.Least >= 0 && d.Largest < 1e-6) {
			t.Errorf("leak %v: a standard deviation of %v", leak, d)
		}
	}
}
