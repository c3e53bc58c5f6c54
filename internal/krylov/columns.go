package krylov

import "math"

// project writes Vᵀ w to c, V having the given columns.
func (s space) project(c []float64, columns [][]float64, w []float64) {
	s.inner(c, columns, [][]float64{w})
}

// inner writes Vᵀ W to c, whose rows have len(w) numbers.
func (s space) inner(c []float64, v, w [][]float64) { s.innerFrom(c, v, w, func(int) int { return 0 }) }

// upperInner writes the upper triangle of Vᵀ W, of as many columns each; what is below it is undefined.
func (s space) upperInner(c []float64, v, w [][]float64) {
	s.innerFrom(c, v, w, func(i int) int { return i })
}

// innerFrom is inner of the columns of W from the first on that is given for each column of V. Of four columns of V at a time it
// takes the first one's.
func (s space) innerFrom(c []float64, v, w [][]float64, from func(i int) int) {
	m := len(v) * len(w)
	parts := make([]float64, s.blocks()*m)
	s.each(func(b, first, end int) {
		part, lanes := parts[b*m:][:m], new([32]float64)
		for ; first < end; first += piece {
			last := min(first+piece, end)
			i := 0
			for ; i+4 <= len(v); i += 4 {
				a, b, c, d := v[i][first:last], v[i+1][first:last], v[i+2][first:last], v[i+3][first:last]
				for j := from(i); j < len(w); j++ {
					for k, dot := range s.loops.fourDots(lanes, a, b, c, d, w[j][first:last]) {
						part[(i+k)*len(w)+j] += dot
					}
				}
			}
			for ; i < len(v); i++ {
				for j := from(i); j < len(w); j++ {
					part[i*len(w)+j] += partialDot(v[i][first:last], w[j][first:last])
				}
			}
		}
	})
	clear(c[:m])
	for b := range s.blocks() {
		for k, part := range parts[b*m:][:m] {
			c[k] += part
		}
	}
}

// partialDot sums in four lanes of every fourth entry, and the lanes in pairs.
func partialDot(x, y []float64) float64 {
	var s0, s1, s2, s3 float64
	y = y[:len(x)]
	for len(x) >= 4 {
		s0 = math.FMA(x[0], y[0], s0)
		s1 = math.FMA(x[1], y[1], s1)
		s2 = math.FMA(x[2], y[2], s2)
		s3 = math.FMA(x[3], y[3], s3)
		x, y = x[4:], y[4:]
	}
	for i, v := range x {
		s0 = math.FMA(v, y[i], s0)
	}
	return (s0 + s1) + (s2 + s3)
}

// fourDots returns the products of four vectors with y, each in eight sums of every eighth entry. It
// overwrites the sums, which are given so that not every call allocates them.
func (u *unit) fourDots(sums *[32]float64, a, b, c, d, y []float64) (dots [4]float64) {
	clear(sums[:])
	n := len(y) / 8 * 8
	if n > 0 {
		u.products(sums, a[:n], b[:n], c[:n], d[:n], y[:n])
	}
	if n < len(y) {
		portableProducts(sums, a[n:], b[n:], c[n:], d[n:], y[n:])
	}
	for k := range dots {
		s := sums[8*k:][:8]
		dots[k] = ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]))
	}
	return dots
}

// subtract sets w ← w − V c.
func (s space) subtract(w []float64, columns [][]float64, c []float64) {
	s.combine([][]float64{w}, -1, columns, c, 1)
}

// add sets w ← w + V c.
func (s space) add(w []float64, columns [][]float64, c []float64) {
	s.combine([][]float64{w}, 1, columns, c, 1)
}

// combine sets W ← W + sign · V C, where C_ij is c[i*stride+j].
func (s space) combine(w [][]float64, sign float64, v [][]float64, c []float64, stride int) {
	s.each(func(_, first, end int) {
		factors := new([4]float64)
		for ; first < end; first += piece {
			last := min(first+piece, end)
			for j, to := range w {
				s.loops.addColumns(factors, to[first:last], sign, v, first, c[j:], stride)
			}
		}
	})
}

// addColumns adds to a piece that begins at first the same piece of V c, four columns at once. It overwrites the
// factors, which are given so that not every call allocates them.
func (u *unit) addColumns(factors *[4]float64, to []float64, sign float64, v [][]float64, first int, c []float64, stride int) {
	n, i := len(to)/8*8, 0
	for ; i+4 <= len(v); i += 4 {
		*factors = [4]float64{sign * c[i*stride], sign * c[(i+1)*stride], sign * c[(i+2)*stride], sign * c[(i+3)*stride]}
		x0, x1, x2, x3 := v[i][first:][:len(to)], v[i+1][first:][:len(to)], v[i+2][first:][:len(to)], v[i+3][first:][:len(to)]
		if n > 0 {
			u.combine(to[:n], x0[:n], x1[:n], x2[:n], x3[:n], factors)
		}
		if n < len(to) {
			portableCombine(to[n:], x0[n:], x1[n:], x2[n:], x3[n:], factors)
		}
	}
	for ; i < len(v); i++ {
		factor := sign * c[i*stride]
		for k, x := range v[i][first:][:len(to)] {
			to[k] = math.FMA(factor, x, to[k])
		}
	}
}

// rotate replaces the first columns of V by V Q, where Q has len(V) rows and the given number of
// columns, at most len(V); Q_ij is q[i*stride+j].
func (s space) rotate(v [][]float64, q []float64, columns, stride int) {
	s.each(func(_, first, end int) {
		sums, factors := make([]float64, columns*piece), new([4]float64)
		for ; first < end; first += piece {
			n := min(piece, end-first)
			clear(sums)
			for j := range columns {
				s.loops.addColumns(factors, sums[j*piece:][:n], 1, v, first, q[j:], stride)
			}
			for j := range columns {
				copy(v[j][first:first+n], sums[j*piece:])
			}
		}
	})
}

// pack writes columns to a block, and unpack does the opposite.
func (s space) pack(block []float64, columns [][]float64) {
	s.each(func(_, first, end int) {
		for c, column := range columns {
			for i := first; i < end; i++ {
				block[i*len(columns)+c] = column[i]
			}
		}
	})
}

func (s space) unpack(columns [][]float64, block []float64) {
	s.each(func(_, first, end int) {
		for c, column := range columns {
			for i := first; i < end; i++ {
				column[i] = block[i*len(columns)+c]
			}
		}
	})
}
