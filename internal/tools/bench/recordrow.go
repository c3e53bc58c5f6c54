package main

import (
	"context"
	"fmt"
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

// recordedReplicas is how many trajectories the row of replicas records at once.
const recordedReplicas = 32

// recordRow is a recording of all neurons at every Euler–Maruyama step, ours on the disk, theirs in memory, of frames only or beside all
// statistics, which the peer does not have. Ours writes A for the peer, once.
func recordRow(o options, cores int, kind string) row {
	steps := 20_000
	if o.quick {
		steps = 2000
	}
	return recordRows("record-"+kind, humanize.Comma(int64(steps))+" frames, one of each step ("+kind+")", task{
		Variant: kind, Steps: steps, Replicas: 1, Workers: cores,
	})
}

// replicasRow records many replicas at once, which the peer has to simulate one after another.
func replicasRow(o options, cores int) row {
	steps := 5000
	if o.quick {
		steps = 500
	}
	title := fmt.Sprintf("%s frames of %d replicas, one of each step (%s)", humanize.Comma(int64(steps)), recordedReplicas, framesOnly)
	return recordRows("record-replicas", title, task{Variant: framesOnly, Steps: steps, Replicas: recordedReplicas, Workers: cores})
}

// recordRows completes the row of a task.
func recordRows(name, title string, t task) row {
	t.Work, t.Network, t.StepSize = "record", "data/celegans-hermaphrodite-chemical.mtx", 5e-4
	t.File = filepath.Join(os.TempDir(), "noiseprune-record.npy")
	made := t
	made.Work = "write-matrix"
	one := float64(300 * t.Steps)
	brian := func(name, device string) peer {
		return peer{name: name, script: "with_brian2", amount: one, change: func(t *task) { t.Variant, t.Replicas = device, 1 }}
	}
	runtime := brian("Brian2, StateMonitor in memory", "runtime")
	runtime.target = 30
	return row{
		name: name, task: t, amount: one * float64(t.Replicas), unit: "numbers",
		title: "simulate record, C. elegans chemical, " + title,
		first: []first{{script: ours, task: made}},
		peers: []peer{runtime, brian("Brian2's C++ standalone, the same", "standalone")},
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
	spec.Record.Start, spec.Record.Replicas = sim.Start{Kind: sim.ZeroStart}, t.Replicas
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

// frameFolder is a sim.FrameStore of a file for each replica in a folder.
type frameFolder struct {
	path    string
	columns int
}

// Begin creates the file.
func (f frameFolder) Begin(_, replica int, _ int64) (sim.Frames, error) {
	w, err := recording.Create(filepath.Join(f.path, fmt.Sprintf("frames-%d.npy", replica)), f.columns, recording.Float64)
	return frameFile{w}, err
}

type frameFile struct{ *recording.Writer }

// Sync brings all frames to the disk.
func (f frameFile) Sync() error {
	_, err := f.Writer.Sync()
	return err
}
