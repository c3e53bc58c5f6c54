package timeseries

// products sum, over one trajectory, the deviations y = x − ref of each series and the products
// y_target(t) y_source(t−τ) of each pair at lags τ = 0 … L. A product belongs to the batch of t.
type products struct {
	reference []float64
	lags      int
	pairs     []Pair    // each series with itself first
	batches             // of quantities: y, then products[lag*len(pairs)+pair]
	initial   []float64 // y of the first L frames, [t*K+i]
	recent    []float64 // y of the last L frames, [(t mod L)*K+i]
	y         []float64 // scratch
}

func newProducts(reference []float64, lags, limit int, chosen []Pair) *products {
	k := len(reference)
	pairs := make([]Pair, k, k+len(chosen))
	for i := range pairs {
		pairs[i] = Pair{i, i}
	}
	pairs = append(pairs, chosen...)
	return &products{
		reference: reference, lags: lags, pairs: pairs, batches: newBatches(limit, k+(lags+1)*len(pairs)),
		initial: make([]float64, lags*k), recent: make([]float64, lags*k), y: make([]float64, k),
	}
}

func (p *products) add(x []float64) {
	k := len(p.reference)
	checkFrame(x, k)
	sums := p.open()
	for i, v := range x {
		p.y[i] = v - p.reference[i]
		sums[i] += p.y[i]
	}
	p.addProducts(sums[k:], p.y)
	for lag := 1; lag <= int(min(p.frames, int64(p.lags))); lag++ {
		p.addProducts(sums[k+lag*len(p.pairs):], p.recentFrame(p.frames-int64(lag)))
	}
	if p.lags > 0 {
		copy(p.recentFrame(p.frames), p.y)
	}
	if p.frames < int64(p.lags) {
		copy(p.initial[int(p.frames)*k:], p.y)
	}
	p.advance()
}

// recentFrame returns the place of frame t, one of the last L.
func (p *products) recentFrame(t int64) []float64 {
	k := len(p.reference)
	return p.recent[int(t%int64(p.lags))*k:][:k]
}

func (p *products) addProducts(dst, earlier []float64) {
	k := len(p.y)
	own := dst[:k]
	for i, v := range p.y {
		own[i] += float64(v * earlier[i])
	}
	dst = dst[k:len(p.pairs)]
	for q, pair := range p.pairs[k:] {
		dst[q] += float64(p.y[pair.Target] * earlier[pair.Source])
	}
}

func (p *products) restart() {
	p.batches.restart()
	clear(p.initial)
	clear(p.recent)
}
