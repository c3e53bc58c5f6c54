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
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	g := gatherer[T]{results: make(map[int]T), gather: gather}
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
	err      error
	failed   int
}

// take returns the next job, or −1 when all n are taken.
func (g *gatherer[T]) take(n int) int {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.taken == n {
		return -1
	}
	g.taken++
	return g.taken - 1
}

func (g *gatherer[T]) put(job int, result T) {
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
