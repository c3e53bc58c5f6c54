package network

import (
	"math"
	"testing"
)

// Two different ones of four sources, drawn one after the other with rates a, are {i, j} with
// probability a_i a_j (1/(A−a_i) + 1/(A−a_j))/A. Both methods have it, within four standard errors; and
// choices without regard to the rates, or in proportion to a_i a_j, do not.
func TestSourcesWithoutRepetition(t *testing.T) {
	rates := []float64{1, 2, 3, 10, 4} // neuron 4 is the target
	methods := map[string]func(*sourceSampler, []int32){
		"draws": func(s *sourceSampler, row []int32) { s.fillGroup(row, true) },
		"keys":  func(s *sourceSampler, row []int32) { s.fillByKeys(row, true) },
	}
	for name, method := range methods {
		const rows = 100_000
		s := newSourceSampler(rates, seeded(1))
		s.enter(0, 5)
		counts := map[[2]int32]float64{}
		for range rows {
			var row [2]int32
			s.take(4)
			method(s, row[:])
			for _, j := range []int32{row[0], row[1], 4} {
				s.release(j)
			}
			counts[[2]int32{min(row[0], row[1]), max(row[0], row[1])}]++
		}
		total, products := 0.0, 0.0
		for i := range int32(4) {
			total += rates[i]
			for j := range i {
				products += rates[i] * rates[j]
			}
		}
		wrong := 0
		for j := range int32(4) {
			for i := range j {
				a, b := rates[i], rates[j]
				p := a * b * (1/(total-a) + 1/(total-b)) / total
				got, limit := counts[[2]int32{i, j}]/rows, 4*math.Sqrt(p*(1-p)/rows)
				if math.Abs(got-p) > limit {
					t.Errorf("%s: {%d, %d} has share %.4f, want %.4f ± %.4f", name, i, j, got, p, limit)
				}
				if math.Abs(got-1.0/6) > limit && math.Abs(got-a*b/products) > limit {
					wrong++
				}
			}
		}
		if wrong < 5 {
			t.Errorf("%s: only %d of 6 shares tell the distribution from others", name, wrong)
		}
	}
}

// Where draws mostly repeat, the keys finish a row; then all neurons are its sources.
func TestSourcesOfAFullRow(t *testing.T) {
	rates := logNormals(200, 5, seeded(2))
	s := newSourceSampler(rates, seeded(3))
	s.enter(50, 110)
	row := make([]int32, 199)
	s.fill(row, 70, 59)
	for k, j := range row {
		want := int32(k)
		if k >= 70 {
			want++
		}
		if j != want {
			t.Fatalf("source %d is %d, want %d", k, j, want)
		}
	}
	for k, word := range s.taken {
		if word != 0 {
			t.Errorf("word %d of the marks is %x after the row", k, word)
		}
	}
}
