package compare

import "math"

// localExtremes returns vectors from which to search for the extreme μ of M v = μ B v: so many for the largest and then as many for
// the smallest. Each has entries at two neurons i and j, and those are the pairs, none with a neuron in common, on which the pencil
//
//	(m_ii m_ij; m_ij m_jj) v = μ (b_ii b_ij; b_ij b_jj) v
//
// has the most extreme μ. For the worst case of a pruned network is mostly at few neurons whose synapses or leaks changed much by
// chance, and a random vector of N entries has next to nothing of such a v.
func localExtremes(b, m *negated, count int) [][]float64 {
	l := newPairPencils(b, m)
	for i := range l.scale {
		eachPair(b, m, i, func(j int, w, changed float64) { l.consider(i, j, w, changed) })
	}
	starts := make([][]float64, 0, 2*count)
	for end := range l.best {
		starts = append(starts, l.disjoint(end, count)...)
	}
	return starts
}

// pairPencils are the pencils of all pairs of neurons, in coordinates where b's diagonal is 1.
type pairPencils struct {
	scale, ratio []float64        // 1/√b_ii, and m_ii/b_ii
	best         [2][]extremePair // of each neuron, with the largest and with the least μ
}

// extremePair is a neuron's partner, itself if none is better, with the scaled b_ij and m_ij and an extreme μ.
type extremePair struct {
	with           int
	r, s, extremal float64
}

func newPairPencils(b, m *negated) *pairPencils {
	n := b.Order()
	l := &pairPencils{make([]float64, n), make([]float64, n), [2][]extremePair{make([]extremePair, n), make([]extremePair, n)}}
	for i, d := range b.diagonal {
		l.scale[i], l.ratio[i] = 1/math.Sqrt(d), m.diagonal[i]/d
		alone := extremePair{with: i, extremal: l.ratio[i]}
		l.best[0][i], l.best[1][i] = alone, alone
	}
	return l
}

// consider compares both ends of a pair with the best ones of its neurons. With a = m_ii/b_ii, c = m_jj/b_jj,
// r and s the scaled b_ij and m_ij, they are the roots of
//
//	(1 − r²) μ² − (a + c − 2rs) μ + ac − s² = 0
//
// A pair on which b is not definite has none.
func (l *pairPencils) consider(i, j int, w, changed float64) {
	a, c, scale := l.ratio[i], l.ratio[j], float64(l.scale[i]*l.scale[j])
	r, s := float64(-w*scale), float64(-changed*scale)
	lead := 1 - float64(r*r)
	if !(lead > 0) {
		return
	}
	half := float64((a + c - float64(2*r*s)) / 2)
	root := math.Sqrt(max(0, float64(half*half)-float64(lead*(float64(a*c)-float64(s*s)))))
	high, low := (half+root)/lead, (half-root)/lead
	for _, k := range [2]int{i, j} {
		if high > l.best[0][k].extremal {
			l.best[0][k] = extremePair{i + j - k, r, s, high}
		}
		if low < l.best[1][k].extremal {
			l.best[1][k] = extremePair{i + j - k, r, s, low}
		}
	}
}

// disjoint returns the vectors of the most extreme pairs at one end that have no neuron in common, zeros where there are no more.
func (l *pairPencils) disjoint(end, count int) [][]float64 {
	vectors, used := make([][]float64, count), make([]bool, len(l.scale))
	for k := range vectors {
		vectors[k] = make([]float64, len(l.scale))
		chosen := -1
		for i, p := range l.best[end] {
			if !used[i] && !used[p.with] && (chosen < 0 || (p.extremal > l.best[end][chosen].extremal) == (end == 0)) {
				chosen = i
			}
		}
		if chosen >= 0 {
			used[chosen], used[l.best[end][chosen].with] = true, true
			l.fill(vectors[k], chosen, l.best[end][chosen])
		}
	}
	return vectors
}

// fill writes the eigenvector of a pair, of norm 1 in the inner product of b, from the row of its pencil that determines it better:
//
//	(a − μ) x + (s − μ r) y = 0,   (s − μ r) x + (c − μ) y = 0
func (l *pairPencils) fill(v []float64, i int, p extremePair) {
	if p.with == i {
		v[i] = l.scale[i]
		return
	}
	off, a, c := p.s-float64(p.extremal*p.r), l.ratio[i]-p.extremal, l.ratio[p.with]-p.extremal
	x, y := off, -a
	if math.Abs(c) > math.Abs(a) {
		x, y = -c, off
	}
	norm := math.Sqrt(math.FMA(x, x, math.FMA(y, y, float64(2*p.r)*float64(x*y))))
	v[i], v[p.with] = float64(l.scale[i]*x)/norm, float64(l.scale[p.with]*y)/norm
}

// eachPair calls do for every j > i with a weight between the two, before or after pruning.
func eachPair(b, m *negated, i int, do func(j int, w, changed float64)) {
	sources, weights := b.weights.Row(i)
	others, changed := m.weights.Row(i)
	for e, f := 0, 0; e < len(sources) || f < len(others); {
		j, w, v := b.Order(), 0.0, 0.0
		if e < len(sources) {
			j = int(sources[e])
		}
		if f < len(others) {
			j = min(j, int(others[f]))
		}
		if e < len(sources) && int(sources[e]) == j {
			w = weights[e]
			e++
		}
		if f < len(others) && int(others[f]) == j {
			v = changed[f]
			f++
		}
		if j > i {
			do(j, w, v)
		}
	}
}
