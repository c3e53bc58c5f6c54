package krylov

import "math"

// The loops over a block, row by row and with each column by itself. They are the specification: a
// vector unit does the same operations on several columns at a time.

// dots adds a_i b_i to the sum of each column, in ascending order of the rows.
func dots(sums, a, b []float64) {
	width := len(sums)
	for ; len(a) >= width && len(b) >= width && width > 0; a, b = a[width:], b[width:] {
		u, v := a[:width], b[:width]
		for c, sum := range sums {
			sums[c] = math.FMA(u[c], v[c], sum)
		}
	}
}

// reduce sets r ← r − α q, adds r²/D to rho in ascending order of the rows, and raises largest to the
// largest r²/D.
func reduce(r, q, inverse, alpha, rho, largest []float64) {
	width := len(alpha)
	rho, largest = rho[:width], largest[:width]
	for i, d := range inverse {
		residuals, products := r[i*width:][:width], q[i*width:][:width]
		for c, a := range alpha {
			v := math.FMA(-a, products[c], residuals[c])
			scaled := d * v
			residuals[c] = v
			rho[c] = math.FMA(v, scaled, rho[c])
			if square := v * scaled; square > largest[c] {
				largest[c] = square
			}
		}
	}
}

// update sets x ← x + α p and p ← D⁻¹ r + β p.
func update(x, p, r, inverse, alpha, beta []float64) {
	width := len(alpha)
	beta = beta[:width]
	for i, d := range inverse {
		xs, ps, rs := x[i*width:][:width], p[i*width:][:width], r[i*width:][:width]
		for c, a := range alpha {
			direction := ps[c]
			xs[c] = math.FMA(a, direction, xs[c])
			ps[c] = math.FMA(beta[c], direction, d*rs[c])
		}
	}
}
