package sim

import (
	"context"
	"math"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/internal/resume"
	"noiseprune/internal/trajectory"
	"noiseprune/network"
	"noiseprune/noise"
)

// How the bias of the step is measured where the network is not linear.
const (
	pairedTasks    = 4  // two independent halves, at h and at h/2
	pairedReplicas = 4  // of each half
	pairedSpan     = 25 // typical time constants that are sampled
)

// pairedBias simulates a rectified network at h and at h/2 under the same Wiener process, twice with
// independent noise, and fills the bias of the step. White noise inside the bracket has no limit
// as h → 0, so that there is no bias to be told.
func (r *run) pairedBias(net *network.Network, reference []float64) error {
	if r.spec.Noise.Placement == integrator.Inside {
		return nil
	}
	samples := pairedSamples()
	r.opt.Progress.Phase("half the step", pairedTasks)
	var d [pairedTasks][]float64 // of both halves at h, then at h/2
	err := resume.Each(r.ctx, r.runner, resume.Tasks[[]float64]{
		Name: "paired", Count: len(d),
		Do: func(ctx context.Context, task int, _ *resume.Checkpoint) ([]float64, error) {
			drive, finer := r.drive(r.measuring(), r.spec.Noise.Strength, noise.Probe), 1
			if drive.Course = integrator.Coarsened; task >= 2 {
				drive.Course, drive.StepSize, finer = integrator.Continuing, drive.StepSize/2, 2
			}
			return r.diffCovUnder(ctx, net, reference, drive, pairedReplicas*(1+task%2), finer, samples)
		},
		Encode: resume.EncodeFloats,
		Decode: func(data []byte, _, _ int) ([]float64, error) {
			return resume.DecodeFloats(data, r.net.Weights().Stored())
		},
	}, func(task int, found []float64) { d[task] = found })
	if err == nil {
		of := func(k int) []float64 { return r.result.perEdge(d[k]) }
		r.describeStepBias(BiasPaired, [2][]float64{of(0), of(1)}, [2][]float64{of(2), of(3)})
	}
	return err
}

// pairedSamples returns the number of samples of each task.
func pairedSamples() int { return pairedSpan * int(math.Round(1/pilotGrid)) }

// diffCovUnder returns the diff-cov of each stored entry, from replicas of a number of their own.
func (r *run) diffCovUnder(
	ctx context.Context, net *network.Network, reference []float64, drive integrator.Drive, first, finer, samples int,
) ([]float64, error) {
	weights, err := pack[float64](r, r.measuring(), net, pairedReplicas, pairedTasks)
	if err != nil {
		return nil, err
	}
	stepper, err := newDrivenStepper(r.measuring(), net, weights, drive)
	if err != nil {
		return nil, err
	}
	sums := covariance.NewEdges(r.net, pairedReplicas, reference, samples)
	start := integrator.NewBlock[float64](net.Neurons(), pairedReplicas, first)
	startFrom(start, reference)
	burnIn, grid := finer*r.schedule.BurnInSteps, finer*pilotGridSteps(r)
	blocks := trajectory.New(trajectory.Observer{
		First: burnIn + grid, Interval: grid, Observe: func(_ int, _, state []float64) { sums.Add(state) },
	}, start, stepper)
	c := resume.Unsaved(ctx, nil)
	if err := blocks.Begin(c); err != nil {
		return nil, err
	}
	if err := blocks.Integrate(c, burnIn+samples*grid); err != nil {
		return nil, err
	}
	return sums.Local().DiffCov(r.net), nil
}
