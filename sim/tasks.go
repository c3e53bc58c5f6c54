package sim

import (
	"context"
	"time"
)

// taskPhase is a phase of tasks that cannot stop in their midst, such as decompositions.
// In a checkpoint it has a member NAME/JOB for each finished one.
type taskPhase[T any] struct {
	name   string
	count  int
	work   func(job int) (T, error)
	encode func(T) []byte
	decode func(data []byte, job int) (T, error)
	gather func(job int, result T)
}

// longTask is how long a task lasts whose loss would be felt: a checkpoint is made as soon
// as it is done.
const longTask = time.Second

// glance is the time between two looks at whether a checkpoint is due while tasks run.
const glance = 20 * time.Millisecond

// eachTask does the tasks that the checkpoint does not have. When the context ends it
// returns at once and leaves alone the tasks under way, whose results nobody will take.
func eachTask[T any](r *run, workers int, t taskPhase[T]) error {
	g := newGatherer(t.gather)
	for job := range t.count {
		name := memberName(t.name, "task", job)
		data, ok := r.ledger.get(name)
		if !ok {
			continue
		}
		result, err := t.decode(data, job)
		if err != nil {
			return unfit(name, err)
		}
		g.pass(job, result)
		r.opt.Progress.Skip(1)
	}
	ctx, cancel := context.WithCancel(r.ctx)
	defer cancel()
	ended := make(chan error, 1)
	go func() {
		ended <- g.run(ctx, workers, t.count, func(ctx context.Context, job int) (T, error) { return t.one(ctx, r, job) })
	}()
	look := time.NewTicker(glance)
	defer look.Stop()
	for {
		select {
		case err := <-ended:
			return err
		case <-r.ctx.Done():
			g.abandon()
			return r.ctx.Err()
		case <-look.C:
			if r.opt.Saver != nil && r.opt.Saver.Due() {
				r.ledger.save()
			}
		}
	}
}

// one does one task and writes its result down.
func (t taskPhase[T]) one(ctx context.Context, r *run, job int) (T, error) {
	start := time.Now()
	result, err := t.work(job)
	if err != nil {
		return result, err
	}
	if err := ctx.Err(); err != nil {
		return result, err
	}
	r.ledger.keep(memberName(t.name, "task", job), func() []byte { return t.encode(result) })
	r.opt.Progress.Advance(1)
	if time.Since(start) > longTask {
		r.ledger.save()
	}
	return result, nil
}
