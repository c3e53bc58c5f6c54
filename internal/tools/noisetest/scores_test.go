package main

import (
	"math"
	"testing"
)

// TestSpread: the sum of squares is judged by χ² where the scores are normal.
func TestSpread(t *testing.T) {
	scores := make([]float64, 128)
	for i := range scores {
		scores[i] = math.Sqrt(190.0 / 128)
	}
	near(t, "χ² of 128 above 190", sumOfSquares("", scores, 2*128).P, chiSquaredTail(190, 128), 1e-12)
}

// TestLargest: Šidák's formula, and what is no number is as extreme as can be.
func TestLargest(t *testing.T) {
	near(t, "3 of 10", largestScore("", []float64{1, -3, 0, 0, 0, 0, 0, 0, 0, 0}, normalLaw{}).P, 1-math.Pow(1-2*upperTail(3), 10), 1e-15)
	if s := largestScore("", []float64{1, math.NaN(), 2}, normalLaw{}); extremity(s.P) != 0 {
		t.Errorf("NaN has p = %v", s.P)
	}
}
