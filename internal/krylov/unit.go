package krylov

// A unit holds the innermost loops, for a vector unit of the processor or in plain Go. Each
// function returns the same bits as the portable one; that of a vector unit takes multiples of
// group columns.
type unit struct {
	name   string
	dots   func(sums, a, b []float64, rows, columns, stride int)
	reduce func(r, q, inverse, alpha, rho, largest []float64, columns, stride int)
	update func(x, p, r, inverse, alpha, beta []float64, columns, stride int)

	combine  func(to, a, b, c, d []float64, factors *[4]float64)
	products func(sums *[32]float64, a, b, c, d, y []float64)

	couple  func(y, x, products, leak []float64, columns, stride, productStride int)
	scatter func(force, zeta, roots, opposites []float64, sources []int32, target, columns, stride int)
}

const (
	group     = 8  // columns that a vector unit processes together
	chunkRows = 32 // that it goes through before the next group: all columns stay in the L2 cache
)

func portable() unit {
	return unit{
		name: "portable", dots: portableDots, reduce: portableReduce, update: portableUpdate,
		couple: portableCouple, scatter: portableScatter, combine: portableCombine, products: portableProducts,
	}
}

// dotProducts adds a_i b_i of the rows of blocks to the sum of each column.
func (u *unit) dotProducts(sums, a, b []float64) {
	width := len(sums)
	aligned := width / group * group
	for ; len(a) > 0; a, b = a[min(len(a), chunkRows*width):], b[min(len(b), chunkRows*width):] {
		rows := min(chunkRows, len(a)/width)
		if aligned > 0 {
			u.dots(sums, a, b, rows, aligned, width)
		}
		if aligned < width {
			portableDots(sums[aligned:], a[aligned:], b[aligned:], rows, width-aligned, width)
		}
	}
}

// reduceResiduals is portableReduce for all columns.
func (u *unit) reduceResiduals(r, q, inverse, alpha, rho, largest []float64) {
	width := len(alpha)
	aligned := width / group * group
	for i := 0; i < len(inverse); i += chunkRows {
		d := inverse[i:min(len(inverse), i+chunkRows)]
		rs, qs := r[i*width:], q[i*width:]
		if aligned > 0 {
			u.reduce(rs, qs, d, alpha, rho, largest, aligned, width)
		}
		if aligned < width {
			portableReduce(rs[aligned:], qs[aligned:], d, alpha[aligned:], rho[aligned:], largest[aligned:], width-aligned, width)
		}
	}
}

// updateDirections is portableUpdate for all columns.
func (u *unit) updateDirections(x, p, r, inverse, alpha, beta []float64) {
	width := len(alpha)
	aligned := width / group * group
	for i := 0; i < len(inverse); i += chunkRows {
		d := inverse[i:min(len(inverse), i+chunkRows)]
		xs, ps, rs := x[i*width:], p[i*width:], r[i*width:]
		if aligned > 0 {
			u.update(xs, ps, rs, d, alpha, beta, aligned, width)
		}
		if aligned < width {
			portableUpdate(xs[aligned:], ps[aligned:], rs[aligned:], d, alpha[aligned:], beta[aligned:], width-aligned, width)
		}
	}
}
