package recording

import (
	"fmt"
	"math"
	"testing"
)

// TestEnvelope compares with the minimum and maximum of each bin by its definition.
func TestEnvelope(t *testing.T) {
	for _, c := range []struct{ frames, bins int }{{0, 3}, {1, 1}, {2, 5}, {7, 7}, {10, 3}, {100_001, 97}, {100_000, 1}} {
		const columns = 4
		x := gaussian(c.frames, columns, 15)
		for k := 0; k < len(x); k += 11 {
			x[k] = math.NaN()
		}
		e, err := NewEnvelope(opened(t, recorded(t, x, columns, Float64)), []int{2, 0}, c.bins)
		if err != nil {
			t.Fatal(err)
		}
		bins := min(c.bins, c.frames)
		for b := range bins {
			first, last := b*c.frames/bins, (b+1)*c.frames/bins
			if e.First[b] != int64(first) || e.First[b+1] != int64(last) {
				t.Fatalf("%v: bin %d is %d to %d, want %d to %d", c, b, e.First[b], e.First[b+1], first, last)
			}
			for k, column := range []int{2, 0} {
				low, high := math.Inf(1), math.Inf(-1)
				for i := first; i < last; i++ {
					if v := x[i*columns+column]; !math.IsNaN(v) {
						low, high = min(low, v), max(high, v)
					}
				}
				if low > high {
					low, high = math.NaN(), math.NaN()
				}
				if fmt.Sprint(e.Low[k][b], e.High[k][b]) != fmt.Sprint(low, high) {
					t.Errorf("%v: bin %d, column %d: %v to %v, want %v to %v", c, b, column, e.Low[k][b], e.High[k][b], low, high)
				}
			}
		}
	}
}
