package krylov

import (
	"math"
	"slices"
	"testing"

	"noiseprune/noise"
)

// guarded returns n normals, of which a third of a row's are zero, with guard values behind them.
func guarded(n int, stream uint64) []float64 {
	values := make([]float64, n+16)
	noise.Key{Seed: 9, Purpose: noise.Generate}.FillNormals(values, stream, 0, len(values), 0, 1)
	for k := 0; k < n; k += 3 {
		values[k] = 0
	}
	return values
}

// TestUnitsHaveTheSameBits: every vector unit writes what the portable loops write, and nothing behind
// the last value of a block.
func TestUnitsHaveTheSameBits(t *testing.T) {
	for _, u := range available() {
		for _, width := range []int{1, 5, 8, 13, 16, 24, 31, 64} {
			for _, rows := range []int{1, 2, 31, 32, 33, 70} {
				n := rows * width
				blocks := func() (x, p, r, q []float64, lanes [5][]float64) {
					for k := range lanes {
						lanes[k] = guarded(width, uint64(10+k))
					}
					return guarded(n, 1), guarded(n, 2), guarded(n, 3), guarded(n, 4), lanes
				}
				inverse := guarded(rows, 5)
				do := func(dots func(sums, a, b []float64), reduce func(r, q, alpha, rho, largest []float64),
					update func(x, p, r, alpha, beta []float64),
				) [][]float64 {
					x, p, r, q, l := blocks()
					dots(l[0][:width], p[:n], q[:n])
					reduce(r[:n], q[:n], l[1][:width], l[2][:width], l[3][:width])
					update(x[:n], p[:n], r[:n], l[1][:width], l[4][:width])
					return [][]float64{x, p, r, q, l[0], l[1], l[2], l[3], l[4]}
				}
				want := do(
					func(sums, a, b []float64) { portableDots(sums, a, b, rows, width, width) },
					func(r, q, alpha, rho, largest []float64) {
						portableReduce(r, q, inverse[:rows], alpha, rho, largest, width, width)
					},
					func(x, p, r, alpha, beta []float64) {
						portableUpdate(x, p, r, inverse[:rows], alpha, beta, width, width)
					},
				)
				got := do(u.dotProducts,
					func(r, q, alpha, rho, largest []float64) {
						u.reduceResiduals(r, q, inverse[:rows], alpha, rho, largest)
					},
					func(x, p, r, alpha, beta []float64) { u.updateDirections(x, p, r, inverse[:rows], alpha, beta) },
				)
				for k := range want {
					if !slices.EqualFunc(got[k], want[k], func(a, b float64) bool { return math.Float64bits(a) == math.Float64bits(b) }) {
						t.Errorf("%s: %d rows of %d columns: array %d differs", u.name, rows, width, k)
					}
				}
			}
		}
	}
}
