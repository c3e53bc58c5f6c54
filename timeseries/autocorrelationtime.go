package timeseries

import "math"

// sokalWindow is the length of the window of summation in integrated autocorrelation times (Sokal
// 1997, section 3): an exponential, for which the sum from ½ on is about its decay time, has decayed
// to e⁻⁵ there.
const sokalWindow = 5

// AutocorrelationTime is an integrated autocorrelation time, in frames: n frames have the mean of
// n/Time independent ones.
type AutocorrelationTime struct {
	Time        float64
	Error       float64 // standard error, Time √(2(2W + 1)/n)
	Window      int     // W
	WindowFound bool    // the lags reach as far as the window; otherwise Time is a sum that was cut off
}

// Tau returns the integral of the autocorrelation, ∫₀^∞ ρ(t) dt, half of Time in the unit of the interval between frames: what
// compare.AutocorrelationTimes has of a linear network exactly. Frames that are 2·Tau apart are worth independent ones.
func (t AutocorrelationTime) Tau(interval float64) float64 { return 0.5 * t.Time * interval }

// NewAutocorrelationTime returns, from the covariances c(k) of a series at lags k = 0 … L, estimated from
// that many frames,
//
//	1 + 2 Σ_{k=1}^{W} c(k)/c(0)
//
// with Sokal's window W, the least k ≥ 5(½ + Σ_{j≤k} c(j)/c(0)), or L where none is found. The
// standard error is that of Madras & Sokal (1988), for a window much longer than the decay (A. D. Sokal, "Monte Carlo
// methods in statistical mechanics", in Functional Integration, 1997, section 3). A series that does
// not vary has NaN. NewAutocorrelationTime panics for no covariances or no frames.
func NewAutocorrelationTime(covariances []float64, frames int64) AutocorrelationTime {
	if len(covariances) == 0 || frames < 1 {
		panic("timeseries: an autocorrelation time without covariances or frames")
	}
	if !(covariances[0] > 0) {
		return AutocorrelationTime{Time: math.NaN(), Error: math.NaN()}
	}
	a, sum := AutocorrelationTime{}, 0.5
	for k := 1; k < len(covariances) && !a.WindowFound; k++ {
		sum += covariances[k] / covariances[0]
		a.Window, a.WindowFound = k, float64(k) >= sokalWindow*sum
	}
	a.Time = 2 * sum
	a.Error = math.Abs(a.Time) * math.Sqrt(2*float64(2*a.Window+1)/float64(frames))
	return a
}
