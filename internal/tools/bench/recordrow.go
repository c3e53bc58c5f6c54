package main

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"github.com/dustin/go-humanize"

	"noiseprune/integrator"
	"noiseprune/network"
	"noiseprune/recording"
	"noiseprune/sim"
)

// framesOnly is the variant of a recording without lagged covariances and spectra.
const framesOnly = "frames"

// recordRow is a recording of all neurons at every Euler–Maruyama step, ours on the disk, theirs in memory, of frames only or beside all
// statistics, which the peer does not have. Ours writes A for the peer, once.
func recordRow(o options, cores int, kind string) row {
	steps := 20_000
	if o.quick {
		steps = 2000
	}
	t := task{
		Work: "record", Variant: kind, Network: "data/celegans-hermaphrodite-chemical.mtx", Steps: steps, StepSize: 5e-4, Workers: cores,
		File: filepath.Join(os.TempDir(), "noiseprune-record.npy"),
	}
	made := t
	made.Work = "write-matrix"
	return row{
		name: "record-" + kind, task: t, amount: float64(300 * steps), unit: "numbers",
		title: "simulate record, C. elegans chemical, " + humanize.Comma(int64(steps)) + " frames, one of each step (" + kind + ")",
		first: []first{{script: ours, task: made}},
		peers: []peer{
			{name: "Brian2, StateMonitor in memory", script: "with_brian2", target: 30, change: variant("runtime")},
			{name: "Brian2's C++ standalone, the same", script: "with_brian2", change: variant("standalone")},
		},
	}
}

// record records the network from rest.
func record(t task) (answer, error) {
	net, err := loadNetwork(t.Network)
	if err != nil {
		return answer{}, err
	}
	folder, err := os.MkdirTemp("", "noiseprune-record")
	if err != nil {
		return answer{}, err
	}
	defer os.RemoveAll(folder) //nolint:errcheck // it is temporary
	spec := sim.DefaultRecordSpec()
	spec.Integration.Stepper, spec.Integration.StepSize = integrator.EulerMaruyamaKind, sim.Exactly(t.StepSize)
	spec.Record.Every, spec.Record.Duration = sim.Exactly(t.StepSize), t.StepSize*float64(t.Steps)
	spec.Record.Start = sim.Start{Kind: sim.ZeroStart}
	if t.Variant == framesOnly {
		spec.Statistics.Lags, spec.Statistics.Segment = sim.Exactly(0), sim.Exactly(0)
	}
	in := sim.RecordInput{Networks: []*network.Network{net}, Frames: frameFolder{folder, net.Neurons()}}
	for i := range net.Neurons() {
		in.Neurons = append(in.Neurons, i)
	}
	start := time.Now()
	r, err := sim.Record(context.Background(), spec, in, sim.Options{Workers: t.Workers}, nil)
	if err != nil {
		return answer{}, err
	}
	return answer{
		Seconds: time.Since(start).Seconds(), Variant: t.Variant,
		Found: map[string]float64{"frames": float64(r.Schedule.Frames), "deviation": r.Networks[0].Statistics.Deviation.Median},
	}, nil
}

// frameFolder is a sim.FrameStore of one file in a folder.
type frameFolder struct {
	path    string
	columns int
}

// Begin creates the file.
func (f frameFolder) Begin(int, int, int64) (sim.Frames, error) {
	w, err := recording.Create(filepath.Join(f.path, "frames.npy"), f.columns, recording.Float64)
	return frameFile{w}, err
}

type frameFile struct{ *recording.Writer }

// Sync brings all frames to the disk.
func (f frameFile) Sync() error {
	_, err := f.Writer.Sync()
	return err
}
