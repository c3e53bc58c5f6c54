package sim

import (
	"math"
	"testing"
)

// TestCrossingBetween: errors that are known functions of the share, each with the share at which it is the level.
func TestCrossingBetween(t *testing.T) {
	root := func(k float64) float64 { return math.Sqrt((1 - k) / k) }
	for _, c := range []struct {
		reason         string
		k0, e0, k1, e1 float64
		want           float64
	}{
		{"proportional to √o", 0.1, 0.1 * root(0.1), 0.8, 0.1 * root(0.8), 0.5},
		{"a power of o", 0.1, 0.1 * math.Pow(9, 1.7), 0.8, 0.1 * math.Pow(0.25, 1.7), 0.5},
		{"all is kept at 1, without an error", 0.2, 0.1 * root(0.2), 1, 0, 0.5},
		{"all is kept at 1, with an error that does not go away: 0.05 + 0.025√o is 0.1 at o = 4", 0.1, 0.05 + 0.025*3, 1, 0.05, 0.2},
		{"no error at less than 1: half of the way between √o of 3 and of 1", 0.1, 0.2, 0.5, 0, 0.2},
		{"the level itself", 0.3, 0.1, 0.6, 0.02, 0.3},
		{"a network that is broken at the smaller share", 0.3, math.Inf(1), 0.6, 0.02, 0.6},
		{"broken, and no error at the larger one", 0.3, math.Inf(1), 1, 0, 1},
	} {
		if got := crossingBetween(0.1, c.k0, c.e0, c.k1, c.e1); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%s: %v, want %v", c.reason, got, c.want)
		}
	}
}

// TestCrossingBetweenStaysBetween: whatever the errors are.
func TestCrossingBetweenStaysBetween(t *testing.T) {
	for _, e0 := range []float64{0.1, 0.1000001, 1, 1e6, math.Inf(1)} {
		for _, e1 := range []float64{0, 1e-300, 1e-6, 0.05, 0.0999999} {
			for _, k1 := range []float64{0.31, 0.9, 1} {
				if got := crossingBetween(0.1, 0.3, e0, k1, e1); !(got >= 0.3-1e-15 && got <= k1+1e-15) {
					t.Errorf("errors %v and %v: %v is not within 0.3 and %v", e0, e1, got, k1)
				}
			}
		}
	}
}
