package sim

import (
	"context"

	"noiseprune/integrator"
	"noiseprune/internal/resume"
	"noiseprune/network"
	"noiseprune/noise"
)

// measureBySolving fills the covariance from independent samples of the stationary activity.
func measureBySolving(r *run, measured *network.Network) error {
	found, err := solveBlocks(r, measured)
	if err != nil {
		return err
	}
	r.showMerged(found.edges)
	if err := r.result.setLocal(found.blockStatistics, r.net); err != nil {
		return err
	}
	r.result.describeSamples(found.edges)
	r.describeErrors(found.curve)
	r.result.Covariance.Solves = found.facts()
	return r.compareSolved(measured)
}

// solveBlocks samples all blocks of replicas and returns their merged statistics.
func solveBlocks(r *run, net *network.Network) (*solvedBlock, error) {
	blocks, times := r.replicaBlocks(), r.schedule.SamplesPerReplica
	units := int64(times) * int64(blocks.replicas)
	r.opt.Progress.Phase("covariance", units)
	runner := r.runner
	runner.Workers = BlocksAtOnce(r.net.Edges(), blocks.count(), r.opt.Workers)
	plan := r.errorPlan()
	weights, err := pack[float64](r, r.comparing(), net, blocks.width, runner.Workers)
	if err != nil {
		return nil, err
	}
	return resume.MergeBatches(r.ctx, runner, resume.Tasks[*solvedBlock]{
		Name: "covariance", Count: blocks.count(),
		Units: func(block int) int64 { return int64(times) * int64(blocks.widthOf(block)) },
		Do: func(_ context.Context, block int, cp *resume.Checkpoint) (*solvedBlock, error) {
			solved := newSolvedBlock(r.net, blocks.widthOf(block), times, plan)
			sampler := integrator.NewSampler(net, weights, r.drive(r.comparing(), r.spec.Noise.Strength, noise.Solve))
			state := integrator.NewBlock[float64](net.Neurons(), blocks.widthOf(block), blocks.firstReplica(block))
			before := blocks.before(block, times)
			return solved, solved.sample(cp, sampler, state, times, func() { r.showBlock(solved.edges, state.Width, times, before) })
		},
		Encode: (*solvedBlock).encode,
		Decode: func(data []byte, first, count int) (*solvedBlock, error) {
			s := newSolvedBlock(r.net, blocks.widthOf(first), times, plan)
			return s, s.decode(data, int64(times)*int64(blocks.within(first, count)))
		},
	}, func(merged **solvedBlock, next *solvedBlock) {
		(*merged).merge(next)
		r.showMerged((*merged).edges)
	}, r.mostBatches(),
		func(merged *solvedBlock, batches int) bool { return r.wantsMore(merged.edges, batches, units) })
}

// compareSolved fills how far the measured diff-cov lies from the exact value of the differential
// equation, which is that of the samples but for the tolerance.
func (r *run) compareSolved(measured *network.Network) error {
	if !r.comparesWithExact(measured) {
		return nil
	}
	r.noteLibrary()
	r.opt.Progress.Phase("exact covariance", 1)
	exact, err := r.exactOnce("exact", measured, false)
	if err != nil {
		return err
	}
	if exact.none != "" {
		r.result.note("no exact covariance: %v", exact.none)
		return nil
	}
	r.result.Covariance.ExactAvailable = true
	r.fillErrors(exact.values, exact.values)
	return nil
}
