package timeseries

// Moments estimates the mean and the variance of each series.
type Moments struct{ sums *Lagged }

// MomentsEstimate is what a Moments has found, over all n frames of all trajectories:
//
//	x̄ = 1/n Σ x,  v = 1/n Σ (x − x̄)²
//
// The standard errors are by batch means, and nil for fewer than two batches.
type MomentsEstimate struct {
	Frames         int64
	Trajectories   int64
	Mean           []float64
	MeanErrors     []float64
	Variance       []float64
	VarianceErrors []float64
}

// NewMoments returns an empty estimator of K = len(reference) series. Its arguments, its memory and
// its panics are those of NewLagged, with no lags and no pairs.
func NewMoments(reference []float64, limit int) *Moments {
	return &Moments{NewLagged(reference, 0, limit, nil)}
}

// Add takes the next frame. It panics unless x has K values.
func (s *Moments) Add(x []float64) { s.sums.Add(x) }

// Complete ends the trajectory: the next frame begins another.
func (s *Moments) Complete() { s.sums.Complete() }

// Merge ends the trajectory of s and takes all frames of another estimator as those of independent
// trajectories; it leaves the other as it is. It panics unless both were made with the same arguments.
func (s *Moments) Merge(other *Moments) { s.sums.Merge(other.sums) }

// Estimate returns what was found. It panics where there are no frames.
func (s *Moments) Estimate() MomentsEstimate {
	e := s.sums.Estimate()
	m := MomentsEstimate{Frames: e.Frames, Trajectories: e.Trajectories, Mean: e.Mean, MeanErrors: e.MeanErrors}
	for _, c := range e.Auto {
		m.Variance = append(m.Variance, c[0])
	}
	for _, c := range e.AutoErrors {
		m.VarianceErrors = append(m.VarianceErrors, c[0])
	}
	return m
}
