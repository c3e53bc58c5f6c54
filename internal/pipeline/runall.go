package pipeline

import (
	"sync"
	"sync/atomic"
)

// RunAll runs tasks on that many goroutines, of which the caller's is one, each as soon as a goroutine is free, and returns when all are
// done.
func RunAll(threads int, tasks []func()) {
	var next atomic.Int64
	work := func() {
		for k := next.Add(1) - 1; k < int64(len(tasks)); k = next.Add(1) - 1 {
			tasks[k]()
		}
	}
	var others sync.WaitGroup
	for range min(threads, len(tasks)) - 1 {
		others.Go(work)
	}
	work()
	others.Wait()
}
