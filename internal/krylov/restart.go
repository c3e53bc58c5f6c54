package krylov

import "gonum.org/v1/gonum/mat"

// restart replaces V by an orthonormal basis of the first Ritz vectors.
func (d *davidson) restart(r ritzPairs) {
	n, m, keep := d.size, d.request.Basis, r.kept
	var qr mat.QR
	qr.Factorize(mat.NewDense(n, keep, r.y))
	var q mat.Dense
	qr.QTo(&q)
	basis := q.Slice(0, n, 0, keep)
	h := mat.NewDense(n, n, nil)
	for i := range n {
		h.SetRow(i, d.h[i*m:][:n])
	}
	var half, projected mat.Dense
	half.Mul(basis.T(), h)
	projected.Mul(&half, basis)
	columns := mat.DenseCopyOf(basis).RawMatrix().Data
	d.rotate(d.v[:n], columns, keep, keep)
	d.rotate(d.av[:n], columns, keep, keep)
	for i := range keep {
		copy(d.h[i*m:], projected.RawRowView(i))
	}
	d.size = keep
}

// pairs returns the wanted pairs, with residuals by a product for each vector.
func (d *davidson) pairs(r ritzPairs) *General {
	g := d.lifted(r)
	g.measure(d.space, d.operator.operator)
	g.Products += d.products
	return g
}

// lifted returns the wanted pairs without residuals.
func (d *davidson) lifted(r ritzPairs) *General {
	k := len(r.wanted)
	g := &General{Values: r.wanted, Vectors: vectors(k, d.order)}
	d.combine(g.Vectors, 1, d.v[:d.size], r.y, r.kept)
	for j := 0; j < k; j++ {
		size := 1
		if imag(r.wanted[j]) != 0 {
			size = 2
		}
		norm := d.operator.norm(d.space, g.Vectors[j:j+size])
		for _, v := range g.Vectors[j : j+size] {
			d.operator.lift(d.space, v)
			d.scale(v, 1/norm)
		}
		j += size - 1
	}
	return g
}
