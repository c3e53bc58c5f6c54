package krylov

import (
	"math/cmplx"
	"slices"
)

// ritzPairs are the eigenpairs of H.
type ritzPairs struct {
	values []complex128 // by descending real part, those of a complex pair side by side
	y      []float64    // their vectors in the columns of a square matrix; of a pair, the real and the imaginary part
	wanted []complex128 // the first values
	kept   int          // of a restart
}

func (d *davidson) ritz() ritzPairs {
	s := newSchur(d.h, d.size, d.request.Basis)
	order := s.order()
	r := ritzPairs{kept: s.complete(order, min(d.size, d.kept()))}
	r.y = s.vectors(order[:r.kept])
	for _, j := range order[:r.kept] {
		r.values = append(r.values, s.values[j])
	}
	r.wanted = r.values[:s.complete(order, min(d.request.Pairs, d.size))]
	return r
}

// directions returns the residuals of the first pairs that have not converged and the real parts of their
// values, and how many pairs have converged.
func (d *davidson) directions(r ritzPairs) (directions [][]float64, shifts []float64, state *NotConvergedError) {
	x, residuals := d.residuals(r)
	state = &NotConvergedError{Wanted: d.request.Pairs}
	for j := 0; j < len(r.wanted); j++ {
		lambda, size := r.wanted[j], 1
		if imag(lambda) != 0 {
			size = 2
		}
		magnitude := cmplx.Abs(lambda)
		norm := d.operator.norm(d.space, residuals[j:j+size]) / d.operator.norm(d.space, x[j:j+size])
		state.Residual = max(state.Residual, norm/max(magnitude, floor*d.largest))
		if d.request.accepts(norm, magnitude, d.largest) {
			state.Converged += size
		} else if len(directions)+size <= d.request.Block {
			directions = append(directions, residuals[j:j+size]...)
			shifts = append(shifts, slices.Repeat([]float64{real(lambda)}, size)...)
		}
		j += size - 1
	}
	return directions, shifts, state
}

// residuals returns X = V Y and A X − X Λ of the wanted pairs, for a complex pair λ = a ± ib the real and
// the imaginary part of A v − λ v.
func (d *davidson) residuals(r ritzPairs) (x, residuals [][]float64) {
	k := len(r.wanted)
	x, residuals = vectors(k, d.order), vectors(k, d.order)
	d.combine(x, 1, d.v[:d.size], r.y, r.kept)
	d.combine(residuals, 1, d.av[:d.size], r.y, r.kept)
	for j, lambda := range r.wanted {
		switch {
		case imag(lambda) == 0:
			d.subtract(residuals[j], x[j:j+1], []float64{real(lambda)})
		case imag(lambda) > 0:
			d.subtract(residuals[j], x[j:j+2], []float64{real(lambda), -imag(lambda)})
		default:
			d.subtract(residuals[j], x[j-1:j+1], []float64{-imag(lambda), real(lambda)})
		}
	}
	return x, residuals
}
