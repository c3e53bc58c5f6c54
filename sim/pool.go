package sim

import (
	"context"
	"errors"
	"sync"
)

// each calls work for the jobs 0 … n−1 on the given number of goroutines and then
// gather for each in ascending order, one at a time, as soon as all jobs before it are
// gathered. Jobs start in ascending order too, so that few finished ones wait. It
// returns the first error by job number, and the context's error if it ended first. When a
// job fails, those before it go on, since one of them may fail as well; those behind it
// are stopped.
func each[T any](ctx context.Context, workers, n int, work func(ctx context.Context, job int) (T, error), gather func(job int, result T)) error {
	return newGatherer(gather).run(ctx, workers, n, work)
}

// run is each; jobs whose results are there already are not done again.
func (g *gatherer[T]) run(ctx context.Context, workers, n int, work func(ctx context.Context, job int) (T, error)) error {
	var wait sync.WaitGroup
	for range min(workers, n) {
		wait.Go(func() {
			for job := g.take(n); job >= 0 && ctx.Err() == nil; job = g.take(n) {
				result, err := g.do(ctx, job, work)
				if err != nil {
					g.fail(job, err)
					return
				}
				g.put(job, result)
			}
		})
	}
	wait.Wait()
	if g.err != nil {
		return g.err
	}
	return ctx.Err()
}

// gatherer hands out jobs in order and passes their results on in order.
type gatherer[T any] struct {
	mu       sync.Mutex
	taken    int
	gathered int
	results  map[int]T // finished, waiting for an earlier one
	gather   func(job int, result T)
	stored   func(job int)              // called when a job's result is in; nil for nothing
	stops    map[int]context.CancelFunc // of the jobs under way
	err      error
	failed   int // the job that err is of
}

func newGatherer[T any](gather func(job int, result T)) *gatherer[T] {
	return &gatherer[T]{results: make(map[int]T), gather: gather, stops: make(map[int]context.CancelFunc)}
}

// do does one job, in a context that ends when a job before it fails.
func (g *gatherer[T]) do(ctx context.Context, job int, work func(ctx context.Context, job int) (T, error)) (T, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	g.mu.Lock()
	g.stops[job] = stop
	if g.err != nil && g.failed < job {
		stop()
	}
	g.mu.Unlock()
	defer func() {
		g.mu.Lock()
		defer g.mu.Unlock()
		delete(g.stops, job)
	}()
	return work(ctx, job)
}

// take returns the next job, or −1 when all n are taken or one has failed.
func (g *gatherer[T]) take(n int) int {
	g.mu.Lock()
	defer g.mu.Unlock()
	for g.taken < n && g.has(g.taken) {
		g.taken++
	}
	if g.taken == n || g.err != nil {
		return -1
	}
	g.taken++
	return g.taken - 1
}

// has reports whether the job's result is there. The caller holds the lock.
func (g *gatherer[T]) has(job int) bool {
	_, waits := g.results[job]
	return waits || job < g.gathered
}

func (g *gatherer[T]) put(job int, result T) {
	g.pass(job, result)
	if g.stored != nil {
		g.stored(job)
	}
}

// pass takes the result and gathers all that can be.
func (g *gatherer[T]) pass(job int, result T) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.results[job] = result
	for {
		next, ok := g.results[g.gathered]
		if !ok {
			return
		}
		delete(g.results, g.gathered)
		g.gather(g.gathered, next)
		g.gathered++
	}
}

func (g *gatherer[T]) fail(job int, err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	// A job stopped by another one's failure fails with context.Canceled: the cause wins.
	canceled := func(e error) bool { return errors.Is(e, context.Canceled) }
	if g.err == nil || canceled(g.err) || (!canceled(err) && job < g.failed) {
		g.err, g.failed = err, job
	}
	for other, stop := range g.stops {
		if other > g.failed {
			stop()
		}
	}
}

// abandon lets no result be gathered any more.
func (g *gatherer[T]) abandon() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.gather = func(int, T) {}
}
