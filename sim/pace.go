package sim

import (
	"context"

	"noiseprune/integrator"
)

// stepsBetweenReports is how many steps pass between two reports of progress.
const stepsBetweenReports = 64

// pace goes along with a block: it reports its progress, stops it when the context ends,
// and writes down where it stands when a checkpoint is wanted.
type pace struct {
	ctx      context.Context //nolint:containedctx // a pace lives as long as the call that made it
	progress Progress
	ledger   *ledger
	name     string        // of its member in a checkpoint
	encode   func() []byte // where the block stands, between two steps
	answered uint64        // the last checkpoint that it has answered for

	width      int
	unreported int64
}

// accompany returns the pace of a block of that width.
func (r *run) accompany(ctx context.Context, name string, width int, encode func() []byte) *pace {
	p := &pace{ctx: ctx, progress: r.opt.Progress, ledger: r.ledger, name: name, encode: encode, width: width}
	if p.ledger.saver != nil {
		p.ledger.enter(p)
	}
	return p
}

// between stands between two steps. It returns the context's error if that has ended.
func (p *pace) between() error {
	err := p.ctx.Err()
	l := p.ledger
	if l.saver == nil {
		return err
	}
	if err != nil {
		l.keep(p.name, p.encode)
		return err
	}
	if l.saver.Due() {
		l.ask()
	}
	if l.asked.Load() != p.answered {
		l.answer(p)
	}
	return nil
}

// stepped counts a step of the block.
func (p *pace) stepped() {
	if p.unreported++; p.unreported == stepsBetweenReports {
		p.report()
	}
}

func (p *pace) report() {
	p.progress.Advance(p.unreported * int64(p.width))
	p.unreported = 0
}

// march advances the block up to the given step under the observers' eyes.
func march[T integrator.Float](p *pace, s integrator.Stepper[T], b *integrator.Block[T], until int, observers ...Observer) error {
	var widened []float64
	for b.Step < uint64(until) {
		if err := p.between(); err != nil {
			return err
		}
		if err := s.Advance(b); err != nil {
			return err
		}
		for _, o := range observers {
			if o.Due(b.Step) {
				o.Observe(b.Step, b.Float64s(&widened))
			}
		}
		p.stepped()
	}
	p.report()
	return nil
}

// marchAlone advances a block up to the given step while no other is under way, or goes on
// with it from the checkpoint. The checkpoint keeps where it ends.
func marchAlone[T integrator.Float](r *run, name string, s integrator.Stepper[T], b *integrator.Block[T], until int) error {
	if _, err := r.ledger.restore(name, b); err != nil {
		return err
	}
	r.opt.Progress.Skip(int64(b.Step) * int64(b.Width))
	encode := func() []byte { return marshal(b) }
	p := r.accompany(r.ctx, name, b.Width, encode)
	if err := march(p, s, b, until); err != nil {
		return err
	}
	r.ledger.leave(name)
	r.ledger.keep(name, encode)
	return nil
}
