package sim_test

import (
	"testing"

	"noiseprune/integrator"
	"noiseprune/network"
	"noiseprune/network/netio"
	"noiseprune/noise"
	"noiseprune/sim"
)

// worm returns the chemical synapses of C. elegans.
func worm(tb testing.TB) *network.Network {
	tb.Helper()
	loaded, err := netio.Load(network.Definition{Source: "../data/celegans-hermaphrodite-chemical.mtx"}, 1, netio.DefaultLimits())
	if err != nil {
		tb.Fatal(err)
	}
	return loaded.Network
}

// BenchmarkRecord records every step of all neurons of C. elegans: the bare step, the recording without statistics, with covariances,
// and with spectra too. The frames are dropped, so that the disk is not measured, and time counts from the first frame to the last, so that
// exact counterparts are not. An operation is a step. Where a time constant is 10 ms, an hour in 10⁶ frames is about four steps a frame.
func BenchmarkRecord(b *testing.B) {
	net := worm(b)
	spec := recordSpec(1)
	spec.Record.Every, spec.Integration.StepSize, spec.Record.BurnIn = sim.Exactly(0.002), sim.Exactly(0.002), sim.Exactly(0)
	b.Run("step", func(b *testing.B) {
		stepper, err := integrator.New(integrator.ExponentialKind, net, integrator.Pack[float64](net, integrator.AutoKernel, 1),
			integrator.Drive{Strength: 1, StepSize: 0.002, Key: noise.Key{Seed: 1, Purpose: noise.Trajectory}})
		if err != nil {
			b.Fatal(err)
		}
		block := integrator.NewBlock[float64](net.Neurons(), 1, 0)
		for b.Loop() {
			if err := stepper.Advance(block); err != nil {
				b.Fatal(err)
			}
		}
	})
	for _, c := range []struct {
		name          string
		every         float64 // steps
		lags, segment float64
	}{
		{"frames", 1, 0, 0}, {"covariances", 1, 0.1, 0}, {"spectra", 1, 0, 1024},
		{"all", 1, 0.1, 1024}, {"all, 4 steps a frame", 4, 0.1, 1024},
	} {
		b.Run(c.name, func(b *testing.B) {
			s := spec
			s.Record.Every = sim.Exactly(0.002 * c.every)
			s.Record.Duration = 0.002 * max(float64(b.N), 2048*c.every)
			s.Statistics.Lags, s.Statistics.Segment = sim.Exactly(c.lags), sim.Exactly(c.segment)
			recordedBy(b, s, net)
		})
	}
}

// dropped takes frames and drops them, and measures the time between the first and the last.
type dropped struct{ b *testing.B }

func (d dropped) Begin(int, int, int64) (sim.Frames, error) {
	d.b.StartTimer()
	return d, nil
}
func (dropped) Append([]float64) error { return nil }
func (dropped) Sync() error            { return nil }
func (d dropped) Close() error {
	d.b.StopTimer()
	return nil
}

func recordedBy(b *testing.B, s sim.RecordSpec, net *network.Network) {
	b.Helper()
	b.StopTimer()
	in := sim.RecordInput{Networks: []*network.Network{net}, Neurons: upTo(net.Neurons()), Frames: dropped{b}}
	if _, err := sim.Record(b.Context(), s, in, sim.Options{}, nil); err != nil {
		b.Fatal(err)
	}
}
