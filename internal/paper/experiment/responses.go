package experiment

import (
	"context"

	"noiseprune/compare"
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
		Errors [2]*compare.TrajectoryErrors
		Traces [2][][]float64
	}
	r := &Responses{}
	for _, at := range states {
		r.Traces[0] = appendTraces(r.Traces[0], at[0], traced)
	}
	err = figure.Each(run, "pruned trajectories", len(trials), func(int) int64 { return 2 }, func(ctx context.Context, n int) (pair, error) {
		p := pair{}
		errs, err := comparePruned(ctx, run.Seed, trials, n, states, g, func(net int, state []float64) {
			if n == 0 {
				p.Traces[net] = appendTraces(p.Traces[net], state, traced)
			}
		}, trials[n].Noise, trials[n].Weight)
		copy(p.Errors[:], errs)
		run.Progress.Advance(2)
		return p, err
	}, func(n int, p pair) {
		if n == 0 {
			r.Noise, r.Weight, r.Traces[1], r.Traces[2] = p.Errors[0], p.Errors[1], p.Traces[0], p.Traces[1]
			return
		}
		r.Noise.Merge(p.Errors[0])
		r.Weight.Merge(p.Errors[1])
	})
	return r, err
}

// TrajectoryError integrates one pruned network under the noise and input of trial n and
// returns the mean relative error of its states; states are those of the original, by
// observation and trial.
func TrajectoryError(
	ctx context.Context, seed uint64, pruned *network.Network, trials []Trial, n int, states [][][]float64, g Integration,
) (float64, error) {
	errs, err := comparePruned(ctx, seed, trials, n, states, g, func(int, []float64) {}, pruned)
	if err != nil {
		return 0, err
	}
	return errs[0].ByRun()[0], nil
}

// comparePruned integrates pruned networks from the start of trial n under its input and noise,
// which replica n has, and returns the relative errors of each. states are those of the original,
// by observation and trial. observe takes the states of the pruned networks.
func comparePruned(
	ctx context.Context, seed uint64, trials []Trial, n int, states [][][]float64, g Integration,
	observe func(net int, state []float64), pruned ...*network.Network,
) ([]*compare.TrajectoryErrors, error) {
	errs, nets := make([]*compare.TrajectoryErrors, len(pruned)), make([]*network.Network, len(pruned))
	for k, net := range pruned {
		var err error
		if nets[k], err = WithInput(net, trials[n].Input); err != nil {
			return nil, err
		}
		errs[k] = compare.NewTrajectoryErrors(1)
	}
	return errs, g.Integrate(ctx, seed, Replica(trials[n].Start, n), func(k int, _, state []float64) {
		errs[k].Add(states[errs[k].Observations()][n], state)
		observe(k, state)
	}, nets...)
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
