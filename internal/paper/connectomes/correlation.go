package connectomes

import "gonum.org/v1/gonum/stat"

// rankCorrelation returns Spearman's coefficient; equal values share their mean rank.
func rankCorrelation(a, b []float64) float64 {
	ra, rb := make([]float64, len(a)), make([]float64, len(b))
	for k := range a {
		ra[k], rb[k] = rankOf(a, k), rankOf(b, k)
	}
	return stat.Correlation(ra, rb, nil)
}

// rankOf returns the rank of the k-th value.
func rankOf(values []float64, k int) float64 {
	rank := -0.5
	for _, v := range values {
		switch {
		case v < values[k]:
			rank++
		case v == values[k]:
			rank += 0.5
		}
	}
	return rank
}
