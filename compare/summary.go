// Package compare measures how well a pruned network does what the original did.
//
// The measures are those of Section 5 of Moore & Chaudhuri (2020): eigenvalues, quadratic
// forms and eigenvectors, beside them the worst case that their theorem bounds, and the
// distance of trajectories under the same noise.
package compare

import (
	"fmt"
	"math"
	"slices"
)

// Summary is the five numbers that a distribution is reported by.
type Summary struct {
	Q1     float64 `json:"q1"`
	Median float64 `json:"median"`
	Q3     float64 `json:"q3"`
	Max    float64 `json:"max"`
	Mean   float64 `json:"mean"`
}

// Summarize returns the summary of values. Quantile q of n sorted values stands at
// position q(n−1), between two values by linear interpolation, as NumPy's does. It
// returns an error if there are none or one of them is not finite.
func Summarize(values []float64) (Summary, error) {
	if len(values) == 0 {
		return Summary{}, fmt.Errorf("nothing to summarize")
	}
	sum := 0.0
	for i, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return Summary{}, fmt.Errorf("value %d of %d is %v", i, len(values), v)
		}
		sum += v
	}
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	return Summary{
		Q1: quantile(sorted, 0.25), Median: quantile(sorted, 0.5), Q3: quantile(sorted, 0.75),
		Max: sorted[len(sorted)-1], Mean: sum / float64(len(sorted)),
	}, nil
}

func quantile(sorted []float64, q float64) float64 {
	position := float64(q * float64(len(sorted)-1))
	below := int(position)
	if below+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return math.FMA(position-float64(below), sorted[below+1]-sorted[below], sorted[below])
}
