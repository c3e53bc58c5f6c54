package sim

import (
	"context"

	"noiseprune/integrator"
	"noiseprune/internal/resume"
	"noiseprune/internal/trajectory"
	"noiseprune/network"
	"noiseprune/noise"
)

// trajectoryWidth is how many runs are simulated as one block, from every family of starts. Trajectories and their errors do
// not depend on it.
const trajectoryWidth = 10

// compareTrajectories simulates the original and pruned networks from the same initial states, of every family, under the
// same noise, and fills their errors. The runs are spread over the prunings, run by run those of all rules with the same number.
func compareTrajectories(r *run) error {
	runs := r.spec.Compare.Runs
	if runs == 0 {
		return nil
	}
	r.result.Data.Traced = evenlySpaced(r.net.Neurons(), r.spec.Compare.Traces)
	r.opt.Progress.Phase("trajectories", int64(r.schedule.TrajectorySteps)*int64(StartFamilies*runs))
	compareAll := compareBlocks[float64]
	if r.spec.Integration.Precision == integrator.Float32 {
		compareAll = compareBlocks[float32]
	}
	all, err := compareAll(r, runs)
	if err != nil {
		return explainDivergence(err, "the network", r.net, r.spec.Integration.Stepper, duringTrajectories)
	}
	r.result.describeTrajectories(r.schedule, all, r.prunings(), r.measured)
	return checkActiveSets(r, all.active)
}

// evenlySpaced returns at most `wanted` neurons, evenly spaced by number.
func evenlySpaced(neurons, wanted int) []int {
	wanted = min(wanted, neurons)
	var chosen []int
	for k := range wanted {
		chosen = append(chosen, (2*k+1)*neurons/(2*wanted))
	}
	return chosen
}

// compared is one network under comparison: the original or a pruned one.
type compared[T integrator.Float] struct {
	net     *network.Network
	weights integrator.Weights[T]
}

// compareBlocks simulates all blocks of runs with states of precision T.
func compareBlocks[T integrator.Float](r *run, runs int) (blockErrors, error) {
	t, all := r.schedule, runBlocks(runs, r.prunings())
	_, widest := RunBlocks(runs, r.prunings())
	runner, threads := r.examining(len(all))
	original := compared[T]{r.net, integrator.Pack[T](r.net, r.opt.Kernel, StartFamilies*widest).Threads(threads)}
	return resume.Merge(r.ctx, runner, resume.Tasks[blockErrors]{
		Name: "trajectories", Count: len(all),
		Units: func(block int) int64 { return int64(t.TrajectorySteps) * int64(StartFamilies*all[block].width) },
		Do: func(_ context.Context, block int, c *resume.Checkpoint) (blockErrors, error) {
			return compareBlock(r, original, all[block], threads, c)
		},
		Encode: blockErrors.encode,
		Decode: func(data []byte, first, blocks int) (blockErrors, error) {
			e, last := newBlockErrors(r, all[first].first, all[first].width), all[first+blocks-1]
			err := e.decode(data, last.first+last.width-all[first].first, t.TrajectorySteps/t.ObservationSteps+1)
			return e, err
		},
	}, func(merged *blockErrors, next blockErrors) { merged.merge(next) })
}

// compareBlock simulates one block of runs.
func compareBlock[T integrator.Float](r *run, original compared[T], b runBlock, threads int, c *resume.Checkpoint) (blockErrors, error) {
	found := newBlockErrors(r, b.first, b.width)
	networks, err := drawCompared(r, original, b, threads, &found)
	if err != nil {
		return found, err
	}
	blocks, err := newComparison(r, networks, initialStates[T](r, b.first, b.width), &found)
	if err != nil {
		return found, err
	}
	if err := blocks.Begin(c); err != nil {
		return found, err
	}
	if err = blocks.Integrate(c, r.schedule.TrajectorySteps); err == nil { // which changes found
		r.showTraces(found.traces, true)
	}
	return found, err
}

// drawCompared returns the original and the networks of a block's pruning, and adds to found which are unstable.
func drawCompared[T integrator.Float](r *run, original compared[T], b runBlock, threads int, found *blockErrors) ([]compared[T], error) {
	networks := []compared[T]{original}
	for k, rule := range r.result.Data.Rules {
		pruned, err := r.pruned(rule, b.pruning)
		if err != nil {
			return nil, err
		}
		found.rules[k].unstable = !pruned.Stability().Stable
		networks = append(networks, compared[T]{pruned, integrator.Pack[T](pruned, r.opt.Kernel, StartFamilies*b.width).Threads(threads)})
	}
	return networks, nil
}

// newComparison returns the blocks of all networks in the same state under the same noise, whose
// observations are added to found.
func newComparison[T integrator.Float](
	r *run, networks []compared[T], start *integrator.Block[T], found *blockErrors,
) (*trajectory.Blocks[T], error) {
	var steppers []integrator.Stepper[T]
	for _, c := range networks {
		stepper, err := newStepper(r, r.comparing(), c.net, c.weights, r.spec.Noise.Strength, noise.Trajectory)
		if err != nil {
			return nil, err
		}
		steppers = append(steppers, stepper)
	}
	bracket := integrator.NewBracket(r.net, networks[0].weights, r.drive(r.comparing(), r.spec.Noise.Strength, noise.Trajectory))
	members := make([]byte, setBytes(r.net.Neurons()))
	return trajectory.New(trajectory.Observer{
		Interval: r.schedule.ObservationSteps,
		Observe: func(k int, _, state []float64) {
			if k == 0 {
				r.showTraces(found.traces, false) // up to the observation before, which all networks have
			}
			if k == 0 && found.active != nil {
				visitActiveSets(found.active, bracket, start, members)
			}
			found.observe(k, state, isLate(r.schedule, int(start.Step)))
		},
		Diverged: func(k int, err error) {
			rule := r.result.Data.Rules[k-1]
			name, stepper := prunedName(rule.Name), r.spec.Integration.Stepper
			found.rules[k-1].diverged = explainDivergence(err, name, networks[k].net, stepper, duringTrajectories)
		},
		Encode: func() []byte { return found.encode() },
		Decode: func(data []byte, observations int, diverged []bool) error {
			return found.decodeUnderWay(data, start.Each(), observations, diverged[1:])
		},
	}, start, steppers...), nil
}
