package memory

import (
	"runtime"
	"runtime/debug"
)

const (
	programBytes      = 60 << 20 // of the program and its libraries, which the collector does not count
	collectorMargin   = 1.15     // limit over estimate: with less, the collector runs more often
	allowedShare      = 0.93     // of the allowance: garbage up to all of it would leave nothing to other processes
	minCollectorLimit = 40 << 20
)

// InUse returns how many bytes this process has taken from the system.
func InUse() float64 {
	var now runtime.MemStats
	runtime.ReadMemStats(&now)
	return programBytes + float64(now.Sys-now.HeapReleased)
}

// CollectorLimit returns the memory limit of the garbage collector for a run that needs that many
// bytes:
//
//	min(max(40 MiB, 1.15·needed − 60 MiB), 0.93·allowed − 60 MiB)
//
// Without it uncollected garbage may take as much as the run again, beyond the estimate that the
// user has read and the memory that is available.
func CollectorLimit(needed float64, allowed Allowance) float64 {
	limit := max(minCollectorLimit, collectorMargin*needed-programBytes)
	if allowed.Known {
		limit = min(limit, allowedShare*allowed.Bytes-programBytes)
	}
	return limit
}

// LimitCollector sets the garbage collector's limit to CollectorLimit, unless its present one is
// lower.
func LimitCollector(needed float64, allowed Allowance) {
	if limit := CollectorLimit(needed, allowed); limit < float64(debug.SetMemoryLimit(-1)) {
		debug.SetMemoryLimit(int64(limit))
	}
}
