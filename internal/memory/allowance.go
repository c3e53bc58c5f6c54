package memory

import (
	"math"
	"runtime"
	"runtime/debug"

	"github.com/dustin/go-humanize"
)

// Allowance is how much memory this process may take.
type Allowance struct {
	Bytes float64
	Known bool
	Asked bool // by the user or GOMEMLIMIT, and not by what is free
}

// Allow returns the allowance of that many bytes, or of 0 what the machine has to give.
func Allow(bytes float64) Allowance {
	if bytes > 0 {
		return Allowance{bytes, true, true}
	}
	free, known := Limit()
	if set := debug.SetMemoryLimit(-1); set < math.MaxInt64 && (!known || float64(set) < free) {
		return Allowance{float64(set), true, true}
	}
	return Allowance{free, known, false}
}

// String returns text such as "4.0 GB are free".
func (a Allowance) String() string {
	if a.Asked {
		return Size(a.Bytes) + " are allowed"
	}
	return Size(a.Bytes) + " are free"
}

// Permits reports whether that many bytes can be had, as far as that is known.
func (a Allowance) Permits(bytes float64) bool { return !a.Known || bytes <= a.Bytes }

// Size writes bytes for people, with two or three digits.
func Size(bytes float64) string { return humanize.Bytes(uint64(bytes)) }

// What the garbage collector keeps to: somewhat more than the estimate, for fewer
// collections, less what the program and its libraries take, of which it does not know.
const (
	slack   = 1.15
	program = 30 << 20
	least   = 40 << 20
)

// InUse returns what this process has taken of the memory.
func InUse() float64 {
	var now runtime.MemStats
	runtime.ReadMemStats(&now)
	return program + float64(now.Sys-now.HeapReleased)
}

// CollectorGoal returns what the garbage collector takes for its limit where that much is needed,
// so that garbage, which may otherwise take as much again, neither exceeds what the user was told
// nor what there is.
func CollectorGoal(needed float64, allowed Allowance) float64 {
	goal := max(least, slack*needed-program)
	if allowed.Known {
		goal = min(goal, allowed.Bytes)
	}
	return goal
}

// Keep has the garbage collector keep to its goal, unless it has a lower one.
func Keep(needed float64, allowed Allowance) {
	if goal := CollectorGoal(needed, allowed); goal < float64(debug.SetMemoryLimit(-1)) {
		debug.SetMemoryLimit(int64(goal))
	}
}
