package resume

import (
	"context"
	"errors"
)

// stepsBetweenReports is how many steps pass between two reports of progress.
const stepsBetweenReports = 64

// Checkpoint is where one task under way stands. One goroutine at a time may use it.
type Checkpoint struct {
	ctx      context.Context //nolint:containedctx // it lives as long as the call that made it
	runner   Runner
	name     string
	others   func(round uint64) // saves what finished tasks of the kind have left; nil for nothing
	round    uint64             // the last one in which the state was saved
	steps    int
	progress int64 // units that are not reported
}

func newCheckpoint(ctx context.Context, r Runner, name string, others func(round uint64)) *Checkpoint {
	c := &Checkpoint{ctx: ctx, runner: r, name: name, others: others}
	if r.Store != nil {
		c.round = r.Store.Round()
	}
	return c
}

// Unsaved returns the checkpoint of a task that keeps nothing: it reports to the progress, which
// is nil for none, and stops with the context.
func Unsaved(ctx context.Context, p Progress) *Checkpoint {
	if p == nil {
		p = noProgress{}
	}
	return newCheckpoint(ctx, Runner{Workers: 1, Progress: p}, "", nil)
}

// noProgress discards all reports.
type noProgress struct{}

func (noProgress) Advance(int64) {}
func (noProgress) Skip(int64)    {}

// Restore hands the state that the store holds to decode, and reports whether there is one. Its
// error is a *MismatchError. units says how much of the task's progress the state stands for,
// once it is decoded.
func (c *Checkpoint) Restore(decode func(state []byte) error, units func() int64) (bool, error) {
	state, ok := c.runner.get(c.name)
	if !ok {
		return false, nil
	}
	if err := decode(state); err != nil {
		return false, &MismatchError{c.name, err}
	}
	c.runner.Progress.Skip(units())
	return true, nil
}

// Between is called between two steps. It saves the state where a new round has begun, or where
// the context has ended, whose error it returns.
func (c *Checkpoint) Between(state func() []byte) error {
	return c.BetweenDurable(func() ([]byte, error) { return state(), nil })
}

// BetweenDurable is Between for a state that refers to files, which state brings to the disk first. Where it returns an error,
// nothing is saved, and the error is returned.
func (c *Checkpoint) BetweenDurable(state func() ([]byte, error)) error {
	err := c.ctx.Err()
	if c.runner.Store == nil {
		return err
	}
	round := c.runner.Store.Round()
	if err == nil && round == c.round {
		return nil
	}
	if c.round = round; c.others != nil {
		c.others(round)
	}
	data, failed := state()
	if failed != nil {
		return errors.Join(failed, err)
	}
	c.runner.Store.Put(c.name, data)
	c.Report()
	return err
}

// Advance counts a step of that many units of progress.
func (c *Checkpoint) Advance(units int64) {
	c.progress += units
	if c.steps++; c.steps == stepsBetweenReports {
		c.Report()
	}
}

// Report reports the progress that is not reported yet.
func (c *Checkpoint) Report() {
	c.runner.Progress.Advance(c.progress)
	c.steps, c.progress = 0, 0
}
