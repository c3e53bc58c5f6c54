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

// TestLoopsHaveTheSameBits: D x − P and the noise of edges by every vector unit, at any width, have the bits of
// the formulas column by column, and nothing else is written. Products are further apart than states.
func TestLoopsHaveTheSameBits(t *testing.T) {
	sources := []int32{0, 1, 4, 5, 7}
	for _, u := range available() {
		l := Loops{u}
		for _, width := range []int{1, 5, 8, 13, 16, 24, 31, 64} {
			for _, rows := range []int{9, 32, 33, 70} {
				n, stride, target, edges := rows*width, width+3, rows-1, len(sources)
				y, x, products, leak := guarded(n, 1), guarded(n, 2), guarded(rows*stride, 3), guarded(rows, 4)
				force, zeta, roots, opposites := guarded(n, 5), guarded(edges*width, 6), guarded(edges, 7), guarded(edges, 8)
				wantY, wantForce := slices.Clone(y), slices.Clone(force)
				for c := range width {
					for i := range rows {
						wantY[i*width+c] = math.FMA(leak[i], x[i*width+c], -products[i*stride+c])
					}
					for k, j := range sources {
						to, at := &wantForce[target*width+c], &wantForce[int(j)*width+c]
						*to, *at = math.FMA(roots[k], zeta[k*width+c], *to), math.FMA(opposites[k], zeta[k*width+c], *at)
					}
				}
				l.Couple(y, x, products, leak[:rows], width, stride)
				l.Scatter(force, target, sources, roots[:edges], opposites[:edges], zeta[:edges*width], width)
				for name, both := range map[string][2][]float64{"couple": {y, wantY}, "scatter": {force, wantForce}} {
					if !slices.EqualFunc(both[0], both[1], func(a, b float64) bool { return math.Float64bits(a) == math.Float64bits(b) }) {
						t.Errorf("%s: %s: %d rows of %d columns differ", u.name, name, rows, width)
					}
				}
			}
		}
	}
}

// TestScatterRefuses sources that are not below the target, and blocks that are too small.
func TestScatterRefuses(t *testing.T) {
	for _, c := range []struct {
		target int
		source int32
		rows   int
	}{{2, 2, 4}, {2, -1, 4}, {2, 1, 2}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("no panic for %+v", c)
				}
			}()
			NewLoops().Scatter(make([]float64, 8*c.rows), c.target, []int32{c.source}, []float64{1}, []float64{1}, make([]float64, 8), 8)
		}()
	}
}

// TestColumnsByUnits: four vectors are combined, and multiplied with another, with the bits of the portable loops, and nothing
// beyond the vectors changes.
func TestColumnsByUnits(t *testing.T) {
	for _, u := range available() {
		for n := 8; n <= 40; n += 8 {
			x := make([][]float64, 5)
			for k := range x {
				x[k] = make([]float64, n+1)
				fillUniform(x[k], 1, uint64(k))
			}
			to, factors := slices.Clone(x[4]), [4]float64{0.3, -0.7, 1.1, 1e-3}
			want := slices.Clone(to)
			u.combine(to[:n], x[0][:n], x[1][:n], x[2][:n], x[3][:n], &factors)
			for i := range n {
				for k, f := range factors {
					want[i] = math.FMA(f, x[k][i], want[i])
				}
			}
			var sums, wantSums [32]float64
			u.products(&sums, x[0][:n], x[1][:n], x[2][:n], x[3][:n], x[4][:n])
			for i := range n {
				for k := range 4 {
					wantSums[8*k+i%8] = math.FMA(x[k][i], x[4][i], wantSums[8*k+i%8])
				}
			}
			if !slices.Equal(to, want) || sums != wantSums {
				t.Errorf("%s: vectors of %d entries differ", u.name, n)
			}
		}
	}
}
