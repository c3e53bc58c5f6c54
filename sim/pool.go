package sim

import (
	"context"
	"errors"
	"sync"
)

// each calls work for the jobs 0 … n−1 on the given number of goroutines and then
// gather for each in ascending order, one at a time, as soon as all jobs before it are
// gathered. Jobs start in ascending order too, so that few finished ones wait. It
// returns the first error by job number, and the context's error if it ended first.
func each[T any](ctx context.Context, workers, n int, work func(ctx context.Context, job int) (T, error), gather func(job int, result T)) error {
	return newGatherer(gather).run(ctx, workers, n, work)
}

// run is each; jobs whose results are there already are not done again.
func (g *gatherer[T]) run(ctx context.Context, workers, n int, work func(ctx context.Context, job int) (T, error)) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var wait sync.WaitGroup
	for range min(workers, n) {
		wait.Go(func() {
			for job := g.take(n); job >= 0 && ctx.Err() == nil; job = g.take(n) {
				result, err := work(ctx, job)
				if err != nil {
					g.fail(job, err)
					cancel()
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
	stored   func(job int) // called when a job's result is in; nil for nothing
	err      error
	failed   int
}

func newGatherer[T any](gather func(job int, result T)) *gatherer[T] {
	return &gatherer[T]{results: make(map[int]T), gather: gather}
}

// take returns the next job, or −1 when all n are taken.
func (g *gatherer[T]) take(n int) int {
	g.mu.Lock()
	defer g.mu.Unlock()
	for g.taken < n && g.has(g.taken) {
		g.taken++
	}
	if g.taken == n {
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
}

// abandon lets no result be gathered any more.
func (g *gatherer[T]) abandon() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.gather = func(int, T) {}
}
