package compare

import "math"

// TrajectoryErrors collects the relative error of a pruned network's trajectories against
// the original's under the same noise,
//
//	‖x_orig(t) − x_pruned(t)‖₂ / ‖x_orig(t)‖₂
//
// for each run (replica) and each observation time. Sums go over neurons in ascending
// order, so that a run's errors do not depend on the width of its block.
type TrajectoryErrors struct{ overTime }

// NewTrajectoryErrors returns an empty collection for a block of that many runs. It panics
// unless there is at least one.
func NewTrajectoryErrors(runs int) *TrajectoryErrors { return &TrajectoryErrors{newOverTime(runs)} }

// Add takes one observation: the finite states of both networks, x[i*runs+r]. Where the
// original is exactly at 0, the error counts as 0 if the pruned network is too, and
// otherwise as 1. An error that overflows counts as math.MaxFloat64. It panics if the
// lengths do not fit.
func (t *TrajectoryErrors) Add(original, pruned []float64) {
	differences, norms := t.squares(original, pruned)
	for r, d := range differences {
		t.values = append(t.values, relative(math.Sqrt(d), math.Sqrt(norms[r])))
	}
}

// addSquares adds the squares of x − y and of x, element by element.
func addSquares(differences, norms, x, y []float64) {
	for r, v := range x {
		d := v - y[r]
		differences[r] = math.FMA(d, d, differences[r])
		norms[r] = math.FMA(v, v, norms[r])
	}
}

func relative(difference, norm float64) float64 {
	switch {
	case difference == 0:
		return 0
	case norm == 0:
		return 1
	}
	return min(difference/norm, math.MaxFloat64)
}

// Merge appends the runs of the next block. It panics if the numbers of observations
// differ.
func (t *TrajectoryErrors) Merge(next *TrajectoryErrors) { t.merge(&next.overTime) }

// OverTime returns, for each observation time, mean and standard deviation over runs
// (that of a sample, divided by runs − 1; 0 for a single run).
func (t *TrajectoryErrors) OverTime() (mean, sd []float64) {
	mean, sd = make([]float64, t.Observations()), make([]float64, t.Observations())
	for k := range mean {
		mean[k], sd[k] = meanAndDeviation(t.at(k))
	}
	return mean, sd
}

// ByRun returns, for each run, the mean over time.
func (t *TrajectoryErrors) ByRun() []float64 {
	means := make([]float64, t.runs)
	for r := range means {
		for k := range t.Observations() {
			means[r] += t.values[k*t.runs+r]
		}
		means[r] /= float64(max(1, t.Observations()))
	}
	return means
}

// meanAndDeviation is not gonum's stat.MeanStdDev, which returns NaN as the deviation of a
// single value, adds in another order on amd64 and does not use fused multiply-add.
func meanAndDeviation(values []float64) (mean, sd float64) {
	for _, v := range values {
		mean += v
	}
	mean /= float64(len(values))
	for _, v := range values {
		sd = math.FMA(v-mean, v-mean, sd)
	}
	return mean, math.Sqrt(sd / float64(max(1, len(values)-1)))
}
