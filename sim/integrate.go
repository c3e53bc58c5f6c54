package sim

import (
	"noiseprune/integrator"
	"noiseprune/internal/resume"
)

// sampler hands every interval-th state of a block after the burn-in to its accumulators, in
// double precision whatever the block's.
type sampler struct {
	burnIn, interval uint64
	into             []accumulator
}

// accumulator takes one sample of a block's state: the covariance estimators do.
type accumulator interface {
	Add(state []float64)
}

// due reports whether the state after that many steps is one of the samples.
func (s sampler) due(step uint64) bool {
	return s.interval > 0 && step > s.burnIn && (step-s.burnIn)%s.interval == 0
}

// taken returns how many samples are taken of a block in that many steps.
func (s sampler) taken(step uint64) uint64 {
	if step <= s.burnIn {
		return 0
	}
	return (step - s.burnIn) / s.interval
}

// integrate advances the block up to the given step and samples it on the way; the zero sampler
// takes nothing. Between two steps it saves state() in the checkpoint when asked, and stops with
// the context.
func integrate[T integrator.Float](c *resume.Checkpoint, s integrator.Stepper[T], b *integrator.Block[T], until int, samples sampler, state func() []byte) error {
	var buffer []float64
	for b.Step < uint64(until) {
		if err := c.Between(state); err != nil {
			return err
		}
		if err := s.Advance(b); err != nil {
			return err
		}
		if samples.due(b.Step) {
			sample := b.Float64s(&buffer)
			for _, a := range samples.into {
				a.Add(sample)
			}
		}
		c.Advance(int64(b.Width))
	}
	c.Report()
	return nil
}

// integrateAlone advances a block up to the given step while no other task is under way. The
// store keeps where it ends.
func integrateAlone[T integrator.Float](r *run, name string, s integrator.Stepper[T], b *integrator.Block[T], until int) error {
	encode := func(b *integrator.Block[T]) []byte { return resume.Marshal(b) }
	_, err := resume.One(r.ctx, r.runner, name, func(c *resume.Checkpoint) (*integrator.Block[T], error) {
		if _, err := c.Restore(b.UnmarshalBinary, progressOf(b)); err != nil {
			return nil, err
		}
		return b, integrate(c, s, b, until, sampler{}, func() []byte { return encode(b) })
	}, encode, func(data []byte) (*integrator.Block[T], error) {
		return b, b.UnmarshalBinary(data)
	})
	return err
}

// progressOf returns what a block stands for in units of replicas × steps.
func progressOf[T integrator.Float](b *integrator.Block[T]) func() int64 {
	return func() int64 { return int64(b.Step) * int64(b.Width) }
}

// startFrom puts every replica of the block at x.
func startFrom[T integrator.Float](b *integrator.Block[T], x []float64) {
	for i, v := range x {
		row := b.State[i*b.Width : (i+1)*b.Width]
		for k := range row {
			row[k] = T(v)
		}
	}
}

// decodeBlock reads a block under way and then what was taken of it.
func decodeBlock[T integrator.Float](data []byte, block *integrator.Block[T], taken func(data []byte) error) error {
	parts, err := resume.Split(data, 2)
	if err != nil {
		return err
	}
	if err := block.UnmarshalBinary(parts[0]); err != nil {
		return err
	}
	return taken(parts[1])
}
