package draw

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestEvenRanks: the picked values are drawable, ascending, as many as asked for or all, and
// hold the extremes.
func TestEvenRanks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOf(rapid.Float64Range(-5, 5)).Draw(t, "values")
		limit := rapid.IntRange(2, 50).Draw(t, "limit")
		picked := evenRanks(append(values, math.NaN()), limit)
		if len(picked) != min(limit, len(values)) || !slices.IsSorted(picked) {
			t.Fatalf("%v from %v", picked, values)
		}
		if len(values) > 0 && (picked[0] != slices.Min(values) || picked[len(picked)-1] != slices.Max(values)) {
			t.Fatalf("the extremes of %v are not in %v", values, picked)
		}
	})
}
