package sim

import (
	"context"
	"fmt"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/internal/resume"
	"noiseprune/internal/trajectory"
	"noiseprune/network"
	"noiseprune/noise"
)

// measureCovariance fills the covariance, from trajectories or from the equation.
func measureCovariance(r *run) (err error) {
	measured, err := r.measuredNetwork()
	if err != nil {
		return err
	}
	r.result.Covariance = &CovarianceFacts{Method: r.spec.Covariance.Method}
	if r.spec.Covariance.Method == covariance.ExactMethod {
		return solveCovariance(r, measured)
	}
	defer func() { err = explainDivergence(err, "the network", measured, duringCovariance) }()
	if err := settle(r, measured); err != nil {
		return err
	}
	reference, err := findReference(r, "mean", measured)
	if err != nil {
		return err
	}
	found, err := runPilot(r, measured, reference)
	if err != nil {
		return err
	}
	if measured.Activation() == network.Rectified { // whose mean under noise is not that without
		reference = found.mean
		if err := r.pairedBias(measured, reference); err != nil {
			return err
		}
	}
	if r.spec.Integration.Precision == integrator.Float32 {
		if err := checkPrecision(r, measured, reference); err != nil {
			return err
		}
	}
	statistics, err := sampleStationary(r, measured, reference)
	if err != nil {
		return err
	}
	return describeCovariance(r, measured, statistics)
}

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
		s, tested := statistics.edges.Stationarity()
		if !tested {
			r.result.note("whether the activity is stationary is not known: a test needs two samples of each of two replicas, of activity that varies")
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

// measuredNetwork returns the network whose trajectories give the covariance: the
// linear one unless the spec asks for the rectified network's own.
func (r *run) measuredNetwork() (*network.Network, error) {
	if r.spec.Covariance.From == LinearDynamics {
		return r.net.Linearized(), nil
	}
	parts := r.net.Parts()
	input := make([]float64, len(parts.Input))
	for i, b := range parts.Input {
		input[i] = b + r.spec.Covariance.Background
	}
	parts.Input = input
	net, err := network.New(parts)
	if err != nil {
		return nil, &SpecError{"covariance.background", fmt.Sprintf("is %v, with which the %v", r.spec.Covariance.Background, err)}
	}
	return net, nil
}

// findReference returns the point about which the sums are taken: the state of the network after
// the burn-in without noise. Near the mean, the sums of squares lose no digits.
//
// The store keeps it under the given name.
func findReference(r *run, name string, net *network.Network) ([]float64, error) {
	block := integrator.NewBlock[float64](net.Neurons(), 1, 0)
	if !sizeOf(net).Driven {
		return block.State, nil
	}
	stepper, err := newStepper(r, net, pack[float64](r, net, 1), 0, noise.Drive)
	if err != nil {
		return nil, err
	}
	r.opt.Progress.Phase("finding the mean", int64(r.schedule.BurnInSteps))
	return block.State, integrateAlone(r, name, stepper, block, r.schedule.BurnInSteps)
}

// sampleBlocks simulates all blocks of replicas, with states of precision T, and returns their
// merged statistics. attempt counts the attempts before, which had shorter burn-ins.
func sampleBlocks[T integrator.Float](r *run, net *network.Network, reference []float64, attempt int) (blockStatistics, error) {
	c, t := r.spec.Covariance, r.schedule
	replicas, width := c.Replicas, int(c.Width.Value())
	until := t.BurnInSteps + t.IntervalSteps*t.SamplesPerReplica
	r.opt.Progress.Phase("covariance", int64(until)*int64(replicas))
	weights := pack[T](r, net, width)
	widthOf := func(block int) int { return min(width, replicas-block*width) }
	return resume.Merge(r.ctx, r.runner, resume.Tasks[blockStatistics]{
		Name: covarianceTask(attempt), Count: (replicas + width - 1) / width,
		Units: func(block int) int64 { return int64(until) * int64(widthOf(block)) },
		Do: func(_ context.Context, block int, cp *resume.Checkpoint) (blockStatistics, error) {
			stepper, err := newStepper(r, net, weights, r.spec.Noise.Strength, noise.Drive)
			if err != nil {
				return blockStatistics{}, err
			}
			statistics := newStatistics(r.net, c.Method, widthOf(block), reference, t.SamplesPerReplica)
			start := integrator.NewBlock[T](net.Neurons(), widthOf(block), block*width)
			startFrom(start, reference)
			blocks := trajectory.New(statistics.observer(t, widthOf(block)), start, stepper)
			if err := blocks.Begin(cp); err != nil {
				return statistics, err
			}
			if err := blocks.Integrate(cp, until); err != nil {
				return statistics, err
			}
			statistics.edges.Complete()
			return statistics, nil
		},
		Encode: blockStatistics.encode,
		Decode: func(data []byte, first, blocks int) (blockStatistics, error) {
			s := newStatistics(r.net, c.Method, widthOf(first), reference, t.SamplesPerReplica)
			samples := t.SamplesPerReplica * (min(replicas, (first+blocks)*width) - first*width)
			return s, s.decode(data, int64(samples))
		},
	}, func(merged *blockStatistics, next blockStatistics) { merged.merge(next) })
}

// covarianceTask is the name of the blocks' entries in the store.
func covarianceTask(attempt int) string {
	if attempt == 0 {
		return "covariance"
	}
	return fmt.Sprintf("covariance-%d", attempt)
}

// describeCovariance fills the covariance that was sampled and how precise it is.
func describeCovariance(r *run, measured *network.Network, s blockStatistics) error {
	if err := r.result.setLocal(s, r.net); err != nil {
		return err
	}
	r.result.describeSamples(s.edges)
	return compareWithExact(r, measured)
}

// setLocal takes the covariance that was sampled into the result.
func (r *Result) setLocal(s blockStatistics, net *network.Network) error {
	if s.dense == nil {
		return r.setCovariance(s.edges.Local(), net)
	}
	r.Data.Covariance = s.dense.Matrix()
	return r.setCovariance(covariance.LocalFrom(net, r.Data.Covariance), net)
}

// setCovariance takes the variances and covariances that synapses can know into the result, unless
// one of them is not finite.
func (r *Result) setCovariance(l network.LocalCovariance, net *network.Network) error {
	if err := l.Check(net); err != nil {
		return fmt.Errorf("covariance: %w", err)
	}
	if err := checkVariances(l, net); err != nil {
		return fmt.Errorf("covariance: %w", err)
	}
	r.Data.Local = l
	r.Data.DiffCov = l.DiffCov(net)
	return nil
}
