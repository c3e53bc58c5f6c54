package testutil

import (
	"fmt"
	"runtime/metrics"
	"sync/atomic"
	"testing"
	"time"
)

// Limits says what the reading of one input may cost.
type Limits struct {
	Time    time.Duration // whatever the size of the input
	Bytes   uint64        // allocated in all, freed or not, whatever the size of the input
	PerByte uint64        // allocated beside, for each byte of the input
}

// Guard measures a reader. One goroutine, that of the fuzz target, may use it.
type Guard struct {
	limits Limits
	input  atomic.Uint64 // counts the inputs; odd while one is read
	sample []metrics.Sample
}

// hang is how many seconds a single reading may last before the process is given up.
const hang = 30

// attempts is how often a reading that seemed too expensive is measured. A process that
// was stopped for a while, or another goroutine, are innocent; they rarely come thrice.
const attempts = 3

// NewGuard returns a guard for a fuzz target. Until the target ends it also watches for a
// reading that does not come to an end, and panics then, so that the fuzzer keeps the
// input.
func NewGuard(f testing.TB, limits Limits) *Guard {
	g := &Guard{limits: limits, sample: []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}}
	done := make(chan struct{})
	f.Cleanup(func() { close(done) })
	go g.watch(done)
	return g
}

// watch counts ticks, not time, so that it does not count while the process is stopped.
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
		if ticks++; ticks == hang {
			panic(fmt.Sprintf("testutil: one input has been read for %d s", hang))
		}
	}
}

// Read calls read, which reads an input of that size in bytes, and fails the test if it
// takes too much time or memory. It may call read several times.
func (g *Guard) Read(t testing.TB, size int, read func()) {
	t.Helper()
	most := g.limits.Bytes + g.limits.PerByte*uint64(size)
	var took time.Duration
	var allocated uint64
	for range attempts {
		took, allocated = g.measure(read)
		if took <= g.limits.Time && allocated <= most {
			return
		}
	}
	t.Fatalf("%d bytes took %v and %d bytes of memory, more than %v or %d bytes", size, took, allocated, g.limits.Time, most)
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
