package roofline

import (
	"runtime"
	"testing"
)

// TestPlausible: the limits are within the range of present processors.
func TestPlausible(t *testing.T) {
	double, single := FMA[float64](1), FMA[float32](1)
	all := FMA[float64](runtime.NumCPU())
	bandwidth := NewMemory(runtime.NumCPU()).Bandwidth()
	t.Logf("%s: %.1f GFLOP/s, float32 %.1f, all cores %.1f; %.1f GB/s", Unit(), double/1e9, single/1e9, all/1e9, bandwidth/1e9)
	for name, rate := range map[string]float64{"float64": double, "float32": single, "all cores": all, "bandwidth": bandwidth} {
		if rate < 2e8 || rate > 1e14 {
			t.Errorf("%s: %.3g a second", name, rate)
		}
	}
}

// TestWidestIsFastest: a vector unit is faster than plain Go.
func TestWidestIsFastest(t *testing.T) {
	units := available[float64]()
	speed := func(u unit) float64 {
		return median(func() float64 { return float64(u.flops) / inParallel(1, repeat(10, u.fma)).Seconds() })
	}
	if best, plain := speed(units[len(units)-1]), speed(units[0]); len(units) > 1 && best < 1.5*plain {
		t.Errorf("%s is only %.2f times as fast as plain Go", units[len(units)-1].name, best/plain)
	}
}

// TestReadsEverything: the sum of ones is their number; a vector unit returns one of its lanes.
func TestReadsEverything(t *testing.T) {
	x := make([]float64, 5*readAtOnce)
	for i := range x {
		x[i] = 1
	}
	lanes := map[string]float64{"portable": 1, "avx2": 4, "avx512": 8}
	for _, u := range available[float64]() {
		if got, want := u.read(x), float64(len(x))/lanes[u.name]; got != want {
			t.Errorf("%s: sum %v, want %v", u.name, got, want)
		}
	}
}

// TestRefusesNoCores: a shape mistake panics.
func TestRefusesNoCores(t *testing.T) {
	defer func() {
		if got := recover(); got != "roofline: 0 cores" {
			t.Errorf("panic %v", got)
		}
	}()
	FMA[float64](0)
}

func BenchmarkFMA(b *testing.B) {
	for _, u := range available[float64]() {
		b.Run(u.name, func(b *testing.B) {
			for b.Loop() {
				u.fma(loopsPerCall)
			}
			b.ReportMetric(float64(u.flops)*loopsPerCall*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
		})
	}
}

// TestEveryUnitRuns: each unit that this processor has returns, in both precisions.
func TestEveryUnitRuns(t *testing.T) {
	for _, u := range append(available[float64](), available[float32]()...) {
		t.Logf("%s, %d operations a loop", u.name, u.flops)
		for _, loops := range []int{1, 2, 1000} {
			u.fma(loops)
		}
	}
}
