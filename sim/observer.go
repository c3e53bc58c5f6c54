package sim

import (
	"context"

	"noiseprune/integrator"
)

// An Observer sees the states of a block after those of its steps that it asks for, in
// double precision whatever the block's. Statistics are observers; trajectories are never
// stored.
type Observer interface {
	// Due reports whether the states after that many steps are wanted.
	Due(step uint64) bool
	// Observe takes the states; it must not change or keep them.
	Observe(step uint64, state []float64)
}

// accumulator takes one sample of a block's state: the covariance estimators do.
type accumulator interface {
	Add(state []float64)
}

// sampler is the Observer that hands every interval-th state after the burn-in to its
// accumulators.
type sampler struct {
	burnIn, interval uint64
	into             []accumulator
}

// Due reports whether the state is one of the samples.
func (s sampler) Due(step uint64) bool { return step > s.burnIn && (step-s.burnIn)%s.interval == 0 }

// Observe adds the sample.
func (s sampler) Observe(_ uint64, state []float64) {
	for _, a := range s.into {
		a.Add(state)
	}
}

// stepsBetweenChecks is how many steps pass between two looks at the context and two
// reports of progress: often enough for Ctrl-C to feel immediate.
const stepsBetweenChecks = 64

// march advances the block by the given number of steps under the observers' eyes.
func march[T integrator.Float](ctx context.Context, s integrator.Stepper[T], b *integrator.Block[T], steps int, p Progress, observers ...Observer) error {
	unreported := int64(0)
	var widened []float64
	for range steps {
		if err := s.Advance(b); err != nil {
			return err
		}
		for _, o := range observers {
			if o.Due(b.Step) {
				o.Observe(b.Step, b.Float64s(&widened))
			}
		}
		if unreported++; unreported == stepsBetweenChecks {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			p.Advance(unreported * int64(b.Width))
			unreported = 0
		}
	}
	p.Advance(unreported * int64(b.Width))
	return nil
}
