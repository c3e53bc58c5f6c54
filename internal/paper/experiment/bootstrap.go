package experiment

import (
	"math"
	"slices"

	"noiseprune/compare"
	"noiseprune/internal/paper/figure"
	"noiseprune/noise"
)

// resampling is the purpose of the choice of draws from draws.
const resampling noise.Purpose = 102

// resamples is how often a statistic is bootstrapped.
const resamples = 2000

// Bootstrap returns a statistic of independent draws with its interval by the percentiles of the statistic over draws with
// replacement (Efron 1979), which are keyed by the seed. All are NaN where the statistic is. It serves what is not smooth
// in the draws, such as a rank correlation.
func Bootstrap(seed uint64, draws int, statistic func(chosen []int) float64) figure.Interval {
	value := statistic(Numbers(draws))
	if math.IsNaN(value) {
		return figure.Interval{Value: value, Low: value, High: value}
	}
	key := noise.Key{Seed: seed, Purpose: resampling}
	found := make([]float64, 0, resamples)
	chosen := make([]int, draws)
	for n := range resamples {
		for k := range chosen {
			chosen[k] = min(draws-1, int(key.Uniform(uint64(n), uint64(k), 0)*float64(draws)))
		}
		if one := statistic(chosen); !math.IsNaN(one) {
			found = append(found, one)
		}
	}
	slices.Sort(found)
	outside := int((1 - compare.Confidence) / 2 * float64(len(found)))
	return figure.Interval{Value: value, Low: found[outside], High: found[len(found)-1-outside], Draws: draws}
}
