package compare

import (
	"math"
)

// MeasuredQuantiles are quantiles over neurons of what is measured of each, out of which the sampling noise is taken.
type MeasuredQuantiles struct {
	Quantiles
	Errors Quantiles `json:"errors"` // standard errors of the three, by the jackknife
	// NoiseShare is the share of sampling noise in the variance over neurons, which was taken out; nil where it is not known,
	// and the noise still in the quantiles.
	NoiseShare *float64 `json:"noise_share"`
}

// noiseShare returns the share of the noise in the variance of the values over neurons, at most 1: the mean of the noise's
// variances less the variance of its mean over all values, as what is common to all does not spread them. It is NaN where a
// variance is not known.
func noiseShare(values, noise []float64, common float64) float64 {
	mean, variance, noisy := 0.0, 0.0, 0.0
	for _, v := range values {
		mean += v / float64(len(values))
	}
	for k, v := range values {
		variance += float64((v - mean) * (v - mean))
		noisy += noise[k]
	}
	noisy -= float64(common * float64(len(values)))
	if math.IsNaN(noisy) || variance == 0 {
		return math.NaN()
	}
	return min(1, max(0, noisy)/variance)
}

// withoutNoise returns the quantiles of values of which noise has that share of the variance: their distances from the median are
// reduced by √(1 − share), so that their variance is that of the values without noise (Louis 1984, "Estimating a population of
// parameter values using Bayes and empirical Bayes methods"). A share that is NaN reduces nothing. ok is false where there are no
// values, or one is not finite.
func withoutNoise(values []float64, share float64) (low, median, high float64, ok bool) {
	q, err := NewQuantiles(values)
	if err != nil {
		return 0, 0, 0, false
	}
	factor := 1.0
	if !math.IsNaN(share) {
		factor = math.Sqrt(1 - share)
	}
	return math.FMA(factor, q.Low-q.Median, q.Median), q.Median, math.FMA(factor, q.High-q.Median, q.Median), true
}

// newMeasuredQuantiles returns quantiles and their errors, three of each.
func newMeasuredQuantiles(values, errors []float64, share float64) *MeasuredQuantiles {
	for _, v := range append(append([]float64(nil), values...), errors...) {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil
		}
	}
	q := &MeasuredQuantiles{
		Quantiles: Quantiles{Low: values[0], Median: values[1], High: values[2]},
		Errors:    Quantiles{Low: errors[0], Median: errors[1], High: errors[2]},
	}
	if !math.IsNaN(share) {
		q.NoiseShare = &share
	}
	return q
}

// quantilesOrNaN returns the three quantiles without noise, or NaN where there are none.
func quantilesOrNaN(values []float64, share float64) []float64 {
	low, median, high, ok := withoutNoise(values, share)
	if !ok {
		return []float64{math.NaN(), math.NaN(), math.NaN()}
	}
	return []float64{low, median, high}
}
