package draw

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/plot"
	"pgregory.net/rapid"
)

// TestTicksAreAscendingDistinctAndFew checks over the whole range that axes can show: ticks
// lie on the axis in ascending order, no two labels are alike, and their number is bounded
// on both sides.
func TestTicksAreAscendingDistinctAndFew(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := math.Pow(10, rapid.Float64Range(-95, 95).Draw(t, "exponent"))
		a := size * rapid.Float64Range(-1, 1).Draw(t, "a")
		b := size * rapid.Float64Range(-1, 1).Draw(t, "b")
		e := LinearExtent(a, b)
		checkTicks(t, linearTicks(e.Min, e.Max), e, 2, 9)
		e = LinearExtent(a, a*(1+math.Pow(10, rapid.Float64Range(-12, 0).Draw(t, "closeness"))))
		checkTicks(t, linearTicks(e.Min, e.Max), e, 2, 9)
		span := math.Pow(10, rapid.Float64Range(0, 60).Draw(t, "decades"))
		if low := math.Abs(a); low > 1e-99 && low*span < largestDrawn {
			e = LogExtent(0, low, low*span)
			checkTicks(t, logTicks(e.Min, e.Max), e, 1, 11)
		}
	})
}

func checkTicks(t *rapid.T, ticks []plot.Tick, e Extent, least, most int) {
	t.Helper()
	labels, last := map[string]bool{}, math.Inf(-1)
	for _, tick := range ticks {
		if tick.Value <= last || tick.Value < e.Min || tick.Value > e.Max {
			t.Fatalf("tick at %v after %v on an axis %+v", tick.Value, last, e)
		}
		last = tick.Value
		if tick.Label == "" {
			continue
		}
		if labels[tick.Label] {
			t.Fatalf("two ticks %q on an axis %+v", tick.Label, e)
		}
		labels[tick.Label] = true
	}
	if len(labels) < least || len(labels) > most {
		t.Fatalf("%d labels on an axis %+v", len(labels), e)
	}
}

func TestTickLabels(t *testing.T) {
	for _, row := range []struct {
		reason string
		ticks  []plot.Tick
		want   []string
	}{
		{"decimals as the step needs them", linearTicks(-0.01, 0.26), []string{"0", "0.05", "0.10", "0.15", "0.20", "0.25"}},
		{"minus sign", linearTicks(-11, 11), []string{"−10", "−5", "0", "5", "10"}},
		{"large values", linearTicks(0, 4.5e7), []string{"0", "1 × 10⁷", "2 × 10⁷", "3 × 10⁷", "4 × 10⁷"}},
		{"powers of ten", logTicks(0.9e-5, 1.1), []string{"10⁻⁵", "10⁻⁴", "0.001", "0.01", "0.1", "1"}},
		{"few decades", logTicks(0.9, 60), []string{"1", "2", "5", "10", "20", "50"}},
		{"one decade", logTicks(0.4e-4, 2.1e-4), []string{"5×10⁻⁵", "10⁻⁴", "2×10⁻⁴"}},
		{"less than a decade", logTicks(2.9e-5, 4.1e-5),
			[]string{"3 × 10⁻⁵", "3.2 × 10⁻⁵", "3.4 × 10⁻⁵", "3.6 × 10⁻⁵", "3.8 × 10⁻⁵", "4 × 10⁻⁵"}},
		{"far from zero", linearTicks(1e6, 1e6+1),
			[]string{"1 × 10⁶", "1.0000002 × 10⁶", "1.0000004 × 10⁶", "1.0000006 × 10⁶", "1.0000008 × 10⁶", "1.000001 × 10⁶"}},
	} {
		var got []string
		for _, tick := range row.ticks {
			if tick.Label != "" {
				got = append(got, tick.Label)
			}
		}
		if !slices.Equal(got, row.want) {
			t.Errorf("%s: %q, want %q", row.reason, got, row.want)
		}
	}
}
