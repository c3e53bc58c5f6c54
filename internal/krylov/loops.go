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
