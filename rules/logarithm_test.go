package rules

import (
	"math"
	"testing"
)

func TestLogarithmIsWithinTwoUlp(t *testing.T) {
	for n := 1; n < 200_000; n++ {
		got, want := logarithm(n), math.Log(float64(n))
		if ulp := math.Nextafter(want, math.Inf(1)) - want; math.Abs(got-want) > 2*ulp {
			t.Fatalf("ln %d = %v, want %v", n, got, want)
		}
	}
}

// TestLogarithmBits holds the last bit still: K, and with it every pruned weight, hangs
// on it.
func TestLogarithmBits(t *testing.T) {
	for _, c := range []struct {
		n    int
		bits uint64
	}{{1, 0}, {2, 0x3fe62e42fefa39ef}, {360, 0x40178b5edaefba8c}, {1000, 0x401ba18a998fffa0}, {2952, 0x401ff600ffbbad66}} {
		if got := math.Float64bits(logarithm(c.n)); got != c.bits {
			t.Errorf("ln %d has the bits %#x, want %#x", c.n, got, c.bits)
		}
	}
}
