package krylov

import (
	"math"
	"math/cmplx"
)

// polishes is how often pairs are polished. In between their space is that of the method of Rayleigh and Ritz again.
const polishes = 3

// notNear is relative to |λ|: polishing leaves entries as they are where diag(A) − λ is less. Between them sweeps may diverge.
const notNear = 0.4

// polishing is how many products are kept back for polishing.
func (d *davidson) polishing() int {
	if d.request.Polish == 0 {
		return 0
	}
	return polishes * (d.request.Polish + 1) * (d.request.Pairs + 1)
}

// finish returns the pairs when no more products are left for the iteration, polished if that is asked for, and the error
// if some have not converged.
func (d *davidson) finish(failure *NotConvergedError) (*General, error) {
	if d.request.Polish == 0 {
		failure.Products = d.products
		return d.pairs(d.ritz()), failure
	}
	g := d.lifted(d.ritz())
	for range polishes - 1 {
		d.polish(g)
		d.enclose(g.Vectors)
		g = d.lifted(d.ritz())
	}
	d.polish(g)
	d.normalize(g)
	g.measure(d.space, d.operator.operator)
	g.Products += d.products
	failure.Converged, failure.Residual, failure.Products = 0, 0, g.Products
	for j, residual := range g.Residuals {
		magnitude := cmplx.Abs(g.Values[j])
		failure.Residual = max(failure.Residual, residual/max(magnitude, floor*d.largest))
		if d.request.accepts(residual, magnitude, d.largest) {
			failure.Converged++
		}
	}
	if failure.Converged == len(g.Values) {
		return g, nil
	}
	return g, failure
}

// enclose replaces the space by that of the vectors, so that values which hubs have displaced are corrected.
func (d *davidson) enclose(columns [][]float64) {
	d.size = 0
	for j := 0; j < len(columns); j += d.request.Block {
		block := columns[j:min(j+d.request.Block, len(columns))]
		for _, v := range block {
			for i, scale := range d.operator.scales {
				v[i] /= scale
			}
		}
		d.expand(block)
	}
}

// polish solves (A − λ) v = 0 for the entries of each vector that are not near λ, by sweeps of Jacobi: the largest part of a
// residual is at hubs, which a space of slow neurons does not resolve.
func (d *davidson) polish(g *General) {
	for j := 0; j < len(g.Values); {
		width := min(d.request.Block, len(g.Values)-j)
		if imag(g.Values[j+width-1]) > 0 { // no pair is parted
			width--
		}
		d.polishBlock(g.Values[j:j+width], g.Vectors[j:j+width])
		j += width
	}
}

// normalize divides the vectors by their norms.
func (d *davidson) normalize(g *General) {
	for j := 0; j < len(g.Values); j++ {
		size := 1
		if imag(g.Values[j]) != 0 {
			size = 2
		}
		square := 0.0
		for _, v := range g.Vectors[j : j+size] {
			square += d.dot(v, v)
		}
		for _, v := range g.Vectors[j : j+size] {
			d.scale(v, 1/math.Sqrt(square))
		}
		j += size - 1
	}
}

// polishBlock does the sweeps for the vectors of some values, both of a complex pair among them.
func (d *davidson) polishBlock(values []complex128, columns [][]float64) {
	k := len(values)
	v, image := d.in[:d.order*k], d.out[:d.order*k]
	d.pack(v, columns)
	for range d.request.Polish {
		d.operator.operator.Apply(image, v, k, func(int, int) {})
		d.each(func(_, first, end int) {
			for i := first; i < end; i++ {
				d.polishRow(i, values, v[i*k:(i+1)*k], image[i*k:(i+1)*k])
			}
		})
	}
	d.products += k * d.request.Polish
	d.unpack(columns, v)
}

// polishRow corrects the entries of neuron i. For a complex pair it divides by the real part of diag(A) − λ.
func (d *davidson) polishRow(i int, values []complex128, v, image []float64) {
	for c, lambda := range values {
		re, im := real(lambda), imag(lambda)
		image[c] = math.FMA(-re, v[c], image[c])
		if im > 0 {
			image[c] = math.FMA(im, v[c+1], image[c])
		} else if im < 0 {
			image[c] = math.FMA(im, v[c-1], image[c])
		}
	}
	for c, lambda := range values {
		if divisor := d.diagonal[i] - real(lambda); math.Abs(divisor) >= notNear*math.Abs(real(lambda)) {
			v[c] -= image[c] / divisor
		}
	}
}
