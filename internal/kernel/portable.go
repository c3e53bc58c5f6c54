package kernel

import (
	"math"
	"unsafe"
)

// portable returns the unit in plain Go.
func portable[T Float]() unit[T] {
	return unit[T]{
		name: "portable", denseAbove: 0.95, lanes: 4, tile: tile{2, 4},
		dense:   portableDense[T],
		sparse:  []sparseRows[T]{{1, portableSparse1[T]}, {2, portableSparse2[T]}},
		advance: portableAdvance[T],
	}
}

// portableDense multiplies packed panels of two rows by a packed panel of four replicas.
func portableDense[T Float](y, weights, x []T, panels, sources, stride int, resume bool, _, _ int) {
	for t := range panels {
		a := (*[4]T)(y[2*t*stride:])
		b := (*[4]T)(y[(2*t+1)*stride:])
		var a0, a1, a2, a3, b0, b1, b2, b3 T
		if resume {
			a0, a1, a2, a3 = a[0], a[1], a[2], a[3]
			b0, b1, b2, b3 = b[0], b[1], b[2], b[3]
		}
		panel := weights[2*t*sources:][:2*sources]
		for j := range sources {
			w := (*[2]T)(panel[2*j:])
			v := (*[4]T)(x[4*j:])
			a0 = FMA(w[0], v[0], a0)
			a1 = FMA(w[0], v[1], a1)
			a2 = FMA(w[0], v[2], a2)
			a3 = FMA(w[0], v[3], a3)
			b0 = FMA(w[1], v[0], b0)
			b1 = FMA(w[1], v[1], b1)
			b2 = FMA(w[1], v[2], b2)
			b3 = FMA(w[1], v[3], b3)
		}
		*a = [4]T{a0 + 0, a1 + 0, a2 + 0, a3 + 0}
		*b = [4]T{b0 + 0, b1 + 0, b2 + 0, b3 + 0}
	}
}

// portableSparse1 multiplies stored rows by a packed panel of four replicas.
func portableSparse1[T Float](y, x []T, starts []int32, sources []uint32, weights []T, rows, stride int, resume bool) {
	for i := range rows {
		to := (*[4]T)(y[i*stride:])
		var s [4]T
		if resume {
			s = *to
		}
		for k := starts[i]; k < starts[i+1]; k++ {
			w := weights[k]
			v := (*[4]T)(x[sources[k]*4:])
			s[0] = FMA(w, v[0], s[0])
			s[1] = FMA(w, v[1], s[1])
			s[2] = FMA(w, v[2], s[2])
			s[3] = FMA(w, v[3], s[3])
		}
		*to = [4]T{s[0] + 0, s[1] + 0, s[2] + 0, s[3] + 0}
	}
}

// portableSparse2 multiplies stored rows by a packed panel of eight replicas.
func portableSparse2[T Float](y, x []T, starts []int32, sources []uint32, weights []T, rows, stride int, resume bool) {
	for i := range rows {
		to := (*[8]T)(y[i*stride:])
		var s0, s1, s2, s3, s4, s5, s6, s7 T
		if resume {
			s0, s1, s2, s3, s4, s5, s6, s7 = to[0], to[1], to[2], to[3], to[4], to[5], to[6], to[7]
		}
		for k := starts[i]; k < starts[i+1]; k++ {
			w := weights[k]
			v := (*[8]T)(x[sources[k]*8:])
			s0 = FMA(w, v[0], s0)
			s1 = FMA(w, v[1], s1)
			s2 = FMA(w, v[2], s2)
			s3 = FMA(w, v[3], s3)
			s4 = FMA(w, v[4], s4)
			s5 = FMA(w, v[5], s5)
			s6 = FMA(w, v[6], s6)
			s7 = FMA(w, v[7], s7)
		}
		*to = [8]T{s0 + 0, s1 + 0, s2 + 0, s3 + 0, s4 + 0, s5 + 0, s6 + 0, s7 + 0}
	}
}

// portableAdvance takes the step of one neuron in the first count replicas. leak stands
// for −leak.
func portableAdvance[T Float](x, product, zeta []T, count int, input, floor, leak, step, kick, bound T) bool {
	x, product, zeta = x[:count], product[:count], zeta[:count]
	within := true
	for r, v := range x {
		u := product[r] + input
		if !(u > floor) {
			u = floor
		}
		v = FMA(kick, zeta[r], FMA(step, FMA(leak, v, u), v))
		x[r] = v
		within = within && -bound <= v && v <= bound
	}
	return within
}

// FMA returns x·y + z, rounded once.
func FMA[T Float](x, y, z T) T {
	if unsafe.Sizeof(x) == 8 { // a constant for each T, unlike a type switch
		return T(math.FMA(float64(x), float64(y), float64(z)))
	}
	return T(fma32(float32(x), float32(y), float32(z)))
}

// fma32 returns x·y + z, rounded once to float32: the product is exact in float64, the
// sum is rounded to odd there, and 53 bits are enough for the second rounding to be
// that of the exact sum (Boldo & Melquiond 2008, "Emulation of FMA and correctly rounded
// sums: proved algorithms using rounding to odd", IEEE Trans. Computers 57, 462).
func fma32(x, y, z float32) float32 {
	p, c := float64(x)*float64(y), float64(z)
	s := p + c
	t := s - p
	lost := (p - (s - t)) + (c - t) // of the sum, exactly (Knuth's TwoSum)
	bits := math.Float64bits(s)
	if lost != 0 && bits&1 == 0 && !math.IsInf(s, 0) && !math.IsNaN(s) {
		if (lost > 0) == (s > 0) {
			bits++
		} else {
			bits--
		}
		s = math.Float64frombits(bits)
	}
	return float32(s)
}
