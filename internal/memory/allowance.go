package memory

import (
	"math"
	"runtime/debug"

	"github.com/dustin/go-humanize"
)

// Allowance is how many bytes this process may take.
type Allowance struct {
	Bytes     float64
	Known     bool
	Requested bool // set by the user or GOMEMLIMIT, rather than by what is available
}

// Allow returns an allowance of that many bytes, or for 0 of the lesser of what is available and
// GOMEMLIMIT.
func Allow(bytes float64) Allowance {
	if bytes > 0 {
		return Allowance{bytes, true, true}
	}
	free, known := Available()
	if limit := debug.SetMemoryLimit(-1); limit < math.MaxInt64 && (!known || float64(limit) < free) {
		return Allowance{float64(limit), true, true}
	}
	return Allowance{free, known, false}
}

// String returns text such as "4.0 GB are free".
func (a Allowance) String() string {
	if a.Requested {
		return Size(a.Bytes) + " are allowed"
	}
	return Size(a.Bytes) + " are free"
}

// Permits reports whether that many bytes may be taken; any number may where the allowance is
// unknown.
func (a Allowance) Permits(bytes float64) bool { return !a.Known || bytes <= a.Bytes }

// Size formats bytes with a unit in powers of 1000 and two or three digits, such as "1.3 GB".
func Size(bytes float64) string { return humanize.Bytes(uint64(bytes)) }
