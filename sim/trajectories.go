package sim

import (
	"context"

	"noiseprune/compare"
	"noiseprune/integrator"
	"noiseprune/internal/kernel"
	"noiseprune/network"
	"noiseprune/noise"
)

// trajectoryWidth is how many runs travel in a block. Trajectories and their errors do
// not depend on it.
const trajectoryWidth = 10

// contender is one network of the comparison.
type contender[T integrator.Float] struct {
	net     *network.Network
	product kernel.Product[T]
}

// encounter is what one block of runs leaves behind.
type encounter struct {
	errors   []*compare.Trajectories // one for each rule
	traces   []*compare.Traces       // of run 0, for the original, then for each rule; nil in blocks without run 0
	active   activeSets              // that run 0 visited
	diverged []error                 // one for each rule; nil where the runs went through
}

// trajectories simulates the original and every pruned network from the same initial
// states under the same noise, and fills the trajectory errors.
func (r *run) trajectories() error {
	runs := r.spec.Compare.Runs
	if runs == 0 {
		return nil
	}
	r.chooseTraced()
	r.opt.Progress.Phase("trajectories", int64(r.schedule.TrajectorySteps)*int64(runs))
	meetAll := meetAllAs[float64]
	if r.single() {
		meetAll = meetAllAs[float32]
	}
	all, err := meetAll(r, runs)
	if err != nil {
		return err
	}
	r.describeTrajectories(all)
	return r.checkActiveSets(all.active)
}

// meetAllAs runs all blocks with states of precision T.
func meetAllAs[T integrator.Float](r *run, runs int) (encounter, error) {
	width := min(trajectoryWidth, runs)
	contenders := []contender[T]{{r.net, pack[T](r, r.net, width)}}
	for _, rule := range r.result.Data.Rules {
		contenders = append(contenders, contender[T]{rule.Pruned, pack[T](r, rule.Pruned, width)})
	}
	var all encounter
	blocks := (runs + width - 1) / width
	err := each(r.ctx, r.opt.Workers, blocks, func(ctx context.Context, job int) (encounter, error) {
		first := job * width
		m := meeting[T]{run: r, contenders: contenders}
		return m.hold(ctx, first, min(width, runs-first))
	}, func(job int, e encounter) {
		if job == 0 {
			all = e
			return
		}
		all.merge(e)
	})
	return all, err
}

func (e *encounter) merge(next encounter) {
	for k := range e.errors {
		if e.diverged[k] == nil {
			e.diverged[k] = next.diverged[k]
		}
		if e.diverged[k] == nil {
			e.errors[k].Merge(next.errors[k])
		}
	}
}

// meeting is one block of runs of all contenders, side by side.
type meeting[T integrator.Float] struct {
	*run
	contenders []contender[T]
	blocks     []*integrator.Block[T]
	steppers   []integrator.Stepper[T]
	outcome    encounter
	original   []float64 // states in double precision
	pruned     []float64
}

// hold takes the runs first … first+width−1 from their start to their end.
func (m *meeting[T]) hold(ctx context.Context, first, width int) (encounter, error) {
	if err := m.line(first, width); err != nil {
		return encounter{}, err
	}
	unreported := int64(0)
	for step := range m.schedule.TrajectorySteps + 1 {
		if step%m.schedule.ObservationSteps == 0 {
			m.observe()
		}
		if step == m.schedule.TrajectorySteps {
			break
		}
		if err := m.advance(); err != nil {
			return encounter{}, err
		}
		if unreported++; unreported == stepsBetweenChecks {
			if ctx.Err() != nil {
				return encounter{}, ctx.Err()
			}
			m.opt.Progress.Advance(unreported * int64(width))
			unreported = 0
		}
	}
	m.opt.Progress.Advance(unreported * int64(width))
	return m.outcome, nil
}

// advance takes one step of every contender that is still in the race.
func (m *meeting[T]) advance() error {
	for k, s := range m.steppers {
		if m.out(k) {
			continue
		}
		if err := s.Advance(m.blocks[k]); err != nil && k == 0 {
			return err
		} else if err != nil {
			m.outcome.diverged[k-1] = err
		}
	}
	return nil
}

// out reports whether a pruned network has diverged.
func (m *meeting[T]) out(contender int) bool {
	return contender > 0 && m.outcome.diverged[contender-1] != nil
}

// line puts every contender at the same start.
func (m *meeting[T]) line(first, width int) error {
	key := noise.Key{Seed: m.spec.Seed, Purpose: noise.Initial}
	start := integrator.NewBlock[T](m.net.Neurons(), width, first)
	for i := range m.net.Neurons() {
		for k := range width {
			u := key.Uniform(uint64(first+k), uint64(i), 0)
			start.State[i*width+k] = T(m.spec.Compare.InitialScale.Value() * u)
		}
	}
	for k, c := range m.contenders {
		block := integrator.NewBlock[T](m.net.Neurons(), width, first)
		copy(block.State, start.State)
		stepper, err := newStepper(m.run, c.net, c.product, m.spec.Noise.Strength, noise.Trajectory)
		if err != nil {
			return err
		}
		m.blocks, m.steppers = append(m.blocks, block), append(m.steppers, stepper)
		if k > 0 {
			m.outcome.errors = append(m.outcome.errors, compare.NewTrajectories(width))
		}
		if first == 0 {
			m.outcome.traces = append(m.outcome.traces, compare.NewTraces(m.result.Data.Traced, width, 0))
		}
	}
	integrator.ShareNoise(m.steppers...)
	m.outcome.diverged = make([]error, len(m.contenders)-1)
	return nil
}

// observe compares the contenders' states at one time.
func (m *meeting[T]) observe() {
	e := &m.outcome
	original := m.blocks[0].Float64s(&m.original)
	for k, b := range m.blocks {
		if m.out(k) {
			continue
		}
		state := original
		if k > 0 {
			state = b.Float64s(&m.pruned)
			e.errors[k-1].Add(original, state)
		}
		if e.traces != nil {
			e.traces[k].Add(state)
		}
	}
	if e.traces != nil && m.net.Activation() == network.Rectified {
		e.active.visit(m.net, original, m.blocks[0].Width)
	}
}

// chooseTraced picks the neurons whose traces are kept: evenly spaced by number.
func (r *run) chooseTraced() {
	n, wanted := r.net.Neurons(), min(r.spec.Compare.Traces, r.net.Neurons())
	r.result.Data.Traced = nil
	for k := range wanted {
		r.result.Data.Traced = append(r.result.Data.Traced, (2*k+1)*n/(2*wanted))
	}
}
