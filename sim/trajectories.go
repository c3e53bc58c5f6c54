package sim

import (
	"context"

	"noiseprune/compare"
	"noiseprune/integrator"
	"noiseprune/internal/resume"
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
		return err
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
	width := TrajectoryWidth(runs)
	networks := []compared[T]{{r.net, pack[T](r, r.net, width)}}
	for _, rule := range r.result.Data.Rules {
		networks = append(networks, compared[T]{rule.Pruned, pack[T](r, rule.Pruned, width)})
	}
	widthOf := func(block int) int { return min(width, runs-block*width) }
	return resume.Merge(r.ctx, r.runner, resume.Tasks[blockErrors]{
		Name: "trajectories", Count: (runs + width - 1) / width,
		Units: func(block int) int64 { return int64(r.schedule.TrajectorySteps) * int64(widthOf(block)) },
		Do: func(_ context.Context, block int, c *resume.Checkpoint) (blockErrors, error) {
			b, err := newComparison(r, networks, block*width, widthOf(block))
			if err != nil {
				return blockErrors{}, err
			}
			err = b.run(c)
			return b.found, err
		},
		Encode: blockErrors.encode,
		Decode: func(data []byte, first, blocks int) (blockErrors, error) {
			e := newBlockErrors(r.result.Data, first*width, widthOf(first))
			observations := r.schedule.TrajectorySteps/r.schedule.ObservationSteps + 1
			err := e.decode(data, min(runs, (first+blocks)*width)-first*width, observations)
			return e, err
		},
	}, func(merged *blockErrors, next blockErrors) { merged.merge(next) })
}

// comparison is one block of runs of all networks, side by side.
type comparison[T integrator.Float] struct {
	data     Data
	schedule Schedule
	networks []compared[T]
	blocks   []*integrator.Block[T]
	steppers []integrator.Stepper[T]
	step     int // that all have taken that have not diverged
	found    blockErrors
	original []float64 // states in double precision
	pruned   []float64
}

// newComparison puts every network at the same initial states, those of the runs first …
// first+width−1, under the same noise.
func newComparison[T integrator.Float](r *run, networks []compared[T], first, width int) (*comparison[T], error) {
	b := &comparison[T]{data: r.result.Data, schedule: r.schedule, networks: networks, found: newBlockErrors(r.result.Data, first, width)}
	key := noise.Key{Seed: r.spec.Seed, Purpose: noise.Initial}
	start := integrator.NewBlock[T](r.net.Neurons(), width, first)
	for i := range r.net.Neurons() {
		for k := range width {
			u := key.Uniform(uint64(first+k), uint64(i), 0)
			start.State[i*width+k] = T(r.spec.Compare.InitialScale.Value() * u)
		}
	}
	for _, c := range networks {
		block := integrator.NewBlock[T](r.net.Neurons(), width, first)
		copy(block.State, start.State)
		stepper, err := newStepper(r, c.net, c.weights, r.spec.Noise.Strength, noise.Trajectory)
		if err != nil {
			return nil, err
		}
		b.blocks, b.steppers = append(b.blocks, block), append(b.steppers, stepper)
	}
	integrator.ShareNoise(b.steppers...)
	return b, nil
}

// run simulates the runs from their start, or from where the checkpoint has them, to their end.
func (b *comparison[T]) run(c *resume.Checkpoint) error {
	width := b.blocks[0].Width
	if _, err := c.Restore(b.decode, func() int64 { return int64(b.step) * int64(width) }); err != nil {
		return err
	}
	for ; ; b.step++ {
		if err := c.Between(b.encode); err != nil {
			return err
		}
		if b.step%b.schedule.ObservationSteps == 0 {
			b.observe()
		}
		if b.step == b.schedule.TrajectorySteps {
			break
		}
		if err := b.advance(); err != nil {
			return err
		}
		c.Advance(int64(width))
	}
	c.Report()
	return nil
}

// advance takes one step of every network that has not diverged. Only the original's divergence
// is an error.
func (b *comparison[T]) advance() error {
	for k, s := range b.steppers {
		if b.diverged(k) {
			continue
		}
		if err := s.Advance(b.blocks[k]); err != nil && k == 0 {
			return explainDivergence(err, "the network", b.networks[0].net, duringTrajectories)
		} else if err != nil {
			rule := b.data.Rules[k-1]
			b.found.diverged[k-1] = explainDivergence(err, prunedName(rule.Name), rule.Pruned, duringTrajectories)
		}
	}
	return nil
}

// diverged reports whether a pruned network has diverged.
func (b *comparison[T]) diverged(k int) bool { return k > 0 && b.found.diverged[k-1] != nil }

// observe compares the networks' states at one time.
func (b *comparison[T]) observe() {
	e := &b.found
	original := b.blocks[0].Float64s(&b.original)
	for k, block := range b.blocks {
		if b.diverged(k) {
			continue
		}
		state := original
		if k > 0 {
			state = block.Float64s(&b.pruned)
			e.errors[k-1].Add(original, state)
		}
		if e.traces != nil {
			e.traces[k].Add(state)
		}
	}
	if net := b.networks[0].net; e.traces != nil && net.Activation() == network.Rectified {
		e.active.visit(net, original, b.blocks[0].Width)
	}
}

// describeTrajectories fills the trajectory errors and the traces.
func (r *Result) describeTrajectories(t Schedule, all blockErrors) {
	data := &r.Data
	for k := range t.TrajectorySteps/t.ObservationSteps + 1 {
		data.Times = append(data.Times, float64(k*t.ObservationSteps)*t.StepSize)
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
