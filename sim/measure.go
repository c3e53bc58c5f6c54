package sim

import (
	"context"
	"encoding"
	"fmt"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/network"
	"noiseprune/noise"
)

// trackedEdges is how many edges carry a covariance of each replica of their own, from
// which the error bars come.
const trackedEdges = 512

// blockStatistics is what one block of replicas leaves behind.
type blockStatistics struct {
	edges   *covariance.Edges // nil unless the method is edges
	dense   *covariance.Dense // nil unless the method is dense
	tracked *covariance.Tracked
}

// estimator is what the estimators of a block have in common.
type estimator interface {
	accumulator
	encoding.BinaryMarshaler
	encoding.BinaryUnmarshaler
	Samples() int64
}

func (s blockStatistics) estimators() []estimator {
	all := []estimator{s.tracked}
	if s.edges != nil {
		all = append(all, s.edges)
	}
	if s.dense != nil {
		all = append(all, s.dense)
	}
	return all
}

func (s blockStatistics) accumulators() []accumulator {
	var all []accumulator
	for _, e := range s.estimators() {
		all = append(all, e)
	}
	return all
}

// encode encodes all estimators.
func (s blockStatistics) encode() []byte {
	var parts [][]byte
	for _, e := range s.estimators() {
		parts = append(parts, marshal(e))
	}
	return bundle(parts...)
}

// decode replaces what the estimators hold by what encode encoded, which must be of that
// many samples.
func (s blockStatistics) decode(data []byte, samples int64) error {
	all := s.estimators()
	parts, err := unbundle(data, len(all))
	if err != nil {
		return err
	}
	for k, e := range all {
		if err := e.UnmarshalBinary(parts[k]); err != nil {
			return err
		}
		if e.Samples() != samples {
			return fmt.Errorf("saved statistics are of %d samples, not %d", e.Samples(), samples)
		}
	}
	return nil
}

// merge adds the statistics of the next block.
func (s blockStatistics) merge(next blockStatistics) {
	s.tracked.Merge(next.tracked)
	if s.edges != nil {
		s.edges.Merge(next.edges)
	}
	if s.dense != nil {
		s.dense.Merge(next.dense)
	}
}

// measure fills the covariance, from trajectories or exactly.
func (r *run) measure() error {
	measured, err := r.measuredNetwork()
	if err != nil {
		return err
	}
	r.result.Covariance = &CovarianceFacts{Method: r.spec.Covariance.Method.String()}
	if r.spec.Covariance.Method == covariance.ExactMethod {
		return r.exactOnly(measured)
	}
	return explainDivergence(r.measureIn(measured), "the network", measured, duringCovariance)
}

// measureIn measures the covariance in the trajectories of that network.
func (r *run) measureIn(measured *network.Network) error {
	reference, err := r.reference(measured)
	if err != nil {
		return err
	}
	if err := r.pilot(measured, reference); err != nil {
		return err
	}
	if err := r.checkPrecision(measured, reference); err != nil {
		return err
	}
	statistics, err := r.sample(measured, reference)
	if err != nil {
		return err
	}
	var local network.LocalCovariance
	if statistics.dense != nil {
		r.result.Data.Covariance = statistics.dense.Matrix()
		local = covariance.LocalFrom(r.net, r.result.Data.Covariance)
	} else {
		local = statistics.edges.Local()
	}
	if err := r.setLocal(local); err != nil {
		return err
	}
	r.describeSamples(statistics.tracked)
	return r.compareWithExact(measured)
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
	return network.New(parts)
}

// reference returns the point about which the sums are taken: where the network comes
// to after the burn-in without noise. Near the mean, the sums of squares lose no digits.
func (r *run) reference(net *network.Network) ([]float64, error) {
	rest := integrator.NewBlock[float64](net.Neurons(), 1, 0)
	quiet := true
	for _, b := range net.Input() {
		quiet = quiet && b == 0
	}
	if quiet {
		return rest.State, nil
	}
	stepper, err := newStepper(r, net, pack[float64](r, net, 1), 0, noise.Drive)
	if err != nil {
		return nil, err
	}
	r.opt.Progress.Phase("finding the mean", int64(r.schedule.BurnInSteps))
	err = marchAlone(r, "mean", stepper, rest, r.schedule.BurnInSteps)
	return rest.State, err
}

// sample runs all blocks of replicas and returns their merged statistics.
func (r *run) sample(net *network.Network, reference []float64) (blockStatistics, error) {
	if r.single() {
		return sampleAs[float32](r, net, reference)
	}
	return sampleAs[float64](r, net, reference)
}

// sampleAs samples with states of precision T.
func sampleAs[T integrator.Float](r *run, net *network.Network, reference []float64) (blockStatistics, error) {
	replicas, width := r.spec.Covariance.Replicas, int(r.spec.Covariance.Width.Value())
	total := r.schedule.BurnInSteps + r.schedule.IntervalSteps*r.schedule.SamplesPerReplica
	r.opt.Progress.Phase("covariance", int64(total)*int64(replicas))
	product := pack[T](r, net, width)
	widthOf := func(job int) int { return min(width, replicas-job*width) }
	return eachBlock(r, blockPhase[blockStatistics]{
		name: "covariance", count: (replicas + width - 1) / width,
		work: func(ctx context.Context, job int) (blockStatistics, error) {
			stepper, err := newStepper(r, net, product, r.spec.Noise.Strength, noise.Drive)
			if err != nil {
				return blockStatistics{}, err
			}
			block := integrator.NewBlock[T](net.Neurons(), widthOf(job), job*width)
			return sampleBlock(ctx, r, memberName("covariance", "under", job), stepper, block, reference, total)
		},
		merge:  func(merged *blockStatistics, next blockStatistics) { merged.merge(next) },
		encode: blockStatistics.encode,
		decode: func(data []byte, first, blocks int) (blockStatistics, error) {
			s := r.newStatistics(widthOf(first), reference)
			samples := r.schedule.SamplesPerReplica * (min(replicas, (first+blocks)*width) - first*width)
			return s, s.decode(data, int64(samples))
		},
	})
}

// sampleBlock takes one block of replicas from the reference to the end of its samples, or
// goes on with it from the checkpoint.
func sampleBlock[T integrator.Float](ctx context.Context, r *run, name string, s integrator.Stepper[T], block *integrator.Block[T], reference []float64, total int) (blockStatistics, error) {
	statistics := r.newStatistics(block.Width, reference)
	for i, m := range reference {
		fill(block.State[i*block.Width:(i+1)*block.Width], T(m))
	}
	observer := sampler{uint64(r.schedule.BurnInSteps), uint64(r.schedule.IntervalSteps), statistics.accumulators()}
	if data, ok := r.ledger.get(name); ok {
		if err := decodeBlock(data, block, func(data []byte) error {
			return statistics.decode(data, int64(observer.taken(block.Step))*int64(block.Width))
		}); err != nil {
			return statistics, unfit(name, err)
		}
		r.opt.Progress.Skip(int64(block.Step) * int64(block.Width))
	}
	p := r.accompany(ctx, name, block.Width, func() []byte { return bundle(marshal(block), statistics.encode()) })
	return statistics, march(p, s, block, total, observer)
}

// decodeBlock reads a block under way and then what its observer has seen.
func decodeBlock[T integrator.Float](data []byte, block *integrator.Block[T], observed func(data []byte) error) error {
	parts, err := unbundle(data, 2)
	if err != nil {
		return err
	}
	if err := block.UnmarshalBinary(parts[0]); err != nil {
		return err
	}
	return observed(parts[1])
}

func (r *run) newStatistics(width int, reference []float64) blockStatistics {
	s := blockStatistics{tracked: covariance.NewTracked(r.net, width, reference, trackedEdges)}
	if r.spec.Covariance.Method == covariance.DenseMethod {
		s.dense = covariance.NewDense(r.net.Neurons(), width, reference)
	} else {
		s.edges = covariance.NewEdges(r.net, width, reference)
	}
	return s
}

func fill[T integrator.Float](dst []T, v T) {
	for i := range dst {
		dst[i] = v
	}
}

// setLocal takes the covariance into the result, unless a number in it is not finite.
func (r *run) setLocal(l network.LocalCovariance) error {
	if err := l.Check(r.net); err != nil {
		return fmt.Errorf("covariance: %w", err)
	}
	r.result.Data.Local = l
	r.result.Data.DiffCov = l.DiffCov(r.net)
	return nil
}
