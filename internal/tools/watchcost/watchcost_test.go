package main

import (
	"math"
	"strings"
	"testing"
)

// TestRatio: of pairs whose ratios are known, in rounds that took different times.
func TestRatio(t *testing.T) {
	base := []took{{10, 20}, {20, 40}, {30, 60}}
	times := []took{{11, 20}, {22, 40}, {33, 60}}
	clock := func(t took) float64 { return t.clock }
	if got := ratio(times, base, clock); got != "1.1000 (1.1000 to 1.1000)" {
		t.Error(got)
	}
	// ln 2 times −1, 0 and 1: the mean 0 and the standard error ln 2/√3, of which t(2) at 97.5% is 4.3027.
	times = []took{{5, 1}, {20, 1}, {60, 1}}
	half := math.Exp(4.3027 * math.Ln2 / math.Sqrt(3))
	got := ratio(times, base, clock)
	if !strings.HasPrefix(got, "1.0000 (") || math.Abs(half-5.594) > 0.01 || !strings.Contains(got, "to 5.59") {
		t.Errorf("%s, want up to %v", got, half)
	}
	if got := line(opened, base, base); !strings.Contains(got, "--watch, opened") || strings.Count(got, "1.0000") != 6 {
		t.Error(got)
	}
}
