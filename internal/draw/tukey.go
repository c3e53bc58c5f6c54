package draw

import (
	"slices"

	"gonum.org/v1/gonum/stat"
)

// tukeyBox is Tukey's box plot: the quartiles, the whiskers, which end at the outermost values
// within 1.5 (q3 − q1) of the box, and the values beyond the whiskers in ascending order.
type tukeyBox struct {
	low, q1, median, q3, high float64
	beyond                    []float64
}

// tukeyBoxOf returns the box plot of at least one value. Quartiles are interpolated linearly.
func tukeyBoxOf(sorted []float64) tukeyBox {
	quantile := func(q float64) float64 { return stat.Quantile(q, stat.LinInterp, sorted, nil) }
	b := tukeyBox{low: sorted[0], q1: quantile(0.25), median: quantile(0.5), q3: quantile(0.75), high: sorted[len(sorted)-1]}
	reach := 1.5 * (b.q3 - b.q1)
	for _, value := range sorted {
		if value < b.q1-reach || value > b.q3+reach {
			b.beyond = append(b.beyond, value)
		}
	}
	if k, _ := slices.BinarySearch(sorted, b.q1-reach); k < len(sorted) {
		b.low = sorted[k]
	}
	if k, _ := slices.BinarySearch(sorted, b.q3+reach); k > 0 {
		b.high = sorted[k-1]
	}
	return b
}
