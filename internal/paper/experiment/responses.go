package experiment

import (
	"context"

	"noiseprune/compare"
	"noiseprune/integrator"
	"noiseprune/internal/paper/figure"
	"noiseprune/network"
)

// Responses are the results of a set of trials: the relative errors of both pruned
// networks, and the traces of single neurons in the first trial.
type Responses struct {
	Noise, Weight *compare.TrajectoryErrors
	Traces        [3][][]float64 // original, noise, weight: for each traced neuron its values
}

// RunTrials integrates all trials. The original's are replicas of common blocks, which is
// much faster than one after the other; the pruned networks, which all differ, are
// integrated one by one.
func RunTrials(run *figure.Run, original *network.Network, trials []Trial, g Integration, traced []int) (*Responses, error) {
	run.Phase("trajectories", 3*len(trials))
	states, err := OriginalStates(run, original, trials, g)
	if err != nil {
		return nil, err
	}
	type pair struct { // exported names, for gob
		Noise, Weight *compare.TrajectoryErrors
		Traces        [2][][]float64
	}
	r := &Responses{}
	for _, at := range states {
		r.Traces[0] = appendTraces(r.Traces[0], at[0], traced)
	}
	err = figure.Each(run, "pruned trajectories", len(trials), func(int) int64 { return 2 }, func(ctx context.Context, n int) (pair, error) {
		p := pair{Noise: compare.NewTrajectoryErrors(1), Weight: compare.NewTrajectoryErrors(1)}
		err := integratePruned(ctx, run.Seed, trials[n], n, g, func(k int, noisy, weighted []float64) {
			x := states[k][n]
			p.Noise.Add(x, noisy)
			p.Weight.Add(x, weighted)
			if n == 0 {
				for m, state := range [][]float64{noisy, weighted} {
					p.Traces[m] = appendTraces(p.Traces[m], state, traced)
				}
			}
		})
		run.Progress.Advance(2)
		return p, err
	}, func(n int, p pair) {
		if n == 0 {
			r.Noise, r.Weight, r.Traces[1], r.Traces[2] = p.Noise, p.Weight, p.Traces[0], p.Traces[1]
			return
		}
		r.Noise.Merge(p.Noise)
		r.Weight.Merge(p.Weight)
	})
	return r, err
}

// integratePruned integrates both pruned networks of one trial, which is replica n, under
// shared noise, and calls observe with their states at each observation.
func integratePruned(
	ctx context.Context, seed uint64, one Trial, n int, g Integration, observe func(k int, noisy, weighted []float64),
) error {
	var blocks []*integrator.Block[float64]
	var steppers []integrator.Stepper[float64]
	for _, pruned := range []*network.Network{one.Noise, one.Weight} {
		net, err := WithInput(pruned, one.Input)
		if err != nil {
			return err
		}
		block, stepper, err := g.Replica(seed, net, one.Start, n)
		if err != nil {
			return err
		}
		blocks, steppers = append(blocks, block), append(steppers, stepper)
	}
	integrator.ShareNoise(steppers...)
	return g.Integrate(ctx, func(k int) { observe(k, blocks[0].State, blocks[1].State) }, func() error {
		for k, s := range steppers {
			if err := s.Advance(blocks[k]); err != nil {
				return err
			}
		}
		return nil
	})
}

// appendTraces appends the state of each traced neuron to its trace.
func appendTraces(traces [][]float64, state []float64, traced []int) [][]float64 {
	if traces == nil {
		traces = make([][]float64, len(traced))
	}
	for k, i := range traced {
		traces[k] = append(traces[k], state[i])
	}
	return traces
}

// TrajectoryError integrates one pruned network under the noise and input of trial n and
// returns the mean relative error of its states; states are those of the original, by
// observation and trial.
func TrajectoryError(
	ctx context.Context, seed uint64, pruned *network.Network, trials []Trial, n int, states [][][]float64, g Integration,
) (float64, error) {
	net, err := WithInput(pruned, trials[n].Input)
	if err != nil {
		return 0, err
	}
	block, stepper, err := g.Replica(seed, net, trials[n].Start, n)
	if err != nil {
		return 0, err
	}
	relative := compare.NewTrajectoryErrors(1)
	err = g.Integrate(ctx, func(k int) { relative.Add(states[k][n], block.State) }, func() error { return stepper.Advance(block) })
	if err != nil {
		return 0, err
	}
	return relative.ByRun()[0], nil
}
