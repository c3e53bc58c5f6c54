// Package workload makes parts of a simulation for timing: a step, a product, normals, the
// covariance of a sample.
//
// They are divided among goroutines as package sim divides them: each goroutine has its own block of
// replicas and does not wait for another within a step.
package workload

import (
	"fmt"
	"math"
	"sync"
	"time"
)

// Work is a computation in equal or nearly equal shares, one for each goroutine.
type Work []func()

// Run does each share that many times, all shares in parallel, and returns when all are
// done.
func (w Work) Run(times int) {
	var done sync.WaitGroup
	for _, share := range w {
		done.Go(func() {
			for range times {
				share()
			}
		})
	}
	done.Wait()
}

// Sequential returns the same work as a single share, which does all shares one after another.
func (w Work) Sequential() Work {
	return Work{func() {
		for _, share := range w {
			share()
		}
	}}
}

// Time returns how long the work takes once: the mean over as many repetitions as take at least
// the given time, after a warm-up.
func (w Work) Time(atLeast time.Duration) time.Duration {
	w.Run(1)
	times := 1
	for {
		start := time.Now()
		w.Run(times)
		took := time.Since(start)
		if took >= atLeast {
			return took / time.Duration(times)
		}
		if took >= atLeast/4 {
			times = max(1, int(math.Ceil(float64(times)*float64(atLeast)/float64(took))))
			break
		}
		times *= 2
	}
	start := time.Now()
	w.Run(times)
	return time.Since(start) / time.Duration(times)
}

// Shares divides replicas into blocks for that many workers: the widths of the blocks,
// which differ by at most one; none is empty. It panics unless both are positive.
func Shares(replicas, workers int) []int {
	if replicas < 1 || workers < 1 {
		panic(fmt.Sprintf("workload: %d replicas for %d workers", replicas, workers))
	}
	workers = min(workers, replicas)
	widths := make([]int, workers)
	for k := range widths {
		widths[k] = replicas*(k+1)/workers - replicas*k/workers
	}
	return widths
}
