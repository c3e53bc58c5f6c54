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
	errors   []*compare.TrajectoryErrors // one for each rule
	traces   []*compare.Traces           // of run 0, for the original, then for each rule; nil in blocks without run 0
	active   activeSets                  // that run 0 visited
	diverged []error                     // one for each rule; nil where the runs went through
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
	widthOf := func(job int) int { return min(width, runs-job*width) }
	return eachBlock(r, blockPhase[encounter]{
		name: "trajectories", count: (runs + width - 1) / width,
		work: func(ctx context.Context, job int) (encounter, error) {
			m := meeting[T]{run: r, contenders: contenders}
			return m.hold(ctx, memberName("trajectories", "under", job), job*width, widthOf(job))
		},
		merge:  func(merged *encounter, next encounter) { merged.merge(next) },
		encode: encounter.encode,
		decode: func(data []byte, first, blocks int) (encounter, error) {
			e := r.newEncounter(first*width, widthOf(first))
			observations := r.schedule.TrajectorySteps/r.schedule.ObservationSteps + 1
			err := e.decode(data, min(runs, (first+blocks)*width)-first*width, observations)
			return e, err
		},
	})
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
	step       int // that all have taken who are still in the race
	outcome    encounter
	original   []float64 // states in double precision
	pruned     []float64
}

// hold takes the runs first … first+width−1 from their start, or from where the checkpoint
// has them, to their end.
func (m *meeting[T]) hold(ctx context.Context, name string, first, width int) (encounter, error) {
	if err := m.line(first, width); err != nil {
		return encounter{}, err
	}
	if data, ok := m.ledger.get(name); ok {
		if err := m.decode(data); err != nil {
			return encounter{}, unfit(name, err)
		}
		m.opt.Progress.Skip(int64(m.step) * int64(width))
	}
	p := m.accompany(ctx, name, width, m.encode)
	for ; ; m.step++ {
		if err := p.between(); err != nil {
			return encounter{}, err
		}
		if m.step%m.schedule.ObservationSteps == 0 {
			m.observe()
		}
		if m.step == m.schedule.TrajectorySteps {
			break
		}
		if err := m.advance(); err != nil {
			return encounter{}, err
		}
		p.stepped()
	}
	p.report()
	return m.outcome, nil
}

// advance takes one step of every contender that is still in the race.
func (m *meeting[T]) advance() error {
	for k, s := range m.steppers {
		if m.out(k) {
			continue
		}
		if err := s.Advance(m.blocks[k]); err != nil && k == 0 {
			return explainDivergence(err, "the network", m.net, duringTrajectories)
		} else if err != nil {
			rule := m.result.Data.Rules[k-1]
			m.outcome.diverged[k-1] = explainDivergence(err, prunedName(rule.Name), rule.Pruned, duringTrajectories)
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
	for _, c := range m.contenders {
		block := integrator.NewBlock[T](m.net.Neurons(), width, first)
		copy(block.State, start.State)
		stepper, err := newStepper(m.run, c.net, c.product, m.spec.Noise.Strength, noise.Trajectory)
		if err != nil {
			return err
		}
		m.blocks, m.steppers = append(m.blocks, block), append(m.steppers, stepper)
	}
	integrator.ShareNoise(m.steppers...)
	m.outcome = m.newEncounter(first, width)
	return nil
}

// newEncounter returns what the runs first … first+width−1 leave behind at their start.
func (r *run) newEncounter(first, width int) encounter {
	rules := len(r.result.Data.Rules)
	e := encounter{diverged: make([]error, rules)}
	for range rules {
		e.errors = append(e.errors, compare.NewTrajectoryErrors(width))
	}
	if first == 0 {
		for range 1 + rules {
			e.traces = append(e.traces, compare.NewTraces(r.result.Data.Traced, width, 0))
		}
	}
	return e
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
