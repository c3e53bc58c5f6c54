package memory

import (
	"math"
	"runtime/debug"
	"testing"
)

func TestSize(t *testing.T) {
	for _, c := range []struct {
		bytes float64
		want  string
	}{
		{512, "512 B"}, {999e3, "999 kB"}, {1.34e6, "1.3 MB"}, {9.96e6, "10 MB"}, {540e6, "540 MB"},
		{1.26e9, "1.3 GB"}, {23.4e9, "23 GB"}, {2e12, "2.0 TB"},
	} {
		if got := Size(c.bytes); got != c.want {
			t.Errorf("%v: got %q, want %q", c.bytes, got, c.want)
		}
	}
}

// TestAllow has a request, and GOMEMLIMIT where there is none.
func TestAllow(t *testing.T) {
	if got := Allow(4e9); got != (Allowance{4e9, true, true}) || got.String() != "4.0 GB are allowed" {
		t.Errorf("requested: %v", got)
	}
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(1 << 20))
	if got := Allow(0); got != (Allowance{1 << 20, true, true}) {
		t.Errorf("GOMEMLIMIT: %+v", got)
	}
}

func TestPermits(t *testing.T) {
	a := Allowance{Bytes: 10, Known: true}
	if !a.Permits(10) || a.Permits(11) || !(Allowance{}).Permits(math.MaxFloat64) {
		t.Error("the allowance must permit up to its bytes, and everything where it is unknown")
	}
}

// TestCollectorLimit has an estimate near zero, a large one, and one above the allowance.
func TestCollectorLimit(t *testing.T) {
	for _, c := range []struct {
		needed  float64
		allowed Allowance
		want    float64
	}{
		{1, Allowance{}, 40 << 20},
		{1 << 30, Allowance{}, 1.15*(1<<30) - 60<<20},
		{1 << 30, Allowance{Bytes: 1e9, Known: true}, 0.93*1e9 - 60<<20},
	} {
		if got := CollectorLimit(c.needed, c.allowed); got != c.want {
			t.Errorf("%v needed, %+v: %v, want %v", c.needed, c.allowed, got, c.want)
		}
	}
}

// TestLimitCollector keeps a lower limit.
func TestLimitCollector(t *testing.T) {
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(math.MaxInt64))
	for _, c := range []struct{ needed, want float64 }{{1 << 30, 1.15*(1<<30) - 60<<20}, {2 << 30, 1.15*(1<<30) - 60<<20}} {
		LimitCollector(c.needed, Allowance{})
		if got := debug.SetMemoryLimit(-1); got != int64(c.want) {
			t.Errorf("%v needed: %d, want %v", c.needed, got, c.want)
		}
	}
}
