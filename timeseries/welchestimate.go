package timeseries

import "math"

// WelchEstimate is what a Welch has found.
//
// For Gaussian activity whose spectrum varies little within the resolution, K segments of R
// trajectories are as good as
//
//	K² / (K + 2ρ(K − R)),  ρ = (Σ w_n w_{n+D} / Σ w²)²
//
// independent ones, D the frames by which segments follow each other (Welch 1967); ρ is about 1/36. The standard error of a
// density is then S/√K_eff, and √2 times that where the transform is real: at zero
// frequency and, for an even segment, at the last.
type WelchEstimate struct {
	Frequencies []float64 // k/(NΔ), in cycles per unit of time
	Segments    int64
	Effective   float64        // number of independent segments, K_eff
	Density     [][]float64    // [series][frequency], one-sided
	Errors      [][]float64    // standard errors
	Cross       [][]complex128 // [pair][frequency], one-sided
	CrossErrors [][]float64    // √E|Ŝ − S|² = √(S_target S_source/K_eff), doubled in the square where the transform is real
	Coherence   [][]float64    // [pair][frequency], |S|²/(S_target S_source)
}

// Estimate returns what was found. It panics where no segment is complete.
func (s *Welch) Estimate() WelchEstimate {
	if s.segments == 0 {
		panic("timeseries: no segment is complete")
	}
	e := WelchEstimate{Frequencies: frequencies(s.segment, s.interval), Segments: s.segments, Effective: s.effective()}
	f := len(e.Frequencies)
	for i := range s.series {
		e.Density = append(e.Density, s.density(s.power[i*f:][:f]))
		e.Errors = append(e.Errors, s.errors(e.Effective, e.Density[i], e.Density[i]))
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
		e.CrossErrors = append(e.CrossErrors, s.errors(e.Effective, target, source))
	}
	return e
}

// effective returns K_eff. Only neighbours overlap.
func (s *Welch) effective() float64 {
	overlap := 0.0
	step := welchStep(s.segment)
	for n := step; n < s.segment; n++ {
		overlap += float64(s.window[n] * s.window[n-step])
	}
	rho := overlap / s.squares
	k, r := float64(s.segments), float64(s.trajectories)
	return k * k / (k + float64(2*rho*rho*(k-r)))
}

// density returns the mean over segments of sums of squares, scaled to a density.
func (s *Welch) density(sums []float64) []float64 {
	d := make([]float64, len(sums))
	for k, v := range sums {
		d[k] = v / float64(s.segments) * densityScale(k, s.segment, s.interval, s.squares)
	}
	return d
}

func (s *Welch) errors(effective float64, a, b []float64) []float64 {
	errors := make([]float64, len(a))
	for k := range errors {
		errors[k] = math.Sqrt(a[k] * b[k] / effective)
		if k == 0 || 2*k == s.segment {
			errors[k] *= math.Sqrt2
		}
	}
	return errors
}
