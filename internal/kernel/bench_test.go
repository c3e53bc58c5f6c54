package kernel

import (
	"fmt"
	"testing"
)

func BenchmarkRows(b *testing.B) {
	for _, c := range []struct {
		n       int
		density float64
	}{
		{300, 0.04}, {512, 0.3}, {512, 0.45}, {512, 0.6}, {512, 1}, {2000, 0.3}, {2000, 0.45}, {2000, 0.6}, {2000, 1},
		{3072, 1}, {10_000, 0.01},
	} {
		b.Run("float64", func(b *testing.B) { benchmarkRows[float64](b, c.n, c.density) })
		b.Run("float32", func(b *testing.B) { benchmarkRows[float32](b, c.n, c.density) })
	}
}

func benchmarkRows[T Float](b *testing.B, n int, density float64) {
	w := randomCSR(b, n, density, 1)
	for _, u := range available[T]() {
		for _, kind := range []Kind{Sparse, Dense} {
			if density < 0.04 && kind == Dense {
				continue
			}
			for _, width := range []int{10, 32, 64} {
				p := newOn(u, w, kind, width)
				b.Run(fmt.Sprintf("n=%d/density=%v/%v/%s/width=%d", n, density, kind, u.name, width), func(b *testing.B) {
					x := make([]T, n*width)
					for i := range x {
						x[i] = T(i%7) - 3
					}
					var scratch Scratch[T]
					for b.Loop() {
						p.Rows(x, width, &scratch, func(int, Rows[T]) {})
					}
					b.ReportMetric(2*float64(w.Stored())*float64(width)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
				})
			}
		}
	}
}
