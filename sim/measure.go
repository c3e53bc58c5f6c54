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
	reference, err := findReference(r, measured)
	if err != nil {
		return err
	}
	grid := pilotGridSteps(r)
	correlation, err := measureAutocorrelation(r, measured, reference, grid)
	if err != nil {
		return err
	}
	if err := chooseSampling(r, correlation, grid); err != nil {
		return err
	}
	sample := sampleBlocks[float64]
	if r.spec.Integration.Precision == integrator.Float32 {
		if err := checkPrecision(r, measured, reference); err != nil {
			return err
		}
		sample = sampleBlocks[float32]
	}
	statistics, err := sample(r, measured, reference)
	if err != nil {
		return err
	}
	return describeCovariance(r, measured, statistics)
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
func findReference(r *run, net *network.Network) ([]float64, error) {
	block := integrator.NewBlock[float64](net.Neurons(), 1, 0)
	if !sizeOf(net).Driven {
		return block.State, nil
	}
	stepper, err := newStepper(r, net, pack[float64](r, net, 1), 0, noise.Drive)
	if err != nil {
		return nil, err
	}
	r.opt.Progress.Phase("finding the mean", int64(r.schedule.BurnInSteps))
	return block.State, integrateAlone(r, "mean", stepper, block, r.schedule.BurnInSteps)
}

// sampleBlocks simulates all blocks of replicas, with states of precision T, and returns their
// merged statistics.
func sampleBlocks[T integrator.Float](r *run, net *network.Network, reference []float64) (blockStatistics, error) {
	c, t := r.spec.Covariance, r.schedule
	replicas, width := c.Replicas, int(c.Width.Value())
	until := t.BurnInSteps + t.IntervalSteps*t.SamplesPerReplica
	r.opt.Progress.Phase("covariance", int64(until)*int64(replicas))
	weights := pack[T](r, net, width)
	widthOf := func(block int) int { return min(width, replicas-block*width) }
	return resume.Merge(r.ctx, r.runner, resume.Tasks[blockStatistics]{
		Name: "covariance", Count: (replicas + width - 1) / width,
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
			return statistics, blocks.Integrate(cp, until)
		},
		Encode: blockStatistics.encode,
		Decode: func(data []byte, first, blocks int) (blockStatistics, error) {
			s := newStatistics(r.net, c.Method, widthOf(first), reference, t.SamplesPerReplica)
			samples := t.SamplesPerReplica * (min(replicas, (first+blocks)*width) - first*width)
			return s, s.decode(data, int64(samples))
		},
	}, func(merged *blockStatistics, next blockStatistics) { merged.merge(next) })
}

// describeCovariance fills the covariance that was sampled and how precise it is.
func describeCovariance(r *run, measured *network.Network, s blockStatistics) error {
	if err := r.result.setLocal(s, r.net); err != nil {
		return err
	}
	r.result.describeSamples(r.net, s)
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
