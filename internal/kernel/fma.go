package kernel

import (
	"math"
	"unsafe"
)

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
	lost := (p - (s - t)) + (c - t) // the rounding error of the sum, exactly (Knuth's TwoSum)
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
