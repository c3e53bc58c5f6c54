package sim

import (
	"context"

	"noiseprune/compare"
	"noiseprune/integrator"
	"noiseprune/internal/resume"
	"noiseprune/internal/trajectory"
	"noiseprune/network"
	"noiseprune/noise"
)

// trajectoryWidth is how many runs are simulated as one block. Trajectories and their errors do
// not depend on it.
const trajectoryWidth = 10

// TrajectoryWidth returns how many of that many runs are simulated as one block.
func TrajectoryWidth(runs int) int { return min(trajectoryWidth, runs) }

// compareTrajectories simulates the original and every pruned network from the same initial
// states under the same noise, and fills the trajectory errors.
func compareTrajectories(r *run) error {
	runs := r.spec.Compare.Runs
	if runs == 0 {
		return nil
	}
	r.result.Data.Traced = evenlySpaced(r.net.Neurons(), r.spec.Compare.Traces)
	r.opt.Progress.Phase("trajectories", int64(r.schedule.TrajectorySteps)*int64(runs))
	compareAll := compareBlocks[float64]
	if r.spec.Integration.Precision == integrator.Float32 {
		compareAll = compareBlocks[float32]
	}
	all, err := compareAll(r, runs)
	if err != nil {
		return explainDivergence(err, "the network", r.net, r.spec.Integration.Stepper, duringTrajectories)
	}
	r.result.describeTrajectories(r.schedule, all)
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
	width, t := TrajectoryWidth(runs), r.schedule
	networks := []compared[T]{{r.net, integrator.Pack[T](r.net, r.opt.Kernel, width)}}
	for _, rule := range r.result.Data.Rules {
		networks = append(networks, compared[T]{rule.Pruned, integrator.Pack[T](rule.Pruned, r.opt.Kernel, width)})
	}
	widthOf := func(block int) int { return min(width, runs-block*width) }
	return resume.Merge(r.ctx, r.runner, resume.Tasks[blockErrors]{
		Name: "trajectories", Count: (runs + width - 1) / width,
		Units: func(block int) int64 { return int64(t.TrajectorySteps) * int64(widthOf(block)) },
		Do: func(_ context.Context, block int, c *resume.Checkpoint) (blockErrors, error) {
			found := newBlockErrors(r, block*width, widthOf(block))
			blocks, err := newComparison(r, networks, initialStates[T](r, block*width, widthOf(block)), &found)
			if err != nil {
				return found, err
			}
			if err := blocks.Begin(c); err != nil {
				return found, err
			}
			err = blocks.Integrate(c, t.TrajectorySteps) // which changes found
			return found, err
		},
		Encode: blockErrors.encode,
		Decode: func(data []byte, first, blocks int) (blockErrors, error) {
			e := newBlockErrors(r, first*width, widthOf(first))
			err := e.decode(data, min(runs, (first+blocks)*width)-first*width, t.TrajectorySteps/t.ObservationSteps+1)
			return e, err
		},
	}, func(merged *blockErrors, next blockErrors) { merged.merge(next) })
}

// initialStates returns the block of the runs first … first+width−1 at their initial states.
func initialStates[T integrator.Float](r *run, first, width int) *integrator.Block[T] {
	key := noise.Key{Seed: r.spec.Seed, Purpose: noise.Initial}
	start := integrator.NewBlock[T](r.net.Neurons(), width, first)
	for i := range r.net.Neurons() {
		for k := range width {
			u := key.Uniform(uint64(first+k), uint64(i), 0)
			start.State[i*width+k] = T(r.spec.Compare.InitialScale.Value() * u)
		}
	}
	return start
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
		Observe: func(k int, original, state []float64) {
			if k == 0 && found.active != nil {
				visitActiveSets(found.active, bracket, start, members)
			}
			found.observe(k, original, state)
		},
		Diverged: func(k int, err error) {
			rule := r.result.Data.Rules[k-1]
			found.diverged[k-1] = explainDivergence(err, prunedName(rule.Name), rule.Pruned, r.spec.Integration.Stepper, duringTrajectories)
		},
		Encode: func() []byte { return found.encode() },
		Decode: func(data []byte, observations int, diverged []bool) error {
			return found.decodeUnderWay(data, start.Width, observations, diverged[1:])
		},
	}, start, steppers...), nil
}

// describeTrajectories fills the trajectory errors and the traces.
func (r *Result) describeTrajectories(t Schedule, all blockErrors) {
	data := &r.Data
	for k := range t.TrajectorySteps/t.ObservationSteps + 1 {
		data.Times = append(data.Times, float64(k*t.ObservationSteps)*t.TrajectoryStepSize)
	}
	data.Traces = perNeuron(all.traces[0])
	for k := range data.Rules {
		rule := &data.Rules[k]
		if err := all.diverged[k]; err != nil {
			reason := err.Error()
			r.note("no trajectory error: %s", reason)
			r.update(rule.Name, func(o *RuleOutcome) { o.Diverged = &reason })
			continue
		}
		rule.ErrorMean, rule.ErrorSD = all.errors[k].OverTime()
		rule.ErrorByRun = all.errors[k].ByRun()
		rule.Traces = perNeuron(all.traces[k+1])
		r.update(rule.Name, func(o *RuleOutcome) {
			o.TrajectoryError = r.summary("the trajectory error", rule.Name, rule.ErrorByRun)
		})
	}
}

// perNeuron returns the trace of each traced neuron.
func perNeuron(t *compare.Traces) [][]float64 {
	traces := make([][]float64, len(t.Neurons()))
	for k := range traces {
		traces[k] = t.Of(k)
	}
	return traces
}
