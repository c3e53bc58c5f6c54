package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"noiseprune/integrator"
	"noiseprune/internal/kernel"
	"noiseprune/internal/lapack"
	"noiseprune/internal/roofline"
	"noiseprune/internal/workload"
	"noiseprune/network"
	"noiseprune/sim"
)

// benchReplicas is the number of replicas of every measured step, divided among the
// workers.
const benchReplicas = 64

// machineSpeed is what simulate bench finds. Rates are per second.
type machineSpeed struct {
	Program    string            `json:"program"`
	Processor  string            `json:"processor"`
	Workers    int               `json:"workers"`
	VectorUnit string            `json:"vector_unit"`
	LAPACK     string            `json:"lapack"`
	Limits     machineLimits     `json:"limits"`
	Steps      []stepSpeed       `json:"steps"`
	Normals    float64           `json:"normals"`
	Covariance []covarianceSpeed `json:"covariance"`
	Eigen      []eigenSpeed      `json:"eigenvectors"` // the library in use first
}

// machineLimits are floating-point operations and bytes per second.
type machineLimits struct {
	OneCore64 float64 `json:"flops_one_core_float64"`
	All64     float64 `json:"flops_float64"`
	OneCore32 float64 `json:"flops_one_core_float32"`
	All32     float64 `json:"flops_float32"`
	Bandwidth float64 `json:"bytes"`
}

// stepSpeed is the speed of a full step: noise, product and update.
type stepSpeed struct {
	Neurons        int     `json:"neurons"`
	Synapses       int     `json:"synapses"`
	Replicas       int     `json:"replicas"`
	Precision      string  `json:"precision"`
	Kernel         string  `json:"kernel"`
	Seconds        float64 `json:"seconds"` // of one step of all replicas
	NeuronSteps    float64 `json:"neuron_steps"`
	ShareOfFlops   float64 `json:"share_of_flops"`   // the product's operations alone
	ShareOfTraffic float64 `json:"share_of_traffic"` // each weight and each state once from memory
}

// covarianceSpeed is the speed of the accumulators.
type covarianceSpeed struct {
	Method   string  `json:"method"`
	Neurons  int     `json:"neurons"`
	Pairs    int     `json:"pairs"`   // whose covariance is kept
	Samples  float64 `json:"samples"` // each replica's state counts as one
	Products float64 `json:"products"`
}

// benchmark measures under the eyes of a progress.
type benchmark struct {
	library  lapack.Library
	context  context.Context //nolint:containedctx // it lives no longer than the command
	progress sim.Progress
	workers  int
	each     time.Duration
	speed    machineSpeed
}

func newBench() *cobra.Command {
	var workers int
	var seconds float64
	var asJSON, quiet bool
	var choice sim.LAPACKChoice
	c := &cobra.Command{
		Use:   "bench",
		Short: "Measure this machine's speed against its limits",
		Long: `bench measures how fast this machine takes the steps of a simulation, draws its noise and
accumulates its covariances, beside the most that the processor can do: fused
multiply-adds from registers, and reads from memory. It takes some seconds; whatever else
the machine does meanwhile shows.`,
		Example: "  simulate bench\n  simulate bench --json --seconds 2",
		Args:    arguments(0, 0),
		RunE: func(c *cobra.Command, _ []string) error {
			if workers < 1 {
				return inputError{fmt.Errorf("--workers is %d; give at least 1", workers)}
			}
			if !(seconds > 0 && seconds <= 3600) {
				return inputError{fmt.Errorf("--seconds is %v; give more than 0 and at most 3600", seconds)}
			}
			library, err := lapack.Open(choice.String(), os.Getenv("NOISEPRUNE_OPENBLAS"))
			if err != nil {
				return inputError{err}
			}
			library.Use()
			p := newProgress(c.ErrOrStderr(), quiet)
			b := benchmark{
				library: library, context: c.Context(), progress: p, workers: workers, each: time.Duration(seconds * float64(time.Second)),
			}
			err = b.run()
			p.finish()
			if err != nil {
				return err
			}
			if !asJSON {
				return b.speed.print(c.OutOrStdout())
			}
			text, err := json.MarshalIndent(b.speed, "", "  ")
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(c.OutOrStdout(), "%s\n", text)
			return err
		},
	}
	f := c.Flags()
	f.SortFlags = false
	f.Float64Var(&seconds, "seconds", 0.6, "time of each measurement")
	f.IntVar(&workers, "workers", runtime.NumCPU(), "goroutines")
	bindLAPACK(f, &choice)
	f.BoolVar(&asJSON, "json", false, "print the measurements as JSON")
	f.BoolVarP(&quiet, "quiet", "q", false, "show no progress")
	return c
}

// run takes all measurements, and stops between two when the context ends.
func (b *benchmark) run() error {
	b.speed = machineSpeed{
		Program: "noiseprune " + sim.Version, Processor: roofline.Processor(), Workers: b.workers,
		VectorUnit: kernel.Unit(), LAPACK: b.library.Name(),
	}
	phases := []struct {
		name    string
		measure func()
	}{
		{"the limits", b.limits},
		{"dense steps", func() { b.dense(2000) }},
		{"dense steps", func() { b.dense(512) }},
		{"sparse steps", b.sparse},
		{"normals", b.normals},
		{"covariance", b.denseCovariance},
		{"eigenvectors", b.eigenvectors},
		{"the limits again", b.limits},
	}
	for _, p := range phases {
		b.progress.Phase(p.name, 1)
		p.measure()
		b.progress.Advance(1)
		if err := b.context.Err(); err != nil {
			return err
		}
	}
	b.shares()
	return nil
}

// limits measures the limits, or once more: what another program took away the first time
// is no limit.
func (b *benchmark) limits() {
	l := &b.speed.Limits
	l.OneCore64, l.All64 = max(l.OneCore64, roofline.FMA[float64](1)), max(l.All64, roofline.FMA[float64](b.workers))
	l.OneCore32, l.All32 = max(l.OneCore32, roofline.FMA[float32](1)), max(l.All32, roofline.FMA[float32](b.workers))
	l.Bandwidth = max(l.Bandwidth, roofline.NewMemory(b.workers).Bandwidth())
}

// shares fills the steps' shares of the limits.
func (b *benchmark) shares() {
	for k := range b.speed.Steps {
		s := &b.speed.Steps[k]
		peak, size := b.speed.Limits.All64, 8.0
		if s.Precision == "float32" {
			peak, size = b.speed.Limits.All32, 4
		}
		weights, weightSize := float64(s.Synapses), size+4 // with the number of its source
		if s.Kernel == "dense" {
			weights, weightSize = float64(s.Neurons)*float64(s.Neurons), size
		}
		traffic := weights*weightSize + 2*float64(s.Neurons*s.Replicas)*size
		s.ShareOfFlops = 2 * weights * float64(s.Replicas) / s.Seconds / peak
		s.ShareOfTraffic = traffic / s.Seconds / b.speed.Limits.Bandwidth
	}
}

// time returns the seconds that the team takes once.
func (b *benchmark) time(t workload.Work) float64 { return t.Time(b.each).Seconds() }

func (b *benchmark) dense(neurons int) {
	net := workload.RandomNetwork(neurons, neurons-1)
	step[float64](b, net, "float64")
	step[float32](b, net, "float32")
}

// sparse measures the steps and the edges' covariance of one network.
func (b *benchmark) sparse() {
	net := workload.RandomNetwork(10_000, 100)
	step[float64](b, net, "float64")
	step[float32](b, net, "float32")
	b.covariance("edges", net.Neurons(), net.Edges(), workload.EdgeCovariance(net, benchReplicas, b.workers))
}

// step measures the full step of a network.
func step[T integrator.Float](b *benchmark, net *network.Network, precision string) {
	seconds := b.time(workload.Steps[T](net, benchReplicas, b.workers))
	kind := kernel.Choose[T](net.Weights(), kernel.Auto, benchReplicas)
	b.speed.Steps = append(b.speed.Steps, stepSpeed{
		Neurons: net.Neurons(), Synapses: net.Synapses(), Replicas: benchReplicas,
		Precision: precision, Kernel: kind.String(),
		Seconds: seconds, NeuronSteps: float64(net.Neurons()*benchReplicas) / seconds,
	})
}

func (b *benchmark) normals() {
	const neurons = 2000
	b.speed.Normals = neurons * benchReplicas / b.time(workload.Normals(neurons, benchReplicas, b.workers))
}

func (b *benchmark) denseCovariance() {
	const neurons = 2000
	b.covariance("dense", neurons, neurons*(neurons+1)/2, workload.DenseCovariance(neurons, benchReplicas, b.workers))
}

func (b *benchmark) covariance(method string, neurons, pairs int, team workload.Work) {
	samples := benchReplicas / b.time(team)
	b.speed.Covariance = append(b.speed.Covariance, covarianceSpeed{
		Method: method, Neurons: neurons, Pairs: pairs, Samples: samples, Products: samples * float64(pairs),
	})
}
