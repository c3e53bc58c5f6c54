// Package workload makes the pieces of a simulation for whoever times them: a step, a
// product, normals, the covariance of a sample.
//
// The pieces are what package sim puts together, divided among goroutines as it divides
// them: each has its own block of replicas and never waits for another within a step.
package workload

import (
	"fmt"
	"math"
	"sync"
	"time"
)

// Team is work in equal or nearly equal shares, one for each goroutine.
type Team []func()

// Run does each share that many times, all shares side by side, and returns when the
// last is done.
func (t Team) Run(times int) {
	var done sync.WaitGroup
	for _, share := range t {
		done.Go(func() {
			for range times {
				share()
			}
		})
	}
	done.Wait()
}

// InTurn returns a team of one goroutine that does all shares one after the other.
func (t Team) InTurn() Team {
	return Team{func() {
		for _, share := range t {
			share()
		}
	}}
}

// Time returns how long the team takes for its work once: the mean over as many
// repetitions as fill the given time, after a warm-up.
func (t Team) Time(atLeast time.Duration) time.Duration {
	t.Run(1)
	times := 1
	for {
		start := time.Now()
		t.Run(times)
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
	t.Run(times)
	return time.Since(start) / time.Duration(times)
}

// Shares divides replicas into blocks for that many workers: the widths of the blocks,
// which differ by at most one, and no empty one. It panics unless both are positive.
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
