package network

import (
	"runtime"
	"sync"
)

// sortParts divide a counting sort among workers: each counts the keys in its part of the items, and
// so knows where to place them, behind those with the same key in the parts before.
type sortParts []sortPart

type sortPart struct {
	first, end int   // items
	next       []int // for each key, first the number of items, then the place of the next one
}

// newSortParts divides so many items, with keys below n.
func newSortParts(n, items, workers int) sortParts {
	parts := make(sortParts, workers)
	for k := range parts {
		parts[k] = sortPart{first: items * k / workers, end: items * (k + 1) / workers, next: make([]int, n)}
	}
	return parts
}

// sortWorkers returns how many workers sort so many items with keys below n. The counts of all
// workers take at most half as many places as there are items.
func sortWorkers(n, items int) int {
	const fewest = 1 << 17 // items for which a worker is worth its start
	return max(1, min(runtime.GOMAXPROCS(0), items/fewest, items/(2*n+1)))
}

// starts has each worker count its items, and returns where those of each key begin, and the number
// of all behind.
func (s sortParts) starts(count func(sortPart)) []int {
	s.each(count)
	start := make([]int, len(s[0].next)+1)
	place := 0
	for key := range s[0].next {
		start[key] = place
		for _, p := range s {
			place, p.next[key] = place+p.next[key], place
		}
	}
	start[len(start)-1] = place
	return start
}

// each calls do for all parts at the same time.
func (s sortParts) each(do func(sortPart)) {
	var done sync.WaitGroup
	for _, p := range s[1:] {
		done.Go(func() { do(p) })
	}
	do(s[0])
	done.Wait()
}
