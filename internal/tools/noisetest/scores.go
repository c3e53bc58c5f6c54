package main

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// normalLaw is the distribution of a score z that is nearly standard normal, a sum of independent
// products. The fields are the skewness and the excess kurtosis of the sum.
type normalLaw struct{ skewness, excess float64 }

// upper returns P(z > x) by Edgeworth's series.
func (l normalLaw) upper(x float64) float64 {
	he2 := x*x - 1
	he3 := x * (x*x - 3)
	he5 := x * (x*x*(x*x-10) + 15)
	density := math.Exp(-x*x/2) / math.Sqrt(2*math.Pi)
	p := upperTail(x) + density*(l.skewness/6*he2+l.excess/24*he3+l.skewness*l.skewness/72*he5)
	return max(p, 0)
}

// beyond returns twice the probability of a score farther from zero than z, on the side of z.
func (l normalLaw) beyond(z float64) float64 {
	if z < 0 {
		l.skewness = -l.skewness
	}
	return 2 * l.upper(math.Abs(z))
}

// largestScore tests the most extreme of independent scores, by Šidák's 1 − (1−p)^k.
func largestScore(name string, scores []float64, law normalLaw) statistic {
	least, extreme := 1.0, 0.0
	for _, z := range scores {
		if math.IsNaN(z) {
			return statistic{name, math.NaN(), "not a number"}
		}
		if p := law.beyond(z); p < least {
			least, extreme = p, z
		}
	}
	p := -math.Expm1(float64(len(scores)) * math.Log1p(-least))
	return statistic{name, p, fmt.Sprintf("%+.2f standard errors, of %d", extreme, len(scores))}
}

// sumOfSquares tests the sum of the squares of scores, which has that variance, by the gamma
// distribution of the same mean and variance: χ² where the variance is twice the mean.
func sumOfSquares(name string, scores []float64, variance float64) statistic {
	sum := 0.0
	for _, z := range scores {
		sum += z * z
	}
	n, se := float64(len(scores)), math.Sqrt(variance)
	law := distuv.Gamma{Alpha: n * n / variance, Beta: n / variance}
	return statistic{name, law.Survival(sum), fmt.Sprintf("mean square %.5f, standard error %.5f", sum/n, se/n)}
}

// chiSquaredTail returns P(χ² > x) with that many degrees of freedom.
func chiSquaredTail(x float64, freedom int) float64 {
	return distuv.ChiSquared{K: float64(freedom)}.Survival(x)
}
