package covariance

import "math"

// DiffCovErrors returns the standard error of diff-cov for each stored entry of the weights,
// in their order, as LocalCovariance.DiffCov does; 0 for self-connections. With q_g the mean
// of y² = ((x_i − ref_i) − s(x_j − ref_j))² over all times and the n_g replicas of group g,
// and R = Σ n_g,
//
//	V = Σ n_g (q_g − d')²/(G − 1),  d' = Σ n_g q_g / R,  standard error √(V/R)
//
// Groups are independent whatever the correlation of a replica's samples in time; the standard
// error itself has a relative standard error of √(1/(2(G − 1))). d is taken about the sample
// mean m of y (relative to the reference), d' about the reference: for Gaussian y,
// Var d' = (2d² + 4m²d)/S and Var d = 2d²/S at S independent samples. The difference is
// neglected, so that the variance comes out too large by 2m²/d, relatively, and by up to twice
// that where samples are correlated in time; the reference must be near the mean.
//
// DiffCovErrors returns nil if there are fewer than two groups, and panics where there are no
// samples.
func (s *Edges) DiffCovErrors() []float64 {
	scale, sums := s.errorScale(), s.reduced()
	if sums.groups < 2 {
		return nil
	}
	errors := make([]float64, s.net.Weights().Stored())
	fillEdges(errors, s.net, func(e edge) float64 { return sums.distance.spread[s.rows.place(e)] * scale })
	return errors
}

// VarianceErrors returns the standard error of the variance of each neuron, as DiffCovErrors
// does for diff-cov, with y = x_i − ref_i.
func (s *Edges) VarianceErrors() []float64 {
	scale, sums := s.errorScale(), s.reduced()
	if sums.groups < 2 {
		return nil
	}
	errors := make([]float64, len(sums.first))
	for i, spread := range sums.variance.spread {
		errors[i] = spread * scale
	}
	return errors
}

// errorScale returns the factor from a spread of sums over times to a standard error.
func (s *Edges) errorScale() float64 {
	_ = s.samples.count() // panics without samples
	return 1 / (float64(s.samples.times) * math.Sqrt(float64(s.samples.replicas)*float64(s.Groups()-1)))
}
