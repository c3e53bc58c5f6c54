package experiment

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"noiseprune/compare"
	"noiseprune/internal/paper/figure"
	"noiseprune/internal/rounding"
)

// MeanInterval returns the mean of at least two independent values with its interval by Student's t. It panics where
// there are fewer, or one is not finite.
func MeanInterval(values []float64) figure.Interval {
	s, err := compare.NewSpread(values)
	if err != nil {
		panic("paper: " + err.Error())
	}
	return figure.Interval{Value: s.Mean, Low: s.Low, High: s.High, Draws: s.Count}
}

// SimultaneousInterval returns the same as one of several intervals that together hold with 95% confidence, by Bonferroni.
func SimultaneousInterval(values []float64, of int) figure.Interval {
	mean, se := MeanAndError(values)
	half := float64(studentsQuantile(len(values)-1, of) * se)
	return figure.Interval{Value: mean, Low: mean - half, High: mean + half, Draws: len(values)}
}

// studentsQuantile returns the two-sided quantile of Student's t for one of several intervals, rounded to nine digits, so
// that it does not depend on the machine.
func studentsQuantile(degrees, of int) float64 {
	tail := (1 - compare.Confidence) / 2 / float64(of)
	return rounding.Digits(distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(degrees)}.Quantile(1-tail), 9)
}

// Estimate returns the interval of an estimate with a standard error of that many degrees of freedom, by Student's t.
func Estimate(value, se float64, degrees int) figure.Interval {
	half := float64(studentsQuantile(degrees, 1) * se)
	return figure.Interval{Value: value, Low: value - half, High: value + half}
}

// Jackknife returns a smooth statistic of independent draws with its interval: from the values θ_k without draw k,
//
//	θ ± t_{n−1}(0.975) √((n−1)/n Σ (θ_k − θ̄)²)
//
// (Tukey 1958). The statistic is given the numbers of the draws that it is to be computed from.
func Jackknife(draws int, statistic func(chosen []int) float64) figure.Interval {
	without := make([]float64, draws)
	for k := range without {
		var others []int
		for j := range draws {
			if j != k {
				others = append(others, j)
			}
		}
		without[k] = statistic(others)
	}
	_, se := MeanAndError(without) // √(Σ (θ_k − θ̄)²/(n(n−1)))
	i := Estimate(statistic(Numbers(draws)), float64(draws-1)*se, draws-1)
	i.Draws = draws
	return i
}

// Numbers returns the numbers of n draws, 0 to n − 1.
func Numbers(n int) []int {
	all := make([]int, n)
	for k := range all {
		all[k] = k
	}
	return all
}

// MeanOf returns the mean of the chosen values.
func MeanOf(values []float64, chosen []int) float64 {
	sum := 0.0
	for _, k := range chosen {
		sum += values[k]
	}
	return sum / float64(len(chosen))
}

// RatioOfMeans returns mean(a)/mean(b) of positive values, draw by draw, with its interval by the jackknife of its logarithm.
func RatioOfMeans(a, b []float64) figure.Interval {
	i := Jackknife(len(a), func(chosen []int) float64 { return math.Log(MeanOf(a, chosen) / MeanOf(b, chosen)) })
	return figure.Interval{Value: math.Exp(i.Value), Low: math.Exp(i.Low), High: math.Exp(i.High), Draws: i.Draws}
}
