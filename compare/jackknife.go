package compare

import "math"

// jackknife returns estimates from all units, and their standard errors by leaving out one of G sets of units after another,
//
//	√((G − 1)/G Σ_g (θ_g − θ̄)²)
//
// θ_g being the estimate without set g, and without −1 the one from all (Efron 1982, "The jackknife, the bootstrap and other
// resampling plans"). There must be at least two sets.
func jackknife(sets int, estimate func(without int) []float64) (values, errors []float64) {
	values = estimate(-1)
	means, squares := make([]float64, len(values)), make([]float64, len(values))
	all := make([][]float64, sets)
	for g := range all {
		all[g] = estimate(g)
		for k, v := range all[g] {
			means[k] += v / float64(sets)
		}
	}
	for _, one := range all {
		for k, v := range one {
			squares[k] += float64((v - means[k]) * (v - means[k]))
		}
	}
	for k, square := range squares {
		squares[k] = math.Sqrt(float64(square*float64(sets-1)) / float64(sets))
	}
	return values, squares
}

// leastPrunings is the number of prunings from which on these are left out one after another, rather than runs: what prunings
// differ by is in the error then.
const leastPrunings = 4

// leavings returns the runs of each pruning that are left where one of so many sets is left out: a pruning of several, or a run.
func leavings(prunings [][]int) (sets int, left func(without int) [][]int) {
	if len(prunings) >= leastPrunings {
		return len(prunings), func(without int) (rest [][]int) {
			for k, runs := range prunings {
				if k != without {
					rest = append(rest, runs)
				}
			}
			return rest
		}
	}
	for _, runs := range prunings {
		sets += len(runs)
	}
	return sets, func(without int) [][]int { return withoutRun(prunings, without) }
}

// withoutRun leaves out the run of that place, counted through all prunings.
func withoutRun(prunings [][]int, place int) (rest [][]int) {
	first := 0
	for _, runs := range prunings {
		var kept []int
		for k, run := range runs {
			if first+k != place {
				kept = append(kept, run)
			}
		}
		rest = append(rest, kept)
		first += len(runs)
	}
	return rest
}
