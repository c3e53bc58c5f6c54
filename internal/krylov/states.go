package krylov

import (
	"math"
	"slices"
)

// The states of the three iterations. The images of the vectors are saved too: they are carried along by
// recurrences, so that other products would have other bits.

func (s *search) tag() string { return "nppencl1" }

func (s *search) counts() []uint64 {
	return []uint64{
		uint64(s.order), uint64(s.width), flag(s.previous), flag(s.invariant),
		uint64(s.products), uint64(s.solves), math.Float64bits(s.goal),
	}
}

func (s *search) setCounts(c []uint64) bool {
	s.previous, s.invariant = c[2] != 0, c[3] != 0
	s.products, s.solves, s.goal = int(c[4]), int(c[5]), math.Float64frombits(c[6])
	return slices.Equal(c, s.counts())
}

func (s *search) numbers() [][]float64 {
	n := s.used()
	return slices.Concat(s.x[:n], s.mx[:n], s.bx[:n], [][]float64{s.values})
}

func (f *factorization) tag() string { return "nplancz1" }

func (f *factorization) counts() []uint64 {
	q := f.request
	return []uint64{
		uint64(f.order), uint64(q.Basis), uint64(q.Block), uint64(f.size),
		uint64(f.products), f.streams, uint64(len(f.confirmed)),
	}
}

func (f *factorization) setCounts(c []uint64) bool {
	f.size, f.products, f.streams = int(c[3]), int(c[4]), c[5]
	f.confirmed = nil
	if c[6] != 0 {
		f.confirmed = make([]float64, f.request.Pairs)
	}
	return slices.Equal(c, f.counts()) && c[3] <= c[1]
}

func (f *factorization) numbers() [][]float64 {
	return slices.Concat(f.v[:f.size+f.request.Block], [][]float64{f.h, f.confirmed})
}

func (d *davidson) tag() string { return "npright2" }

func (d *davidson) counts() []uint64 {
	return []uint64{uint64(d.order), uint64(d.request.Basis), uint64(d.size), uint64(d.products)}
}

func (d *davidson) setCounts(c []uint64) bool {
	d.size, d.products = int(c[2]), int(c[3])
	return slices.Equal(c, d.counts()) && c[2] <= c[1]
}

func (d *davidson) numbers() [][]float64 {
	return slices.Concat(d.v[:d.size], d.av[:d.size], [][]float64{d.h})
}
