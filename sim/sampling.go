package sim

import (
	"context"
	"fmt"

	"noiseprune/integrator"
	"noiseprune/internal/resume"
	"noiseprune/internal/trajectory"
	"noiseprune/network"
	"noiseprune/noise"
)

// sampleStationary samples, and extends an open burn-in and samples again while the activity is not
// stationary.
func sampleStationary(r *run, measured *network.Network, reference []float64) (blockStatistics, error) {
	sample := sampleBlocks[float64]
	if r.spec.Integration.Precision == integrator.Float32 {
		sample = sampleBlocks[float32]
	}
	for extensions := 0; ; extensions++ {
		statistics, err := sample(r, measured, reference, extensions)
		if err != nil {
			return statistics, err
		}
		r.showMerged(statistics.edges)
		s, tested := statistics.edges.Stationarity()
		if !tested {
			r.result.note("whether the activity is stationary is not known: " +
				"a test needs two samples of each of two replicas, of activity that varies")
			return statistics, nil
		}
		if s.PValue >= stationarityLevel || !r.burnInOpen || extensions == mostExtensions {
			r.describeStationarity(s, extensions)
			return statistics, nil
		}
		t := r.schedule
		if err := r.setBurnIn(t.BurnInSteps + t.IntervalSteps*t.SamplesPerReplica); err != nil {
			return statistics, err
		}
	}
}

// sampleBlocks simulates all blocks of replicas, with states of precision T, and returns their
// merged statistics. attempt counts the attempts before, which had shorter burn-ins.
func sampleBlocks[T integrator.Float](r *run, net *network.Network, reference []float64, attempt int) (blockStatistics, error) {
	c, t := r.spec.Covariance, r.schedule
	blocks := r.replicaBlocks()
	until := t.BurnInSteps + t.IntervalSteps*t.SamplesPerReplica
	units := int64(until) * int64(c.Replicas)
	r.opt.Progress.Phase("covariance", units)
	runner := r.runner
	runner.Workers = BlocksAtOnce(r.net.Edges(), blocks.count(), r.opt.Workers)
	plan := r.errorPlan()
	weights, err := pack[T](r, r.measuring(), net, blocks.width, runner.Workers)
	if err != nil {
		return blockStatistics{}, err
	}
	return resume.MergeBatches(r.ctx, runner, resume.Tasks[blockStatistics]{
		Name: covarianceTask(attempt), Count: blocks.count(),
		Units: func(block int) int64 { return int64(until) * int64(blocks.widthOf(block)) },
		Do: func(_ context.Context, block int, cp *resume.Checkpoint) (blockStatistics, error) {
			stepper, err := newStepper(r, r.measuring(), net, weights, r.spec.Noise.Strength, noise.Drive)
			if err != nil {
				return blockStatistics{}, err
			}
			statistics := newStatistics(r.net, c.Method, blocks.widthOf(block), reference, t.SamplesPerReplica, plan)
			start := integrator.NewBlock[T](net.Neurons(), blocks.widthOf(block), blocks.firstReplica(block))
			startFrom(start, reference)
			observer := r.showing(statistics.observer(t, start.Width), statistics, start.Width, blocks.before(block, t.SamplesPerReplica))
			trajectories := trajectory.New(observer, start, stepper)
			if err := trajectories.Begin(cp); err != nil {
				return statistics, err
			}
			if err := trajectories.Integrate(cp, until); err != nil {
				return statistics, err
			}
			statistics.edges.Complete()
			return statistics, nil
		},
		Encode: blockStatistics.encode,
		Decode: func(data []byte, first, count int) (blockStatistics, error) {
			s := newStatistics(r.net, c.Method, blocks.widthOf(first), reference, t.SamplesPerReplica, plan)
			return s, s.decode(data, int64(t.SamplesPerReplica)*int64(blocks.within(first, count)))
		},
	}, func(merged *blockStatistics, next blockStatistics) {
		merged.merge(next)
		r.showMerged(merged.edges)
	}, r.mostBatches(),
		func(merged blockStatistics, batches int) bool { return r.wantsMore(merged.edges, batches, units) })
}

// covarianceTask is the name of the blocks' entries in the store.
func covarianceTask(attempt int) string {
	if attempt == 0 {
		return "covariance"
	}
	return fmt.Sprintf("covariance-%d", attempt)
}
