package timeseries

import (
	"math"
	"math/cmplx"
)

// endFrequencies is how many frequencies at either end have errors of their own: beyond them the window has
// nothing in common with its reflection at zero or at the last frequency.
const endFrequencies = 4

// relativeErrors returns, for each frequency, the standard error of a density relative to the density, or 1/√K_eff. With
// g_n the factor of x_n in the transform of a detrended segment, for Gaussian activity whose
// spectrum is flat within the resolution,
//
//	1/K_eff = [K (1 + |p_0|²) + 2(K − R) (|c_D|² + |p_D|²)] / K²
//	c_D = Σ g_{n+D} conj(g_n) / Σ|g|²,  p_D = Σ g_{n+D} g_n / Σ|g|²
//
// where |c_D|² is about 1/36 and p is 0 but for the frequencies at the ends: the transform is real
// at zero and, for even N, at the last, |p_0| = 1, and at zero what detrending leaves of
// the window, −½ cos(2πn/N), has c_D = −½.
func (s *Welch) relativeErrors() []float64 {
	f := s.segment/2 + 1
	errors := make([]float64, f)
	inside := s.relativeError(s.correlations(0, false))
	for k := range errors {
		errors[k] = inside
		if k < endFrequencies || k >= f-endFrequencies {
			errors[k] = s.relativeError(s.correlations(k, true))
		}
	}
	return errors
}

// correlations returns |p_0|² and |c_D|² + |p_D|² at a frequency, or those of frequencies inside.
func (s *Welch) correlations(k int, end bool) (own, neighbour float64) {
	g := make([]complex128, s.segment)
	var mean complex128
	for n, w := range s.window {
		turn := 0.0
		if end {
			turn = float64(k*n%s.segment) / float64(s.segment)
		}
		g[n] = complex(w, 0) * cmplx.Rect(1, -2*math.Pi*turn)
		mean += g[n] / complex(float64(s.segment), 0)
	}
	var total float64
	var p0, cd, pd complex128
	step := welchStep(s.segment)
	for n := range g {
		if end {
			g[n] -= mean
			p0 += g[n] * g[n]
		}
		total += real(g[n] * conjugate(g[n]))
		if n < step {
			continue
		}
		cd += g[n] * conjugate(g[n-step])
		if end {
			pd += g[n] * g[n-step]
		}
	}
	square := func(v complex128) float64 { return real(v*conjugate(v)) / (total * total) }
	return square(p0), square(cd) + square(pd)
}

func (s *Welch) relativeError(own, neighbour float64) float64 {
	k, r := float64(s.segments), float64(s.trajectories)
	return math.Sqrt((k*(1+own) + 2*(k-r)*neighbour)) / k
}
