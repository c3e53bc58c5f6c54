package rounding

import (
	"math"
	"testing"
)

func TestDigits(t *testing.T) {
	for _, c := range []struct {
		why       string
		got, want float64
	}{
		{"down", Digits(1.24, 2), 1.2},
		{"up, to another power of ten", Digits(9.96, 2), 10},
		{"negative and small", Digits(-1.2345e-300, 3), -1.23e-300},
		{"zero", Digits(0, 2), 0},
		{"beyond the range", Digits(math.MaxFloat64, 1), math.MaxFloat64},
		{"infinite", Digits(math.Inf(1), 2), math.Inf(1)},
		{"a midpoint below by rounding error", Three(math.Nextafter(0.03125, 0)), Three(0.03125)},
	} {
		if c.got != c.want {
			t.Errorf("%s: %v, want %v", c.why, c.got, c.want)
		}
	}
}
