package kernel

import (
	"sync"
	"sync/atomic"
)

// threadedWork is the number of multiply-adds of a product below which one thread computes it.
const threadedWork = 1 << 22

// SharesRows reports whether a product of that size is computed by several goroutines where there are several.
func SharesRows(stored, width int) bool { return stored*width >= threadedWork }

// WithThreads returns the product computed by that many goroutines, each with a part of the rows, which changes no
// bit. Rows are visited by one goroutine still. Small products, and sparse ones of one or two replicas, are
// computed by one. It panics if threads is not positive.
func WithThreads[T Float](p Product[T], threads int) Product[T] {
	if threads < 1 {
		panic("kernel: a product by no thread")
	}
	return threaded[T]{p, threads}
}

// threaded sets the threads of each scratch that it is used with.
type threaded[T Float] struct {
	Product[T]
	threads int
}

// Rows implements Product.
func (t threaded[T]) Rows(x []T, width int, scratch *Scratch[T], visit func(first int, products Rows[T])) {
	before := scratch.threads
	scratch.threads = t.threads
	t.Product.Rows(x, width, scratch, visit)
	scratch.threads = before
}

// partsPerThread is into how many parts those of a thread are divided, since rows differ in length.
const partsPerThread = 8

// inParts calls do for parts of 0 … count−1 by that many goroutines, and returns when all are done.
func inParts(threads, count int, do func(first, end int)) {
	var wait sync.WaitGroup
	var next atomic.Int64
	parts := threads * partsPerThread
	for range threads {
		wait.Go(func() {
			for k := int(next.Add(1)) - 1; k < parts; k = int(next.Add(1)) - 1 {
				if first, end := k*count/parts, (k+1)*count/parts; first < end {
					do(first, end)
				}
			}
		})
	}
	wait.Wait()
}
