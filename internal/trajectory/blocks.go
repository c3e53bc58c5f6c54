// Package trajectory integrates blocks of replicas step by step and observes them on the way. It
// is the loop of everything that is computed from trajectories: covariances, comparisons of
// networks, and the figures of the paper. A checkpoint can interrupt it between two steps.
package trajectory

import (
	"fmt"

	"noiseprune/integrator"
	"noiseprune/internal/resume"
)

// Blocks are the same replicas of one or several networks, which are integrated side by side
// under the same noise.
type Blocks[T integrator.Float] struct {
	observer Observer
	blocks   []*integrator.Block[T] // one of each network
	steppers []integrator.Stepper[T]
	diverged []bool       // networks that take no more steps
	buffers  [2][]float64 // states of the first and of another network in double precision
}

// New returns blocks of the networks of the steppers, all in the state of start, which becomes
// the block of network 0. It panics if the steppers' noise differs.
func New[T integrator.Float](o Observer, start *integrator.Block[T], steppers ...integrator.Stepper[T]) *Blocks[T] {
	b := &Blocks[T]{
		observer: o, blocks: []*integrator.Block[T]{start}, steppers: steppers, diverged: make([]bool, len(steppers)),
	}
	for range steppers[1:] {
		b.blocks = append(b.blocks, start.Copy())
	}
	integrator.ShareNoise(steppers...)
	return b
}

// SetObserver replaces the observer, before Begin: for one that needs the blocks.
func (b *Blocks[T]) SetObserver(o Observer) { b.observer = o }

// Step returns the number of steps taken.
func (b *Blocks[T]) Step() int { return int(b.blocks[0].Step) }

// Block returns the block of one network, which may be changed before Begin.
func (b *Blocks[T]) Block(network int) *integrator.Block[T] { return b.blocks[network] }

// Begin takes the blocks to where the checkpoint has them, or observes the initial states where
// it has nothing. It is called once, before the first Integrate.
func (b *Blocks[T]) Begin(c *resume.Checkpoint) error {
	restored, err := c.Restore(b.decode, func() int64 { return int64(b.Step()) * int64(b.blocks[0].Width) })
	if err == nil && !restored && b.observer.due(0) {
		b.observe()
	}
	return err
}

// Integrate advances the blocks up to the given step. Between two steps it saves their states in
// the checkpoint when asked, and stops with the context. It returns the *integrator.DivergedError
// of network 0, and of any other where the observer does not take it.
func (b *Blocks[T]) Integrate(c *resume.Checkpoint, until int) error {
	for step := b.Step(); step < until; step++ {
		if err := c.BetweenDurable(b.encode); err != nil {
			return err
		}
		for k, s := range b.steppers {
			if b.diverged[k] {
				continue
			}
			err := s.Advance(b.blocks[k])
			switch {
			case err == nil:
			case k == 0 || b.observer.Diverged == nil:
				return err
			default:
				b.diverged[k] = true
				b.observer.Diverged(k, err)
			}
		}
		if b.observer.due(step + 1) {
			b.observe()
			if b.observer.Failed != nil {
				if err := b.observer.Failed(); err != nil {
					return err
				}
			}
		}
		c.Advance(int64(b.blocks[0].Width))
	}
	c.Report()
	return nil
}

// observe hands the states to the observer.
func (b *Blocks[T]) observe() {
	first := b.blocks[0].Float64s(&b.buffers[0])
	b.observer.Observe(0, first, first)
	for k := 1; k < len(b.blocks); k++ {
		if !b.diverged[k] {
			b.observer.Observe(k, first, b.blocks[k].Float64s(&b.buffers[1]))
		}
	}
}

// encode encodes what was taken, then the block of each network that has not diverged.
func (b *Blocks[T]) encode() ([]byte, error) {
	parts := make([][]byte, 1+len(b.blocks))
	if b.observer.Durable != nil {
		if err := b.observer.Durable(); err != nil {
			return nil, err
		}
	}
	if b.observer.Encode != nil {
		parts[0] = b.observer.Encode()
	}
	for k, block := range b.blocks {
		if !b.diverged[k] {
			parts[1+k] = resume.Marshal(block)
		}
	}
	return resume.Join(parts...), nil
}

// decode is the inverse of encode.
func (b *Blocks[T]) decode(data []byte) error {
	parts, err := resume.Split(data, 1+len(b.blocks))
	if err != nil {
		return err
	}
	for k, block := range b.blocks {
		if b.diverged[k] = k > 0 && len(parts[1+k]) == 0; b.diverged[k] {
			continue
		}
		if err := block.UnmarshalBinary(parts[1+k]); err != nil {
			return err
		}
		if block.Step != b.blocks[0].Step {
			return fmt.Errorf("a block stands at step %d where the first stands at %d", block.Step, b.blocks[0].Step)
		}
	}
	if b.observer.Decode == nil {
		return nil
	}
	return b.observer.Decode(parts[0], b.observer.Observations(b.Step()), b.diverged)
}
