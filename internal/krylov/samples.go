package krylov

import (
	"fmt"
	"math"
)

// Loops are the innermost loops over blocks of samples that surround a solution: the operator D − W and
// the right-hand side. Each column has the same bits by every vector unit and in a block of any width.
type Loops struct{ unit unit }

// NewLoops returns the loops of the widest vector unit of this processor.
func NewLoops() Loops { return Loops{fastest()} }

// Couple writes, for the rows of a block with the diagonal D,
//
//	y_i = D_i x_i − P_i
//
// rounded once. Rows of y and x are width values apart, those of P stride. It panics where a block has
// fewer values.
func (l Loops) Couple(y, x, products, leak []float64, width, stride int) {
	rows := len(leak)
	if rows == 0 {
		return
	}
	if width < 1 || stride < width || min(len(y), len(x)) < rows*width || len(products) < (rows-1)*stride+width {
		panic(fmt.Sprintf("krylov: blocks of %d, %d and %d values for %d rows × %d columns, %d apart",
			len(y), len(x), len(products), rows, width, stride))
	}
	aligned := width / group * group
	for i := 0; i < rows; i += chunkRows {
		d := leak[i:min(rows, i+chunkRows)]
		ys, xs, ps := y[i*width:], x[i*width:], products[i*stride:]
		if aligned > 0 {
			l.unit.couple(ys, xs, ps, d, aligned, width, stride)
		}
		if aligned < width {
			portableCouple(ys[aligned:], xs[aligned:], ps[aligned:], d, width-aligned, width, stride)
		}
	}
}

// Scatter adds edge after edge from the sources j onto one target i, row k of ζ being the edge's noise:
//
//	f_i ← f_i + root_k ζ_k
//	f_j ← f_j + opposite_k ζ_k
//
// The sources ascend and are below the target; else it may panic, and does where f, ζ or the
// coefficients have too few values.
func (l Loops) Scatter(force []float64, target int, sources []int32, roots, opposites, zeta []float64, width int) {
	edges := len(sources)
	if edges == 0 {
		return
	}
	if width < 1 || len(roots) != edges || len(opposites) != edges || len(zeta) != edges*width ||
		sources[0] < 0 || int(sources[edges-1]) >= target || len(force) < (target+1)*width {
		panic(fmt.Sprintf("krylov: %d and %d coefficients and %d increments for %d edges onto row %d and %d columns",
			len(roots), len(opposites), len(zeta), edges, target, width))
	}
	aligned := width / group * group
	if aligned > 0 {
		l.unit.scatter(force, zeta, roots, opposites, sources, target, aligned, width)
	}
	if aligned < width {
		portableScatter(force[aligned:], zeta[aligned:], roots, opposites, sources, target, width-aligned, width)
	}
}

// portableCouple sets y ← D x − P.
func portableCouple(y, x, products, leak []float64, columns, stride, productStride int) {
	for i, d := range leak {
		to, from, product := y[i*stride:][:columns], x[i*stride:][:columns], products[i*productStride:][:columns]
		for c, v := range product {
			to[c] = math.FMA(d, from[c], -v)
		}
	}
}

// portableScatter adds the edges in ascending order.
func portableScatter(force, zeta, roots, opposites []float64, sources []int32, target, columns, stride int) {
	sums := force[target*stride:][:columns]
	for k, j := range sources {
		source, root, opposite := force[int(j)*stride:][:columns], roots[k], opposites[k]
		for c, z := range zeta[k*stride:][:columns] {
			sums[c] = math.FMA(root, z, sums[c])
			source[c] = math.FMA(opposite, z, source[c])
		}
	}
}
