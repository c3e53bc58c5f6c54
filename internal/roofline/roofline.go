// Package roofline measures the limits of this processor: fused multiply-adds from registers, and
// reads from memory, with which the speed of a program is compared (Williams, Waterman & Patterson
// 2009, "Roofline", CACM 52, 65).
//
// Unlike the packages of the simulation, it starts goroutines: the limit of all cores is measured
// while all of them are busy.
package roofline

import (
	"fmt"
	"slices"
	"sync"
	"time"

	"gonum.org/v1/gonum/stat"
)

// Float is the precision of an operation.
type Float interface{ float32 | float64 }

const (
	rounds       = 9                     // of each measurement; the result is their median
	roundTime    = 30 * time.Millisecond // of a round, at least
	readBytes    = 256 << 20             // read in a round, by all cores together: larger than every cache
	loopsPerCall = 2000                  // less than a millisecond, so that a goroutine can be preempted
)

// FMA returns the floating-point operations per second of that many cores at once, a
// fused multiply-add counting as two: the median of several short rounds, about 0.3 s
// altogether. The operations are independent and in registers, in the widest vectors
// that the processor has. FMA panics if cores is not positive.
func FMA[T Float](cores int) float64 {
	u := fastest[T]()
	calls := 1
	for inParallel(cores, repeat(calls, u.fma)) < roundTime {
		calls *= 2
	}
	return median(func() float64 {
		took := inParallel(cores, repeat(calls, u.fma))
		return float64(cores) * float64(calls) * loopsPerCall * float64(u.flops) / took.Seconds()
	})
}

func repeat(calls int, fma func(loops int)) func(int) {
	return func(int) {
		for range calls {
			fma(loopsPerCall)
		}
	}
}

// Memory is what Bandwidth reads. It is large; reuse it for several calls.
type Memory struct{ parts [][]float64 }

// NewMemory returns memory larger than every cache, with a part for each core. It panics if
// cores is not positive.
func NewMemory(cores int) *Memory {
	m := &Memory{make([][]float64, cores)}
	inParallel(cores, func(core int) {
		m.parts[core] = make([]float64, readBytes/8/cores/readAtOnce*readAtOnce)
		for i := range m.parts[core] {
			m.parts[core][i] = 1 // pages are allocated when they are written
		}
	})
	return m
}

// Bandwidth returns the bytes per second that all cores together read from memory: the
// median of several short rounds.
func (m *Memory) Bandwidth() float64 {
	read := fastest[float64]().read
	bytes := 8 * len(m.parts) * len(m.parts[0])
	return median(func() float64 {
		took := inParallel(len(m.parts), func(core int) { read(m.parts[core]) })
		return float64(bytes) / took.Seconds()
	})
}

// Unit returns the name of the vector unit that the limits are of: avx512, avx2 or
// portable.
func Unit() string { return fastest[float64]().name }

// unit is a vector unit, or plain Go.
type unit struct {
	name  string
	flops int             // operations of one loop of fma
	fma   func(loops int) // runs fused multiply-adds only
	read  func(x []float64) float64
}

// readAtOnce is a divisor of the number of values that a unit reads.
const readAtOnce = 64

// inParallel calls work on that many goroutines and returns the time from their common start to
// the end of the last.
func inParallel(cores int, work func(core int)) time.Duration {
	if cores < 1 {
		panic(fmt.Sprintf("roofline: %d cores", cores))
	}
	var ready, done sync.WaitGroup
	start := make(chan struct{})
	ready.Add(cores)
	for core := range cores {
		done.Go(func() {
			ready.Done()
			<-start
			work(core)
		})
	}
	ready.Wait()
	began := time.Now()
	close(start)
	done.Wait()
	return time.Since(began)
}

// median returns the median of several rounds.
func median(round func() float64) float64 {
	all := make([]float64, rounds)
	for k := range all {
		all[k] = round()
	}
	slices.Sort(all)
	return stat.Quantile(0.5, stat.Empirical, all, nil)
}

//go:generate go -C ../_generate run ./roofline -out ../roofline/limits_amd64.s -stubs ../roofline/limits_amd64.go -pkg roofline
