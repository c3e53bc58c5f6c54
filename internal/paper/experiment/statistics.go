package experiment

import (
	"math"

	"noiseprune/compare"
)

// Summary returns the summary of values that have been computed here, and are therefore
// finite; there is at least one.
func Summary(values []float64) compare.Summary {
	s, err := compare.Summarize(values)
	if err != nil {
		panic("paper: " + err.Error())
	}
	return s
}

// Mean returns the mean. It adds one value after the other, as compare.Summarize does:
// gonum's sum rounds otherwise.
func Mean(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values))
}

// MeanSquare returns the mean of the squares.
func MeanSquare(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v * v
	}
	return sum / float64(len(values))
}

// MeanAndError returns the mean of independent values and its standard error.
func MeanAndError(values []float64) (mean, se float64) {
	mean = Mean(values)
	squares := 0.0
	for _, v := range values {
		squares += (v - mean) * (v - mean)
	}
	n := float64(len(values))
	return mean, math.Sqrt(squares / (n - 1) / n)
}

// Complements returns 1 minus each value.
func Complements(values []float64) []float64 {
	other := make([]float64, len(values))
	for k, v := range values {
		other[k] = 1 - v
	}
	return other
}

// ShareAbove returns the fraction of values above a limit.
func ShareAbove(values []float64, limit float64) float64 {
	count := 0.0
	for _, v := range values {
		if v > limit {
			count++
		}
	}
	return count / float64(len(values))
}

// LogSlope returns the least-squares slope of ln y against ln x: the exponent of a power law.
func LogSlope(x, y []float64) float64 {
	var mx, my, xy, xx float64
	n := float64(len(x))
	for k := range x {
		mx, my = mx+math.Log(x[k])/n, my+math.Log(y[k])/n
	}
	for k := range x {
		dx := math.Log(x[k]) - mx
		xy, xx = xy+dx*(math.Log(y[k])-my), xx+dx*dx
	}
	return xy / xx
}
