package timeseries

import "math"

// WelchEstimate is what a Welch has found.
//
// Standard errors are those of Gaussian activity whose spectrum varies little within the resolution. K
// segments of R trajectories are as good as
//
//	K_eff = K² / (K + 2ρ(K − R)),  ρ = (Σ w_n w_{n+D} / Σ w²)²
//
// independent ones, D the frames by which segments follow each other (Welch 1967), ρ about 1/36, and
// the error of a density is S/√K_eff. It is larger where the transform is real, at zero
// frequency and, for even N, at the last, and near them (relativeErrors).
type WelchEstimate struct {
	Frequencies []float64 // k/(NΔ), in cycles per unit of time
	Segments    int64
	Effective   float64        // K_eff inside, away from the ends
	Density     [][]float64    // [series][frequency], one-sided
	Errors      [][]float64    // standard errors
	Cross       [][]complex128 // [pair][frequency], one-sided
	CrossErrors [][]float64    // √E|Ŝ − S|² = √(S_target S_source/K_eff), at the ends at most that
	Coherence   [][]float64    // [pair][frequency], |S|²/(S_target S_source); NaN where one of these is 0
}

// Estimate returns what was found. It panics where no segment is complete.
func (s *Welch) Estimate() WelchEstimate {
	if s.segments == 0 {
		panic("timeseries: no segment is complete")
	}
	e := WelchEstimate{Frequencies: frequencies(s.segment, s.interval), Segments: s.segments}
	inside, relative := s.relativeError(s.correlations(0, false)), s.relativeErrors()
	e.Effective = 1 / (inside * inside)
	f := len(e.Frequencies)
	for i := range s.series {
		e.Density = append(e.Density, s.density(s.power[i*f:][:f]))
		e.Errors = append(e.Errors, scaled(relative, e.Density[i], e.Density[i]))
	}
	for p, pair := range s.pairs {
		target, source := e.Density[pair.Target], e.Density[pair.Source]
		re, im := s.density(s.crossReal[p*f:][:f]), s.density(s.crossImag[p*f:][:f])
		cross, coherence := make([]complex128, f), make([]float64, f)
		for k := range cross {
			cross[k] = complex(re[k], im[k])
			coherence[k] = (float64(re[k]*re[k]) + float64(im[k]*im[k])) / (target[k] * source[k])
		}
		e.Cross, e.Coherence = append(e.Cross, cross), append(e.Coherence, coherence)
		e.CrossErrors = append(e.CrossErrors, scaled(relative, target, source))
	}
	return e
}

// density returns the mean over segments of sums of squares, scaled to a density.
func (s *Welch) density(sums []float64) []float64 {
	d := make([]float64, len(sums))
	for k, v := range sums {
		d[k] = v / float64(s.segments) * densityScale(k, s.segment, s.interval, s.squares)
	}
	return d
}

// scaled returns the standard errors of spectra of the densities a and b.
func scaled(relative, a, b []float64) []float64 {
	errors := make([]float64, len(a))
	for k, v := range relative {
		errors[k] = v * math.Sqrt(a[k]*b[k])
	}
	return errors
}
