package timeseries

// covariance returns the covariance of a pair at a lag, with μ the means of y,
//
//	1/n [Σ y_t(t) y_s(t−τ) − μ_s Σ_{t≥τ} y_t(t) − μ_t Σ_{t<n−τ} y_s(t) + (n − τ) μ_t μ_s]
func (s *laggedSums) covariance(mean []float64, lag, pair int) float64 {
	k, n := len(mean), s.count[countFrames]
	target, source := s.pairs[pair].Target, s.pairs[pair].Source
	later := s.sum[target] - s.head[lag*k+target]
	earlier := s.sum[source] - s.tail[lag*k+source]
	c := s.product[lag*len(s.pairs)+pair] - float64(mean[source]*later)
	c -= float64(mean[target] * earlier)
	return (c + float64(s.products[lag]*float64(mean[target]*mean[source]))) / n
}

// covarianceError returns the standard error of a covariance, from the spread over batches of
//
//	q = u − μ_s v_t − μ_t v_s
//
// the mean over the batch of (y_t − μ_t)(y_s − μ_s) but for a constant; that the lagged frames of a
// batch begin τ frames before it is neglected.
func (s *laggedSums) covarianceError(mean []float64, lag, pair int) float64 {
	target, source := s.pairs[pair].Target, s.pairs[pair].Source
	q := lag*len(s.pairs) + pair
	u, vt, vs, mt, ms := s.u[q], s.v[target], s.v[source], mean[target], mean[source]
	sum := s.spread(s.uu[q], u, u)
	sum += float64(float64(ms*ms) * s.spread(s.batchMeans.vv[target], vt, vt))
	sum += float64(float64(mt*mt) * s.spread(s.batchMeans.vv[source], vs, vs))
	sum -= float64(2 * ms * s.spread(s.uTarget[q], u, vt))
	sum -= float64(2 * mt * s.spread(s.uSource[q], u, vs))
	sum += float64(2 * float64(mt*ms) * s.spread(s.vv[pair], vt, vs))
	return s.standardError(sum)
}

// overLags returns f(lag, pair) as [pair][lag], of the pairs from first to end.
func (s *laggedSums) overLags(first, end int, f func(mean []float64, lag, pair int) float64) [][]float64 {
	mean := s.means()
	all := make([][]float64, end-first)
	for p := range all {
		all[p] = make([]float64, s.lags+1)
		for lag := range all[p] {
			all[p][lag] = f(mean, lag, first+p)
		}
	}
	return all
}
