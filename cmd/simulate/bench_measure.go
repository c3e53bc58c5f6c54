package main

import (
	"context"
	"time"

	"noiseprune/integrator"
	"noiseprune/internal/kernel"
	"noiseprune/internal/lapack"
	"noiseprune/internal/roofline"
	"noiseprune/internal/workload"
	"noiseprune/network"
	"noiseprune/sim"
)

// benchReplicas is the number of replicas of every measured step, divided among the workers.
const benchReplicas = 64

// benchmark takes the measurements and collects them in speed.
type benchmark struct {
	library  lapack.Library
	workers  int
	duration time.Duration // of each measurement
	speed    machineSpeed
}

// run takes all measurements. If the context ends, it returns its error after the current one.
func (b *benchmark) run(ctx context.Context, progress sim.Progress) error {
	b.speed = machineSpeed{
		Program: "noiseprune " + sim.Version, Processor: roofline.Processor(), Workers: b.workers,
		VectorUnit: kernel.Unit(), LAPACK: b.library.Name(),
	}
	for _, p := range []struct {
		name    string
		measure func()
	}{
		{"the limits", b.limits},
		{"dense steps", func() { b.denseSteps(2000) }},
		{"dense steps", func() { b.denseSteps(512) }},
		{"sparse steps", b.sparseSteps},
		{"normals", b.normals},
		{"covariance", b.denseCovariance},
		{"eigenvectors", b.eigenvectors},
		{"the limits again", b.limits},
	} {
		progress.Phase(p.name, 1)
		p.measure()
		progress.Advance(1)
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	b.speed.fillShares()
	return nil
}

// limits measures the limits and keeps the largest values: other programs can only lower them.
func (b *benchmark) limits() {
	l := &b.speed.Limits
	l.OneCore64, l.All64 = max(l.OneCore64, roofline.FMA[float64](1)), max(l.All64, roofline.FMA[float64](b.workers))
	l.OneCore32, l.All32 = max(l.OneCore32, roofline.FMA[float32](1)), max(l.All32, roofline.FMA[float32](b.workers))
	l.Bandwidth = max(l.Bandwidth, roofline.NewMemory(b.workers).Bandwidth())
}

// seconds measures how long the workers take to do the work once.
func (b *benchmark) seconds(work workload.Work) float64 { return work.Time(b.duration).Seconds() }

func (b *benchmark) denseSteps(neurons int) {
	net := workload.RandomNetwork(neurons, neurons-1)
	measureStep[float64](b, net, "float64")
	measureStep[float32](b, net, "float32")
}

// sparseSteps measures the steps and the edges' covariance of one network.
func (b *benchmark) sparseSteps() {
	net := workload.RandomNetwork(10_000, 100)
	measureStep[float64](b, net, "float64")
	measureStep[float32](b, net, "float32")
	b.covariance("edges", net.Neurons(), net.Edges(), workload.EdgeCovariance(net, benchReplicas, b.workers))
}

// measureStep measures the full step of a network.
func measureStep[T integrator.Float](b *benchmark, net *network.Network, precision string) {
	seconds := b.seconds(workload.Steps[T](net, benchReplicas, b.workers))
	kind := kernel.Choose[T](net.Weights(), kernel.Auto, benchReplicas)
	b.speed.Steps = append(b.speed.Steps, stepSpeed{
		Neurons: net.Neurons(), Synapses: net.Synapses(), Replicas: benchReplicas,
		Precision: precision, Kernel: kind.String(),
		Seconds: seconds, NeuronSteps: float64(net.Neurons()*benchReplicas) / seconds,
	})
}

func (b *benchmark) normals() {
	const neurons = 2000
	b.speed.Normals = neurons * benchReplicas / b.seconds(workload.Normals(neurons, benchReplicas, b.workers))
}

func (b *benchmark) denseCovariance() {
	const neurons = 2000
	b.covariance("dense", neurons, neurons*(neurons+1)/2, workload.DenseCovariance(neurons, benchReplicas, b.workers))
}

func (b *benchmark) covariance(method string, neurons, pairs int, work workload.Work) {
	samples := benchReplicas / b.seconds(work)
	b.speed.Covariance = append(b.speed.Covariance, covarianceSpeed{
		Method: method, Neurons: neurons, Pairs: pairs, Samples: samples, Products: samples * float64(pairs),
	})
}
