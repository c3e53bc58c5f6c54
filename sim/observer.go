package sim

import (
	"context"

	"noiseprune/integrator"
)

// An Observer sees a block after each of its steps. It must not change the block.
// Statistics are observers; trajectories are never stored.
type Observer interface {
	Observe(b *integrator.Block)
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

// Observe adds the block's state if its time has come.
func (s sampler) Observe(b *integrator.Block) {
	if b.Step > s.burnIn && (b.Step-s.burnIn)%s.interval == 0 {
		for _, a := range s.into {
			a.Add(b.State)
		}
	}
}

// stepsBetweenChecks is how many steps pass between two looks at the context and two
// reports of progress: often enough for Ctrl-C to feel immediate.
const stepsBetweenChecks = 64

// march advances the block by the given number of steps under the observers' eyes.
func march(ctx context.Context, s integrator.Stepper, b *integrator.Block, steps int, p Progress, observers ...Observer) error {
	unreported := int64(0)
	for range steps {
		if err := s.Advance(b); err != nil {
			return err
		}
		for _, o := range observers {
			o.Observe(b)
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
