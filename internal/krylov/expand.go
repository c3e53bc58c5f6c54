package krylov

// expand adds directions to V, which it overwrites, as far as they are not in its span.
func (d *davidson) expand(directions [][]float64) {
	const (
		within = 1e-10 // of the norm, less is rounding
		little = 1e-2  // of the norm, so that rounding may no longer be orthogonal to V
	)
	first, m := d.size, d.request.Basis
	for _, t := range directions {
		if norm := d.norm(t); norm > 0 {
			d.scale(t, 1/norm)
		}
	}
	c := make([]float64, m*len(directions))
	for range 2 {
		d.inner(c, d.v[:first], directions)
		d.combine(directions, -1, d.v[:first], c, len(directions))
	}
	for _, t := range directions {
		norm := d.orthogonalize(t, d.v[first:d.size], c)
		if norm > within && norm < little {
			d.scale(t, 1/norm)
			norm *= d.orthogonalize(t, d.v[:d.size], c)
			d.scale(t, norm)
		}
		if norm > within && d.size < m {
			copy(d.v[d.size], t)
			d.scale(d.v[d.size], 1/d.norm(t))
			d.size++
		}
	}
	d.multiply(first)
}

// multiply completes A V and H by the vectors from first on.
func (d *davidson) multiply(first int) {
	m, more := d.request.Basis, d.size-first
	if more == 0 {
		return
	}
	block := d.in[:d.order*more]
	d.pack(block, d.v[first:d.size])
	d.operator.Apply(d.out[:len(block)], block, more, func(int, int) {})
	d.unpack(d.av[first:d.size], d.out[:len(block)])
	d.products += more
	c := make([]float64, d.size*more)
	d.inner(c, d.v[:d.size], d.av[first:d.size])
	for i := range d.size {
		copy(d.h[i*m+first:], c[i*more:(i+1)*more])
	}
	d.inner(c, d.v[first:d.size], d.av[:first])
	for i := range more {
		copy(d.h[(first+i)*m:], c[i*first:(i+1)*first])
	}
}
