package covariance

import (
	"errors"
	"math"
	"slices"
)

// Autocorrelation is the autocorrelation of the squared deviation (y − ⟨y⟩)² of a typical
// edge. It determines the effective number of samples of a diff-cov, the mean of those squares.
type Autocorrelation struct {
	At          []float64 // ρ_k at lags k = 0, 1, … sampling times, up to the window
	WindowFound bool      // the series is long enough for the window
}

// sokalWindow is the length of the summation window in integrated autocorrelation times:
// an exponential has decayed to e⁻⁵ there (Sokal 1997, "Monte Carlo methods in statistical
// mechanics", section 3).
const sokalWindow = 5

// Autocorrelation returns, for each lag k, the median over the edges of
//
//	ρ_k = ⟨z_t z_{t+k}⟩/⟨z²⟩,  z = (y − ⟨y⟩)² − ⟨(y − ⟨y⟩)²⟩
//
// averaged over times and replicas, up to the first k ≥ 5(½ + ρ₁ + … + ρ_k), Sokal's
// window, or, if none is found, up to a quarter of the series. It returns an error if no
// edge varies.
func (s *Series) Autocorrelation() (Autocorrelation, error) {
	squares, variances := make([][]float64, 0, len(s.y)), make([]float64, 0, len(s.y))
	for _, y := range s.y {
		z := s.squares(y)
		if v := laneDot(z, z) / float64(s.times); v > 0 && !math.IsInf(v, 0) {
			squares, variances = append(squares, z), append(variances, v)
		}
	}
	if len(squares) == 0 {
		return Autocorrelation{}, errors.New("no edge's activity varies in time")
	}
	a := Autocorrelation{At: []float64{1}}
	stride, sum := padded(s.width), 0.5
	for k := 1; k <= s.times/4; k++ {
		correlations := make([]float64, len(squares))
		for e, z := range squares {
			correlations[e] = laneDot(z[:(s.times-k)*stride], z[k*stride:]) / float64(s.times-k) / variances[e]
		}
		slices.Sort(correlations)
		rho := median(correlations)
		a.At = append(a.At, rho)
		sum += rho
		if a.WindowFound = float64(k) >= sokalWindow*sum; a.WindowFound {
			break
		}
	}
	a.correct(2 * sum / float64(s.times*s.width))
	return a, nil
}

// correct removes to first order the bias that subtracting an estimated mean gives each
// correlation; bias is the integrated time divided by the number of samples (Wolff 2004,
// "Monte Carlo errors with less errors", Comput. Phys. Commun. 156, 143, eq. 32).
func (a Autocorrelation) correct(bias float64) {
	for k, rho := range a.At {
		a.At[k] = (rho + bias) / (1 + bias)
	}
}

// at returns ρ at a fractional lag by linear interpolation, and 0 beyond the window.
func (a Autocorrelation) at(lag float64) float64 {
	integer, fraction := math.Modf(lag)
	k := int(min(integer, float64(len(a.At))))
	switch {
	case k >= len(a.At):
		return 0
	case k == len(a.At)-1:
		return float64((1 - fraction) * a.At[k])
	}
	return math.FMA(fraction, a.At[k+1]-a.At[k], a.At[k])
}

// IntegratedTime returns the integrated autocorrelation time, in samples, of samples taken
// at that interval, in times of the series:
//
//	1 + 2 Σ_{k≥1} ρ_{k·interval}
//
// M samples are equivalent to M/IntegratedTime independent ones. IntegratedTime panics if
// the interval is not positive.
func (a Autocorrelation) IntegratedTime(interval float64) float64 {
	if !(interval > 0) {
		panic("covariance: samples at no interval")
	}
	sum := 0.5
	for lag := interval; lag < float64(len(a.At)); lag += interval {
		sum += a.at(lag)
	}
	return max(1, 2*sum)
}

// Interval returns the longest thinning interval, in times of the series, for which the
// thinned samples have at least 1 − loss of the effective number that all times have.
func (a Autocorrelation) Interval(loss float64) int {
	all := a.IntegratedTime(1)
	interval := 1
	for (1-loss)*float64(interval+1)*a.IntegratedTime(float64(interval+1)) <= all {
		interval++
	}
	return interval
}
