package samples

import (
	"math"

	"gonum.org/v1/gonum/stat"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// values returns one measure of all repetitions.
func values(all []measures, measure int) []float64 {
	column := make([]float64, len(all))
	for k, m := range all {
		column[k] = m[measure]
	}
	return column
}

// average returns the mean of a measure over repetitions.
func average(all []measures, measure int) float64 { return experiment.Mean(values(all, measure)) }

// law is a relative error of d that follows prefactor · S^exponent. The prefactor is that of S^−½.
type law struct{ exponent, prefactor figure.Interval }

// fit returns the law by least squares over all repetitions from fittedSamples on; their
// scatter about it, which is much the same at every S, gives the intervals.
func (s *study) fit() law {
	var x, y []float64 // ln S, and ln of the error in units of S^−½
	for k, effective := range s.samples() {
		if effective < fittedSamples {
			continue
		}
		for _, square := range values(s.measured[k], ofDiffCov) {
			x, y = append(x, math.Log(effective)), append(y, 0.5*math.Log(square*effective))
		}
	}
	intercept, slope := stat.LinearRegression(x, y, nil, false)
	residuals := make([]float64, len(y))
	for k := range y {
		residuals[k] = y[k] - intercept - slope*x[k]
	}
	count := float64(len(x))
	scatter := math.Sqrt(experiment.MeanSquare(residuals) * count / (count - 2))
	prefactor, prefactorSE := experiment.MeanAndError(y)
	return law{
		experiment.Estimate(squareRootHalf+slope, scatter/math.Sqrt(stat.PopVariance(x, nil)*count), len(x)-2),
		experiment.Estimate(math.Exp(prefactor), math.Exp(prefactor)*prefactorSE, len(x)-1),
	}
}
