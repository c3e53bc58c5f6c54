// Package compare measures how well a pruned network preserves the dynamics of the
// original.
//
// The measures are those of Section 5 of Moore & Chaudhuri (2020): eigenvalues, quadratic
// forms and eigenvectors; further the worst case ε that their theorem bounds, and the
// relative error of trajectories under the same noise.
package compare

import (
	"fmt"
	"math"
	"slices"
)

// Summary is the quartiles, the maximum and the mean of a distribution.
type Summary struct {
	Q1     float64 `json:"q1"`
	Median float64 `json:"median"`
	Q3     float64 `json:"q3"`
	Max    float64 `json:"max"`
	Mean   float64 `json:"mean"`
}

// Summarize returns the summary of values. Quantile q of n sorted values lies at position
// q(n−1), with linear interpolation between neighbours, as in NumPy (type 7 of Hyndman & Fan
// 1996, "Sample quantiles in statistical packages"). It returns an error if there are no
// values or one is not finite.
func Summarize(values []float64) (Summary, error) {
	if len(values) == 0 {
		return Summary{}, fmt.Errorf("nothing to summarize")
	}
	sum := 0.0 // in the order of the values; gonum's stat.Mean adds in another order on amd64
	for i, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return Summary{}, fmt.Errorf("value %d of %d is %v", i, len(values), v)
		}
		sum += v
	}
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	return Summary{
		Q1: Quantile(sorted, 0.25), Median: Quantile(sorted, 0.5), Q3: Quantile(sorted, 0.75),
		Max: sorted[len(sorted)-1], Mean: sum / float64(len(sorted)),
	}, nil
}

// Quantile returns the quantile q of sorted values as Summarize has it. It is not gonum's stat.Quantile, which with LinInterp
// is type 4 and gives other quartiles. It panics where there are no values.
func Quantile(sorted []float64, q float64) float64 {
	position := float64(q * float64(len(sorted)-1))
	below := int(position)
	if below+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return math.FMA(position-float64(below), sorted[below+1]-sorted[below], sorted[below])
}
