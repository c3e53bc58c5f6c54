package krylov

import "math"

// The loops over a block, row by row and with each column by itself. They are the specification:
// the vector units do the same operations on eight columns at a time. Rows are stride values apart.

//go:generate go -C ../_generate run ./krylov -out ../krylov/loops_amd64.s -stubs ../krylov/loops_amd64.go -pkg krylov

// portableDots adds a_i b_i to the sum of each column, in ascending order of the rows.
func portableDots(sums, a, b []float64, rows, columns, stride int) {
	sums = sums[:columns]
	for i := range rows {
		u, v := a[i*stride:][:columns], b[i*stride:][:columns]
		for c, sum := range sums {
			sums[c] = math.FMA(u[c], v[c], sum)
		}
	}
}

// portableReduce sets r ← r − α q, adds r²/D to rho in ascending order of the rows, and raises
// largest to the largest r²/D.
func portableReduce(r, q, inverse, alpha, rho, largest []float64, columns, stride int) {
	alpha, rho, largest = alpha[:columns], rho[:columns], largest[:columns]
	for i, d := range inverse {
		residuals, products := r[i*stride:][:columns], q[i*stride:][:columns]
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

// portableUpdate sets x ← x + α p and p ← D⁻¹ r + β p.
func portableUpdate(x, p, r, inverse, alpha, beta []float64, columns, stride int) {
	alpha, beta = alpha[:columns], beta[:columns]
	for i, d := range inverse {
		xs, ps, rs := x[i*stride:][:columns], p[i*stride:][:columns], r[i*stride:][:columns]
		for c, a := range alpha {
			direction := ps[c]
			xs[c] = math.FMA(a, direction, xs[c])
			ps[c] = math.FMA(beta[c], direction, d*rs[c])
		}
	}
}

// portableCombine adds multiples of four vectors to another, entry by entry.
func portableCombine(to, a, b, c, d []float64, factors *[4]float64) {
	a, b, c, d = a[:len(to)], b[:len(to)], c[:len(to)], d[:len(to)]
	f0, f1, f2, f3 := factors[0], factors[1], factors[2], factors[3]
	for k, sum := range to {
		to[k] = math.FMA(f3, d[k], math.FMA(f2, c[k], math.FMA(f1, b[k], math.FMA(f0, a[k], sum))))
	}
}

// portableProducts adds the products of four vectors with y to eight sums of each, of every eighth entry.
func portableProducts(sums *[32]float64, a, b, c, d, y []float64) {
	a, b, c, d = a[:len(y)], b[:len(y)], c[:len(y)], d[:len(y)]
	for k, v := range y {
		lane := k % 8
		sums[lane] = math.FMA(a[k], v, sums[lane])
		sums[8+lane] = math.FMA(b[k], v, sums[8+lane])
		sums[16+lane] = math.FMA(c[k], v, sums[16+lane])
		sums[24+lane] = math.FMA(d[k], v, sums[24+lane])
	}
}
