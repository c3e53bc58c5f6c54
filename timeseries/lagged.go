package timeseries

import "fmt"

// Lagged estimates covariances at lags of 0 … L frames, of each series and of chosen pairs.
type Lagged struct {
	trajectory *products
	ended      *laggedSums
}

// LaggedEstimate is what a Lagged has found. With n frames of R trajectories in all, and x̄ the
// mean over all of them,
//
//	c(k) = 1/n Σ (x_target(t+k) − x̄_target)(x_source(t) − x̄_source)
//
// over all pairs of frames of one trajectory: for one trajectory SciPy's correlate of the
// deviations, divided by n. Its expectation is about (1 − kR/n) R(kΔ) less the variance of the mean. A variance that rounding would make
// negative, of a series that does not vary, is 0.
type LaggedEstimate struct {
	Frames       int64
	Trajectories int64
	Mean         []float64   // of each series
	MeanErrors   []float64   // standard errors by batch means; nil for fewer than two batches
	Auto         [][]float64 // [series][lag]
	AutoErrors   [][]float64 // nil where batches are no longer than L frames
	Cross        [][]float64 // [pair][lag]
	CrossErrors  [][]float64 // nil as AutoErrors
}

// NewLagged returns an empty estimator of K = len(reference) series at lags of 0 … lags frames. The
// reference is subtracted first: the nearer it is to the means, the more digits are kept. Standard errors are
// from at most `limit` batches of a trajectory, which take 8 limit (K + (lags + 1)(K + len(pairs)))
// bytes. NewLagged panics for no series, a negative number of lags, a pair of series that do not exist,
// and a limit that is odd or below 4.
func NewLagged(reference []float64, lags, limit int, pairs []Pair) *Lagged {
	if len(reference) == 0 || lags < 0 {
		panic(fmt.Sprintf("timeseries: %d series at %d lags", len(reference), lags))
	}
	checkPairs(pairs, len(reference))
	p := newProducts(reference, lags, limit, pairs)
	return &Lagged{p, newLaggedSums(len(reference), lags, p.pairs)}
}

// Add takes the next frame. It panics unless x has K values.
func (s *Lagged) Add(x []float64) { s.trajectory.add(x) }

// Complete ends the trajectory: the next frame begins another.
func (s *Lagged) Complete() {
	addAll(s.ended.values(), s.underWay().values())
	s.trajectory.restart()
}

// Merge ends the trajectory of s and takes all frames of another estimator as those of independent
// trajectories; it leaves the other as it is. It panics unless both were made with the same arguments.
func (s *Lagged) Merge(other *Lagged) {
	checkMerge(s.encoding(), other.encoding())
	s.Complete()
	addAll(s.ended.values(), other.total().values())
}

// total returns the sums of all trajectories.
func (s *Lagged) total() *laggedSums {
	all := newLaggedSums(len(s.trajectory.reference), s.trajectory.lags, s.trajectory.pairs)
	addAll(all.values(), s.ended.values())
	addAll(all.values(), s.underWay().values())
	return all
}

// underWay returns the sums of the trajectory under way. Those of each trajectory are complete before they
// are added to others, so that merging and Complete add in the same order.
func (s *Lagged) underWay() *laggedSums {
	s.trajectory.flush()
	own := newLaggedSums(len(s.trajectory.reference), s.trajectory.lags, s.trajectory.pairs)
	own.fold(s.trajectory)
	return own
}

// Estimate returns what was found. It panics where there are no frames.
func (s *Lagged) Estimate() LaggedEstimate {
	all := s.total()
	frames := int64(all.count[countFrames])
	if frames == 0 {
		panic("timeseries: no frames")
	}
	k, pairs := len(s.trajectory.reference), len(s.trajectory.pairs)
	e := LaggedEstimate{
		Frames: frames, Trajectories: int64(all.count[countTrajectories]), Mean: all.means(), MeanErrors: all.errors(),
		Auto: all.overLags(0, k, all.covariance), Cross: all.overLags(k, pairs, all.covariance),
	}
	for i, v := range s.trajectory.reference {
		e.Mean[i] += v
	}
	for _, c := range e.Auto {
		c[0] = max(0, c[0])
	}
	if all.count[countBatches] >= 2 && all.count[countShort] == 0 {
		e.AutoErrors, e.CrossErrors = all.overLags(0, k, all.covarianceError), all.overLags(k, pairs, all.covarianceError)
	}
	return e
}
