package paper

import (
	"context"

	"noiseprune/compare"
	"noiseprune/integrator"
	"noiseprune/internal/kernel"
	"noiseprune/network"
	"noiseprune/noise"
	"noiseprune/sim"
)

// The authors' integration: Euler–Maruyama, h = 0.005, 8,001 states, σ = 0.01.
const (
	authorsStep  = 0.005
	authorsSteps = 8000
	authorsSigma = 0.01
)

// trial is one run of the original network and two pruned ones from the same state under
// the same input and the same noise.
type trial struct {
	start         []float64 // x(0)
	input         []float64 // b
	rest          []float64 // −A⁻¹ b of the original; nil stands for an input that all trials share
	noise, weight *network.Network
}

// timetable says how long a trial is and how often it is looked at.
type timetable struct {
	step  float64
	steps int
	every int // steps between two observations
	sigma float64

	placement       integrator.Placement // of the noise
	correlationTime float64              // of coloured noise
}

func (t timetable) times() []float64 {
	times := make([]float64, t.steps/t.every+1)
	for k := range times {
		times[k] = float64(k*t.every) * t.step
	}
	return times
}

// drive returns the noise of the trials: common to all networks, different in each trial.
func (j *job) drive(t timetable) integrator.Drive {
	return integrator.Drive{
		Strength: t.sigma, StepSize: t.step,
		Key:       noise.Key{Seed: j.opt.Seed, Purpose: noise.Trajectory},
		Placement: t.placement, CorrelationTime: t.correlationTime,
	}
}

// record is what a set of trials leaves: the relative errors of both pruned networks, and
// the traces of single neurons in the first trial.
type record struct {
	noise, weight *compare.TrajectoryErrors
	traces        [3][][]float64 // original, noise, weight: for each traced neuron its values
}

// follow runs all trials. The original's run side by side as replicas of blocks, which is
// much faster than one after the other; the pruned ones, which all differ, one by one.
func (j *job) follow(original *network.Network, trials []trial, t timetable, traced []int) (*record, error) {
	j.phase("trajectories", 3*len(trials))
	states, err := j.followOriginal(original, trials, t)
	if err != nil {
		return nil, err
	}
	type pair struct { // exported names, for gob
		Noise, Weight *compare.TrajectoryErrors
		Traces        [2][][]float64
	}
	r := &record{}
	r.traces[0] = traceOf(states, 0, traced)
	err = each(j, "pruned trajectories", len(trials), func(int) int64 { return 2 }, func(ctx context.Context, n int) (pair, error) {
		p := pair{Noise: compare.NewTrajectoryErrors(1), Weight: compare.NewTrajectoryErrors(1)}
		err := j.followPruned(ctx, trials[n], n, t, func(k int, noisy, weighted []float64) {
			x := states[k][n]
			p.Noise.Add(x, noisy)
			p.Weight.Add(x, weighted)
			if n == 0 {
				for m, state := range [][]float64{noisy, weighted} {
					p.Traces[m] = appendTraces(p.Traces[m], state, traced)
				}
			}
		})
		j.opt.Progress.Advance(2)
		return p, err
	}, func(n int, p pair) {
		if n == 0 {
			r.noise, r.weight, r.traces[1], r.traces[2] = p.Noise, p.Weight, p.Traces[0], p.Traces[1]
			return
		}
		r.noise.Merge(p.Noise)
		r.weight.Merge(p.Weight)
	})
	return r, err
}

// originalWidth is how many trials of the original travel in a block.
const originalWidth = 10

// followOriginal returns the original's state at each observation of each trial.
//
// A block has one input for all its replicas. Where trials have inputs of their own, the
// block holds y = x − x* with the fixed point x* = −A⁻¹ b, which moves without input: the
// network is linear.
func (j *job) followOriginal(original *network.Network, trials []trial, t timetable) ([][][]float64, error) {
	n := original.Neurons()
	parts := original.Parts()
	parts.Input = nil
	if trials[0].rest == nil {
		parts.Input = trials[0].input
	}
	net, err := network.New(parts)
	if err != nil {
		return nil, err
	}
	product := kernel.New[float64](net.Weights(), kernel.Auto, originalWidth)
	states := make([][][]float64, t.steps/t.every+1)
	for k := range states {
		states[k] = make([][]float64, len(trials))
	}
	jobs := (len(trials) + originalWidth - 1) / originalWidth
	err = sim.Each(j.ctx, j.opt.Workers, jobs, func(ctx context.Context, job int) (struct{}, error) {
		first := job * originalWidth
		block := integrator.NewBlock[float64](n, min(originalWidth, len(trials)-first), first)
		for i := range n {
			for r := range block.Width {
				block.State[i*block.Width+r] = trials[first+r].start[i] - trials[first+r].restOf(i)
			}
		}
		stepper, err := integrator.NewEulerMaruyama(net, product, j.drive(t))
		if err != nil {
			return struct{}{}, err
		}
		return struct{}{}, advance(ctx, t, func(k int) {
			for r := range block.Width {
				x := make([]float64, n)
				for i := range x {
					x[i] = block.State[i*block.Width+r] + trials[first+r].restOf(i)
				}
				states[k][first+r] = x
			}
		}, func() error { return stepper.Advance(block) })
	}, func(job int, _ struct{}) {
		j.opt.Progress.Advance(int64(min(originalWidth, len(trials)-job*originalWidth)))
	})
	return states, err
}

func (t trial) restOf(i int) float64 {
	if t.rest == nil {
		return 0
	}
	return t.rest[i]
}

// followPruned runs both pruned networks of one trial, which is replica n, side by side,
// and shows their states at each observation.
func (j *job) followPruned(ctx context.Context, one trial, n int, t timetable, observe func(k int, noisy, weighted []float64)) error {
	var blocks []*integrator.Block[float64]
	var steppers []integrator.Stepper[float64]
	for _, pruned := range []*network.Network{one.noise, one.weight} {
		net, err := withInput(pruned, one.input)
		if err != nil {
			return err
		}
		block := integrator.NewBlock[float64](net.Neurons(), 1, n)
		copy(block.State, one.start)
		stepper, err := integrator.NewEulerMaruyama(net, kernel.New[float64](net.Weights(), kernel.Auto, 1), j.drive(t))
		if err != nil {
			return err
		}
		blocks, steppers = append(blocks, block), append(steppers, stepper)
	}
	integrator.ShareNoise(steppers...)
	return advance(ctx, t, func(k int) { observe(k, blocks[0].State, blocks[1].State) }, func() error {
		for k, s := range steppers {
			if err := s.Advance(blocks[k]); err != nil {
				return err
			}
		}
		return nil
	})
}

// advance takes the steps of a timetable and observes.
func advance(ctx context.Context, t timetable, observe func(k int), step func() error) error {
	for n := range t.steps + 1 {
		if n%t.every == 0 {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			observe(n / t.every)
		}
		if n == t.steps {
			break
		}
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// traceOf returns the values of the traced neurons in one trial.
func traceOf(states [][][]float64, n int, traced []int) (traces [][]float64) {
	for _, at := range states {
		traces = appendTraces(traces, at[n], traced)
	}
	return traces
}

func appendTraces(traces [][]float64, state []float64, traced []int) [][]float64 {
	if traces == nil {
		traces = make([][]float64, len(traced))
	}
	for k, i := range traced {
		traces[k] = append(traces[k], state[i])
	}
	return traces
}
