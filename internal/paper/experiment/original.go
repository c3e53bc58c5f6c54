package experiment

import (
	"context"

	"noiseprune/integrator"
	"noiseprune/internal/paper/figure"
	"noiseprune/internal/resume"
	"noiseprune/network"
)

// originalWidth is how many trials of the original are the replicas of one block.
const originalWidth = 10

// OriginalStates returns the original's state at each observation of each trial.
//
// A block has one input for all its replicas. Where trials have inputs of their own, the
// block holds y = x − x* with the fixed point x* = −A⁻¹ b, which moves without input: the
// network is linear.
func OriginalStates(run *figure.Run, original *network.Network, trials []Trial, g Integration) ([][][]float64, error) {
	parts := original.Parts()
	parts.Input = nil
	if trials[0].FixedPoint == nil {
		parts.Input = trials[0].Input
	}
	net, err := network.New(parts)
	if err != nil {
		return nil, err
	}
	product := integrator.Pack[float64](net, integrator.AutoKernel, originalWidth)
	states := make([][][]float64, g.Steps/g.Every+1)
	for k := range states {
		states[k] = make([][]float64, len(trials))
	}
	blocks := (len(trials) + originalWidth - 1) / originalWidth
	err = resume.ForEach(run.Context, run.Workers, blocks, func(ctx context.Context, b int) (struct{}, error) {
		first := b * originalWidth
		block := blockOf(net.Neurons(), trials, first)
		stepper, err := integrator.NewEulerMaruyama(net, product, g.Drive(run.Seed))
		if err != nil {
			return struct{}{}, err
		}
		at := 0 // number of the observation
		return struct{}{}, g.integrate(ctx, block, func(int, []float64, []float64) {
			for r := range block.Width {
				states[at][first+r] = stateOf(block, r, trials[first+r])
			}
			at++
		}, stepper)
	}, func(b int, _ struct{}) {
		run.Progress.Advance(int64(min(originalWidth, len(trials)-b*originalWidth)))
	})
	return states, err
}

// blockOf returns the block of the trials from number `first` on, relative to their fixed
// points.
func blockOf(n int, trials []Trial, first int) *integrator.Block[float64] {
	block := integrator.NewBlock[float64](n, min(originalWidth, len(trials)-first), first)
	for i := range n {
		for r := range block.Width {
			block.State[i*block.Width+r] = trials[first+r].Start[i] - trials[first+r].fixedPoint(i)
		}
	}
	return block
}

// stateOf returns the state x of replica r, which is a trial.
func stateOf(block *integrator.Block[float64], r int, t Trial) []float64 {
	x := make([]float64, block.Neurons)
	for i := range x {
		x[i] = block.State[i*block.Width+r] + t.fixedPoint(i)
	}
	return x
}

func (t Trial) fixedPoint(i int) float64 {
	if t.FixedPoint == nil {
		return 0
	}
	return t.FixedPoint[i]
}
