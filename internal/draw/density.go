package draw

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// kernelDensity returns levels evenly spaced values over the range of the sorted ones, and at
// each the Gaussian kernel estimate
//
//	Σᵢ exp(−((y − xᵢ)/h)²/2),  h = 0.9 min(s, IQR/1.34) n^(−1/5),
//
// without its constant factor and cut off at 4 h. The bandwidth h is Silverman's rule of thumb
// (Density Estimation, 1986, eq. 3.31); where the values do not spread, h is tiny.
func kernelDensity(sorted []float64, levels int) (at, density []float64) {
	low, high := sorted[0], sorted[len(sorted)-1]
	h := bandwidth(sorted)
	for k := range levels {
		y := low + (high-low)*float64(k)/float64(levels-1)
		sum := 0.0
		first, _ := slices.BinarySearch(sorted, y-4*h)
		for _, value := range sorted[first:] {
			if value > y+4*h {
				break
			}
			z := (value - y) / h
			sum += math.Exp(-z * z / 2)
		}
		at, density = append(at, y), append(density, sum)
	}
	return at, density
}

// bandwidth returns Silverman's bandwidth of the sorted values.
func bandwidth(sorted []float64) float64 {
	spread := stat.StdDev(sorted, nil)
	iqr := stat.Quantile(0.75, stat.LinInterp, sorted, nil) - stat.Quantile(0.25, stat.LinInterp, sorted, nil)
	if narrow := iqr / 1.34; narrow > 0 && (narrow < spread || !(spread > 0)) {
		spread = narrow
	}
	if h := 0.9 * spread * math.Pow(float64(len(sorted)), -0.2); h > 0 {
		return h
	}
	return max(1e-12, math.Abs(sorted[len(sorted)-1])*1e-3)
}
