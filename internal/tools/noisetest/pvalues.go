package main

import (
	"fmt"
	"math"
	"slices"
)

// uniformP tests that p-values are uniform, by the test of Kolmogorov and Smirnov.
func uniformP(name string, values []float64) statistic {
	sorted := slices.Sorted(slices.Values(values))
	d := uniformDistance(sorted)
	return statistic{name, kolmogorovP(d, float64(len(values))), fmt.Sprintf("%d blocks, D = %.4f", len(values), d)}
}

// smallestP returns the probability that the smallest of so many p-values is smaller.
func smallestP(name string, values []float64) statistic {
	least := slices.Min(values)
	return statistic{name, -math.Expm1(float64(len(values)) * math.Log1p(-least)), fmt.Sprintf("%.2g of %d", least, len(values))}
}
