package noise

import (
	"fmt"
	"testing"
)

// perValue reports the time of a bulk function per value, for the shapes of a large and a
// small network, with many and with few replicas.
func perValue[T Float](b *testing.B, f func(k Key, dst []T, step uint64, firstNeuron, neurons, firstReplica, width int)) {
	for _, shape := range [][2]int{{2000, 64}, {300, 64}, {2000, 10}, {300, 10}, {300, 1}} {
		neurons, width := shape[0], shape[1]
		b.Run(fmt.Sprintf("%dx%d", neurons, width), func(b *testing.B) {
			dst := make([]T, neurons*width)
			step := uint64(0)
			for b.Loop() {
				f(Key{1, Drive}, dst, step, 0, neurons, 0, width)
				step++
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(step)/float64(len(dst)), "ns/value")
		})
	}
}

func BenchmarkFillNormals(b *testing.B) {
	b.Run("float64", func(b *testing.B) { perValue(b, FillNormals[float64]) })
	b.Run("float32", func(b *testing.B) { perValue(b, FillNormals[float32]) })
}

func BenchmarkFillRademacher(b *testing.B) {
	b.Run("float64", func(b *testing.B) { perValue(b, FillRademacher[float64]) })
	b.Run("float32", func(b *testing.B) { perValue(b, FillRademacher[float32]) })
}

func BenchmarkSource(b *testing.B) {
	s := Key{1, Prune}.Source(0, 0, 0)
	for b.Loop() {
		s.Uint64()
	}
}

func BenchmarkUniform(b *testing.B) {
	for b.Loop() {
		Key{1, Prune}.Uniform(0, 0, 0)
	}
}
