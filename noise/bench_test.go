package noise

import "testing"

// perValue reports the time of a bulk function per value.
func perValue(b *testing.B, f fill) {
	const neurons, width = 1024, 64
	dst := make([]float64, neurons*width)
	step := uint64(0)
	for b.Loop() {
		f(Key{1, Drive}, dst, step, 0, neurons, 0, width)
		step++
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(step)/neurons/width, "ns/value")
}

func BenchmarkFillNormals(b *testing.B) { perValue(b, Key.FillNormals) }

func BenchmarkFillRademacher(b *testing.B) { perValue(b, Key.FillRademacher) }

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
