package testutil

import (
	"fmt"
	"runtime/metrics"
	"sync/atomic"
	"testing"
	"time"
)

// Limits bound the cost of reading one input.
type Limits struct {
	Time    time.Duration // for an input of any size
	Bytes   uint64        // total allocated, freed or not, for an input of any size
	PerByte uint64        // allowed in addition for each byte of the input
}

// Guard measures a reader. One goroutine, that of the fuzz target, may use it.
type Guard struct {
	limits Limits
	input  atomic.Uint64 // number of calls begun and ended: odd while an input is read
	sample []metrics.Sample
}

// hangSeconds is the time for one input after which the process panics.
const hangSeconds = 30

// attempts is the number of times that a reading beyond the limits is measured: a process
// that was suspended, or allocations of another goroutine, rarely disturb all of them.
const attempts = 3

// NewGuard returns a guard for a fuzz target. Until the target ends it also panics when a
// reading does not end within 30 s, so that the fuzzer keeps the input.
func NewGuard(f testing.TB, limits Limits) *Guard {
	g := &Guard{limits: limits, sample: []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}}
	done := make(chan struct{})
	f.Cleanup(func() { close(done) })
	go g.watch(done)
	return g
}

// watch counts ticks instead of time, so that it does not count while the process is
// suspended.
func (g *Guard) watch(done <-chan struct{}) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	last, ticks := uint64(0), 0
	for {
		select {
		case <-done:
			return
		case <-ticker.C:
		}
		input := g.input.Load()
		if input != last || input%2 == 0 {
			last, ticks = input, 0
			continue
		}
		if ticks++; ticks == hangSeconds {
			panic(fmt.Sprintf("testutil: one input has been read for %d s", hangSeconds))
		}
	}
}

// Read calls read, which reads an input of that size in bytes, and fails the test if it
// takes too much time or memory. It may call read several times.
func (g *Guard) Read(t testing.TB, size int, read func()) {
	t.Helper()
	limit := g.limits.Bytes + g.limits.PerByte*uint64(size)
	var took time.Duration
	var allocated uint64
	for range attempts {
		took, allocated = g.measure(read)
		if took <= g.limits.Time && allocated <= limit {
			return
		}
	}
	t.Fatalf("%d bytes took %v and %d bytes of memory, more than %v or %d bytes", size, took, allocated, g.limits.Time, limit)
}

func (g *Guard) measure(read func()) (took time.Duration, allocated uint64) {
	metrics.Read(g.sample)
	before := g.sample[0].Value.Uint64()
	start := time.Now()
	g.input.Add(1)
	read()
	g.input.Add(1)
	took = time.Since(start)
	metrics.Read(g.sample)
	return took, g.sample[0].Value.Uint64() - before
}
