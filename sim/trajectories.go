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
type contender struct {
	net     *network.Network
	product kernel.Product
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
	contenders := []contender{{r.net, r.product(r.net)}}
	for _, rule := range r.result.Data.Rules {
		contenders = append(contenders, contender{rule.Pruned, r.product(rule.Pruned)})
	}
	r.chooseTraced()
	r.opt.Progress.Phase("trajectories", int64(r.schedule.TrajectorySteps)*int64(runs))
	var all encounter
	blocks := (runs + trajectoryWidth - 1) / trajectoryWidth
	err := each(r.ctx, r.opt.Workers, blocks, func(ctx context.Context, job int) (encounter, error) {
		first := job * trajectoryWidth
		return r.meet(ctx, contenders, first, min(trajectoryWidth, runs-first))
	}, func(job int, e encounter) {
		if job == 0 {
			all = e
			return
		}
		all.merge(e)
	})
	if err != nil {
		return err
	}
	r.describeTrajectories(all)
	return r.checkActiveSets(all.active)
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

// meet runs one block of all contenders side by side.
func (r *run) meet(ctx context.Context, contenders []contender, first, width int) (encounter, error) {
	var e encounter
	blocks, steppers, err := r.line(contenders, first, width)
	if err != nil {
		return e, err
	}
	rules := len(contenders) - 1
	e.diverged = make([]error, rules)
	for range rules {
		e.errors = append(e.errors, compare.NewTrajectories(width))
	}
	if first == 0 {
		for range contenders {
			e.traces = append(e.traces, compare.NewTraces(r.result.Data.Traced, width, 0))
		}
	}
	unreported := int64(0)
	for step := range r.schedule.TrajectorySteps + 1 {
		if step%r.schedule.ObservationSteps == 0 {
			r.observe(&e, blocks)
		}
		if step == r.schedule.TrajectorySteps {
			break
		}
		for k, s := range steppers {
			if k > 0 && e.diverged[k-1] != nil {
				continue
			}
			if err := s.Advance(blocks[k]); err != nil && k == 0 {
				return e, err
			} else if err != nil {
				e.diverged[k-1] = err
			}
		}
		if unreported++; unreported == stepsBetweenChecks {
			if ctx.Err() != nil {
				return e, ctx.Err()
			}
			r.opt.Progress.Advance(unreported * int64(width))
			unreported = 0
		}
	}
	r.opt.Progress.Advance(unreported * int64(width))
	return e, nil
}

// line puts every contender at the same start.
func (r *run) line(contenders []contender, first, width int) ([]*integrator.Block, []integrator.Stepper, error) {
	var blocks []*integrator.Block
	var steppers []integrator.Stepper
	key := noise.Key{Seed: r.spec.Seed, Purpose: noise.Initial}
	start := integrator.NewBlock(r.net.Neurons(), width, first)
	for i := range r.net.Neurons() {
		for k := range width {
			u := key.Uniform(uint64(first+k), uint64(i), 0)
			start.State[i*width+k] = r.spec.Compare.InitialScale.Value() * u
		}
	}
	for _, c := range contenders {
		block := integrator.NewBlock(r.net.Neurons(), width, first)
		copy(block.State, start.State)
		stepper, err := r.stepper(c.net, c.product, r.spec.Noise.Strength, noise.Trajectory)
		if err != nil {
			return nil, nil, err
		}
		blocks, steppers = append(blocks, block), append(steppers, stepper)
	}
	return blocks, steppers, nil
}

// observe compares the contenders' states at one time.
func (r *run) observe(e *encounter, blocks []*integrator.Block) {
	original := blocks[0]
	for k, b := range blocks {
		if k > 0 && e.diverged[k-1] != nil {
			continue
		}
		if k > 0 {
			e.errors[k-1].Add(original.State, b.State)
		}
		if e.traces != nil {
			e.traces[k].Add(b.State)
		}
	}
	if e.traces != nil && r.net.Activation() == network.Rectified {
		e.active.visit(r.net, original)
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
