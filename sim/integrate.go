package sim

import (
	"noiseprune/integrator"
	"noiseprune/internal/resume"
	"noiseprune/internal/trajectory"
)

// integrateAlone advances a block up to the given step while no other task is under way. The
// store keeps where it ends.
func integrateAlone[T integrator.Float](r *run, name string, s integrator.Stepper[T], b *integrator.Block[T], until int) error {
	_, err := resume.One(r.ctx, r.runner, name, func(c *resume.Checkpoint) (*integrator.Block[T], error) {
		blocks := trajectory.New(trajectory.Observer{}, b, s)
		if err := blocks.Begin(c); err != nil {
			return nil, err
		}
		return b, blocks.Integrate(c, until)
	}, func(b *integrator.Block[T]) []byte { return resume.Marshal(b) }, func(data []byte) (*integrator.Block[T], error) {
		return b, b.UnmarshalBinary(data)
	})
	return err
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
