package timeseries

// laggedSums are the sums of products over trajectories, all of them additive. With u the mean of a
// product over a batch of m frames and v those of y (batchMeans), the sums over batches give the
// standard errors of covariances about a mean that is known only at the end.
type laggedSums struct {
	batchMeans // of y
	lags       int
	pairs      []Pair
	products   []float64 // [lag], the number of products
	head, tail []float64 // Σ y of the first, the last τ frames, [lag*K+i]
	product    []float64 // Σ y_target y_source, [lag*pairs+pair], as those that follow
	u          []float64 // Σ m u
	uu         []float64 // Σ m u²
	uTarget    []float64 // Σ m u v_target
	uSource    []float64 // Σ m u v_source
	vv         []float64 // Σ m v_target v_source, [pair]
}

func newLaggedSums(series, lags int, pairs []Pair) *laggedSums {
	s := &laggedSums{batchMeans: newBatchMeans(series), lags: lags, pairs: pairs}
	s.products, s.vv = make([]float64, lags+1), make([]float64, len(pairs))
	for _, dst := range []*[]float64{&s.head, &s.tail} {
		*dst = make([]float64, (lags+1)*series)
	}
	for _, dst := range []*[]float64{&s.product, &s.u, &s.uu, &s.uTarget, &s.uSource} {
		*dst = make([]float64, (lags+1)*len(pairs))
	}
	return s
}

func (s *laggedSums) values() [][]float64 {
	return append(s.batchMeans.values(), s.products, s.head, s.tail, s.product, s.u, s.uu, s.uTarget, s.uSource, s.vv)
}

// fold adds a trajectory.
func (s *laggedSums) fold(p *products) {
	s.batchMeans.fold(&p.batches, p.lags)
	k := len(p.reference)
	for lag := range s.products {
		s.products[lag] += float64(max(0, p.frames-int64(lag)))
	}
	p.addTotal(s.product, k)
	s.addEnds(p)
	for b := range p.complete() {
		s.addBatch(p.batch(b)[:k], p.batch(b)[k:], float64(p.length))
	}
}

// addEnds adds the sums over the first and the last frames.
func (s *laggedSums) addEnds(p *products) {
	k := len(p.reference)
	head, tail := make([]float64, k), make([]float64, k)
	for lag := 1; lag <= s.lags; lag++ {
		if int64(lag) <= p.frames {
			first, last := p.initial[(lag-1)*k:], p.recentFrame(p.frames-int64(lag))
			for i := range k {
				head[i] += first[i]
				tail[i] += last[i]
			}
		}
		for i := range k {
			s.head[lag*k+i] += head[i]
			s.tail[lag*k+i] += tail[i]
		}
	}
}

// addBatch adds a batch of m frames, with its sums of y and of products.
func (s *laggedSums) addBatch(y, products []float64, m float64) {
	for p, pair := range s.pairs {
		s.vv[p] += float64(y[pair.Target]*y[pair.Source]) / m
	}
	for lag := range s.lags + 1 {
		for p, pair := range s.pairs {
			q := lag*len(s.pairs) + p
			sum := products[q]
			s.u[q] += sum
			s.uu[q] += float64(sum*sum) / m
			s.uTarget[q] += float64(sum*y[pair.Target]) / m
			s.uSource[q] += float64(sum*y[pair.Source]) / m
		}
	}
}
