package resume

import (
	"context"
	"errors"
	"sync"
)

// queue hands out tasks in ascending order and passes their results on in the same order, one at
// a time, as soon as all tasks before are done. Tasks start in ascending order, so that few
// results wait.
type queue[T any] struct {
	mu       sync.Mutex
	taken    int
	gathered int
	results  map[int]T // finished, waiting for an earlier one
	skipped  map[int]bool
	gather   func(task int, result T)
	cancel   map[int]context.CancelFunc // of the tasks under way
	err      error
	failed   int // the task that err is of
}

func newQueue[T any](gather func(task int, result T)) *queue[T] {
	return &queue[T]{results: map[int]T{}, gather: gather, cancel: map[int]context.CancelFunc{}}
}

// run does the tasks that have no result yet on the workers. It returns the first error by task
// number, and the context's error if that ended first. When a task fails, those before it go on,
// since one of them may fail as well; those behind it are cancelled.
func (q *queue[T]) run(ctx context.Context, workers, count int, do func(ctx context.Context, task int) (T, error)) error {
	var wait sync.WaitGroup
	for range min(workers, count) {
		wait.Go(func() {
			for task := q.take(count); task >= 0 && ctx.Err() == nil; task = q.take(count) {
				result, err := q.do(ctx, task, do)
				if err != nil {
					q.fail(task, err)
					return
				}
				q.put(task, result)
			}
		})
	}
	wait.Wait()
	if q.err != nil {
		return q.err
	}
	return ctx.Err()
}

// do does one task, in a context that ends when a task before it fails.
func (q *queue[T]) do(ctx context.Context, task int, do func(ctx context.Context, task int) (T, error)) (T, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	q.mu.Lock()
	q.cancel[task] = cancel
	if q.err != nil && q.failed < task {
		cancel()
	}
	q.mu.Unlock()
	defer func() {
		q.mu.Lock()
		defer q.mu.Unlock()
		delete(q.cancel, task)
	}()
	return do(ctx, task)
}

// take returns the next task, or −1 when all are taken or one has failed.
func (q *queue[T]) take(count int) int {
	q.mu.Lock()
	defer q.mu.Unlock()
	for q.taken < count && q.has(q.taken) {
		q.taken++
	}
	if q.taken == count || q.err != nil {
		return -1
	}
	q.taken++
	return q.taken - 1
}

// has reports whether the task's result is there. The caller holds the lock.
func (q *queue[T]) has(task int) bool {
	_, waits := q.results[task]
	return waits || task < q.gathered || q.skipped[task]
}

// put takes a result and gathers all that can be.
func (q *queue[T]) put(task int, result T) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.results[task] = result
	for {
		next, ok := q.results[q.gathered]
		if !ok {
			return
		}
		delete(q.results, q.gathered)
		q.gather(q.gathered, next)
		q.gathered++
	}
}

func (q *queue[T]) fail(task int, err error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	// A task cancelled by another one's failure fails with context.Canceled: the cause wins.
	canceled := func(e error) bool { return errors.Is(e, context.Canceled) }
	if q.err == nil || canceled(q.err) || (!canceled(err) && task < q.failed) {
		q.err, q.failed = err, task
	}
	for other, cancel := range q.cancel {
		if other > q.failed {
			cancel()
		}
	}
}

// abandon lets no result be gathered any more.
func (q *queue[T]) abandon() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.gather = func(int, T) {}
}
