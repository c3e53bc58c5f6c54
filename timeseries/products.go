package timeseries

// blockFrames is how many frames are collected before their products are added.
const blockFrames = 32

// products sum, over one trajectory, the deviations y = x − ref of each series and the products
// y_target(t) y_source(t−τ) of each pair at lags τ = 0 … L. A product belongs to the batch of t.
//
// Products are added block by block of frames, all of one batch, whose series stand one after another then. Each sum has its terms in
// the order of time, so that blocks change no bit.
type products struct {
	reference []float64
	lags      int
	pairs     []Pair    // each series with itself first
	batches             // of quantities: y, then products[lag*len(pairs)+pair]; its frames are those before the block
	initial   []float64 // y of the first L frames, [t*K+i]
	recent    []float64 // y of the last L frames, [(t mod L)*K+i]

	block   int       // frames whose products are not added yet
	windows []float64 // y of the L frames before the block, and of the block, [i*(L+blockFrames)+t]
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
		initial: make([]float64, lags*k), recent: make([]float64, lags*k), windows: make([]float64, k*(lags+blockFrames)),
	}
}

// window returns the L frames of a series before the block, and the block.
func (p *products) window(i int) []float64 {
	width := p.lags + blockFrames
	return p.windows[i*width:][:width]
}

func (p *products) add(x []float64) {
	k := len(p.reference)
	checkFrame(x, k)
	width, at := p.lags+blockFrames, p.lags+p.block
	for i, v := range x {
		p.windows[i*width+at] = v - p.reference[i]
	}
	p.keepEnds()
	p.block++
	if p.block == blockFrames || (p.frames+int64(p.block))%p.length == 0 { // the batch is complete
		p.flush()
	}
}

// keepEnds keeps the last frame of the block among the first and the last ones.
func (p *products) keepEnds() {
	if p.lags == 0 {
		return
	}
	t := p.frames + int64(p.block)
	recent := p.recentFrame(t)
	for i := range recent {
		recent[i] = p.window(i)[p.lags+p.block]
	}
	if t < int64(p.lags) {
		copy(p.initial[int(t)*len(recent):], recent)
	}
}

// recentFrame returns the place of frame t, one of the last L.
func (p *products) recentFrame(t int64) []float64 {
	k := len(p.reference)
	return p.recent[int(t%int64(p.lags))*k:][:k]
}

// flush adds the products of the block.
func (p *products) flush() {
	if p.block == 0 {
		return
	}
	k := len(p.reference)
	sums := p.open()
	for i := range k {
		sum := sums[i]
		for _, y := range p.window(i)[p.lags:][:p.block] {
			sum += y
		}
		sums[i] = sum
	}
	p.addPairs(sums[k:])
	for i := range k {
		w := p.window(i)
		copy(w[:p.lags], w[p.block:][:p.lags])
	}
	p.frames += int64(p.block) - 1
	p.block = 0
	p.advance()
}

// addPairs adds the products of all pairs.
func (p *products) addPairs(sums []float64) {
	q := 0
	for ; p.lags == 0 && q+4 <= len(p.pairs); q += 4 {
		p.addFour(sums[q:][:4], p.pairs[q:][:4])
	}
	for ; q < len(p.pairs); q++ {
		p.addPair(sums[q:], p.window(p.pairs[q].Target)[p.lags:][:p.block], p.window(p.pairs[q].Source))
	}
}

// addFour adds the products of four pairs without a lag, summed side by side.
func (p *products) addFour(sums []float64, pairs []Pair) {
	block := func(i int) []float64 { return p.windows[i*blockFrames:][:p.block] }
	target0, target1, target2, target3 := block(pairs[0].Target), block(pairs[1].Target), block(pairs[2].Target), block(pairs[3].Target)
	source0, source1, source2, source3 := block(pairs[0].Source), block(pairs[1].Source), block(pairs[2].Source), block(pairs[3].Source)
	s0, s1, s2, s3 := sums[0], sums[1], sums[2], sums[3]
	for t := range p.block {
		s0 += float64(target0[t] * source0[t])
		s1 += float64(target1[t] * source1[t])
		s2 += float64(target2[t] * source2[t])
		s3 += float64(target3[t] * source3[t])
	}
	sums[0], sums[1], sums[2], sums[3] = s0, s1, s2, s3
}

// addPair adds the products of a pair at all lags, eight of which are summed side by side: sums[lag*len(pairs)].
func (p *products) addPair(sums, target, source []float64) {
	stride := len(p.pairs)
	lag := 0
	for ; lag+8 <= p.lags+1; lag += 8 {
		addEight(sums[lag*stride:], stride, target, source[p.lags-lag-7:][:len(target)+7])
	}
	for ; lag <= p.lags; lag++ {
		sum := sums[lag*stride]
		for t, y := range source[p.lags-lag:][:len(target)] {
			sum += float64(target[t] * y)
		}
		sums[lag*stride] = sum
	}
}

// addEight adds Σ_t target[t] source[t+7−l] to sums[l*stride], l = 0 … 7.
func addEight(sums []float64, stride int, target, source []float64) {
	s0, s1, s2, s3 := sums[0], sums[stride], sums[2*stride], sums[3*stride]
	s4, s5, s6, s7 := sums[4*stride], sums[5*stride], sums[6*stride], sums[7*stride]
	for t, y := range target {
		w := source[t:][:8]
		s0 += float64(y * w[7])
		s1 += float64(y * w[6])
		s2 += float64(y * w[5])
		s3 += float64(y * w[4])
		s4 += float64(y * w[3])
		s5 += float64(y * w[2])
		s6 += float64(y * w[1])
		s7 += float64(y * w[0])
	}
	sums[0], sums[stride], sums[2*stride], sums[3*stride] = s0, s1, s2, s3
	sums[4*stride], sums[5*stride], sums[6*stride], sums[7*stride] = s4, s5, s6, s7
}

// resume goes on from decoded sums and ends of that many frames.
func (p *products) resume(frames int64) {
	p.batches.resume(frames)
	clear(p.windows)
	p.block = 0
	for d := 1; d <= int(min(frames, int64(p.lags))); d++ {
		for i, y := range p.recentFrame(frames - int64(d)) {
			p.window(i)[p.lags-d] = y
		}
	}
}

func (p *products) restart() {
	p.batches.restart()
	clear(p.initial)
	clear(p.recent)
	clear(p.windows)
	p.block = 0
}
