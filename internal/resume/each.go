package resume

import (
	"context"
	"time"
)

// longTask is how long a task takes whose loss would be felt: its result is made durable at once.
const longTask = time.Second

// Each does tasks that are not interruptible, such as decompositions, and calls gather for each
// result in ascending order, one at a time, so that what is gathered does not depend on the
// workers. Every finished task is kept. When the context ends, Each returns its error at once
// and leaves alone the tasks under way, whose results are dropped.
func Each[T any](ctx context.Context, r Runner, t Tasks[T], gather func(task int, result T)) error {
	restoring := r
	if t.shared(r) {
		if err := t.doPart(ctx, r, 0, func(task int) { r.Progress.Advance(t.units(task)) }); err != nil {
			return err
		}
		restoring = r.silent()
	}
	q := newQueue(gather)
	if err := t.restore(restoring, q, 0); err != nil {
		return err
	}
	own, cancel := context.WithCancel(ctx)
	defer cancel()
	ended := make(chan error, 1)
	go func() {
		ended <- q.run(own, r.Workers, t.Count, func(ctx context.Context, task int) (T, error) { return t.finish(ctx, r, task) })
	}()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
		q.abandon()
		return ctx.Err()
	}
}

// finish does one task and keeps its result.
func (t Tasks[T]) finish(ctx context.Context, r Runner, task int) (T, error) {
	start := time.Now()
	result, err := t.Do(ctx, task, newCheckpoint(ctx, r, t.stateName(task), nil))
	if err != nil {
		return result, err
	}
	if err := ctx.Err(); err != nil {
		return result, err
	}
	r.put(t.ResultName(task), func() []byte { return t.Encode(result) })
	r.Progress.Advance(t.units(task))
	if r.Store != nil && time.Since(start) > longTask {
		r.Store.Flush()
	}
	return result, nil
}

// ForEach is Each without a store: it does count tasks on the workers and gathers their results
// in ascending order. It waits for the tasks under way when the context ends.
func ForEach[T any](
	ctx context.Context, workers, count int, do func(ctx context.Context, task int) (T, error), gather func(task int, result T),
) error {
	return newQueue(gather).run(ctx, workers, count, do)
}
