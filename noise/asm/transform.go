package main

import (
	. "github.com/mmcloughlin/avo/build" //nolint:revive // as in main.go
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// two52 turns an integer below 2^52 into a float64: its bits stand in the mantissa of
// 2^52 + integer, from which 2^52 is subtracted.
const (
	two52     = 0x1p52
	two52Bits = 0x433 << 52
)

func (k kernel) constant(v float64) VecVirtual { return k.load(k.float(v)) }

// fma returns z·a + b in a new register, for constants a and b.
func (k kernel) fma(z VecVirtual, a, b float64) VecVirtual {
	y := k.constant(a)
	VFMADD213PD(k.float(b), z, y)
	return y
}

// squares returns R² = −2 ln U.
func (k kernel) squares(lower, upper VecVirtual) VecVirtual {
	const rootHalf = 0x3FE6A09E667F3BCD
	v, p, f := k.join(lower, upper), k.vector(), k.vector()
	VPSRLQ(Imm(23), v, v)
	k.or(two52Bits|1, v)
	VSUBPD(k.float(two52), v, v)
	VPSUBQ(k.bits(rootHalf), v, v)
	VPSRLQ(Imm(52), v, p)
	k.or(two52Bits, p)
	VSUBPD(k.float(two52+41), p, p) // −p
	k.and(1<<52-1, v, v)
	VPADDQ(k.bits(rootHalf), v, v) // 1+f
	VSUBPD(k.float(1), v, f)
	VADDPD(k.float(1), v, v)

	s, z, zz := v, k.vector(), k.vector()
	VDIVPD(v, f, s)
	VADDPD(f, f, f)
	VMULPD(s, s, z)
	VMULPD(z, z, zz)
	log01 := k.fma(z, -0x1.999999997fdb7p-1, -0x1.5555555555592p0)
	log23 := k.fma(z, -0x1.c71c52095abb5p-2, -0x1.24924941f1295p-1)
	VFMADD231PD(zz, log23, log01)
	log := k.fma(z, -0x1.39a1bab2e7e3cp-2, -0x1.74663ee8bc916p-2)
	VFMADD231PD(k.float(-0x1.2f056395f5a67p-2), zz, log)
	VMULPD(zz, zz, zz)
	VFMADD213PD(log01, zz, log)

	VFMADD213PD(f, z, log)
	VFMSUB213PD(f, s, log)
	VFNMADD231PD(k.float(0x1.62e42fefa39efp0), p, log)
	return log
}

// rotation returns cos θ and sin θ. It overwrites word.
func (k kernel) rotation(word VecVirtual) (cos, sin VecVirtual) {
	x := k.vector()
	VPADDQ(k.bits(1<<21), word, word)
	VPSLLQ(Imm(30), word, x)
	k.and(1<<52-1, x, x)
	k.or(0x4000000000000000|1<<29, x)
	VSUBPD(k.float(3), x, x)

	z, zz, z4 := k.vector(), k.vector(), k.vector()
	VMULPD(x, x, z)
	VMULPD(z, z, zz)
	VMULPD(zz, zz, z4)
	sin01 := k.fma(z, -0x1.4abbce625be47p-4, 0x1.1a62633145c07p-55)
	sin23 := k.fma(z, -0x1.32d2cce3332e2p-15, 0x1.466bc67758d85p-9)
	VFMADD231PD(zz, sin23, sin01)
	sin46 := k.fma(z, -0x1.e300a65a6d906p-30, 0x1.5078301b629d1p-22)
	VFMADD231PD(k.float(0x1.e403d09a290aap-38), zz, sin46)
	VFMADD213PD(sin01, z4, sin46)
	VMULPD(x, sin46, sin46)
	VFMADD231PD(k.float(0x1.921fb54442d18p-1), x, sin46)

	cos01 := k.fma(z, 0x1.03c1f081b5abp-6, -0x1.3bd3cc9be45dep-2)
	cos23 := k.fma(z, 0x1.e1f50683b42adp-19, -0x1.55d3c7e3c95bcp-12)
	VFMADD231PD(zz, cos23, cos01)
	cos46 := k.fma(z, 0x1.f9cc6acee69f8p-34, -0x1.a6d1ecb73ed2cp-26)
	VFMADD231PD(k.float(-0x1.b26fe81e451fdp-42), zz, cos46)
	VFMADD213PD(cos01, z4, cos46)
	VFMADD213PD(k.float(1), z, cos46)
	return k.quadrant(cos46, sin46, word)
}

// quadrant swaps cosine and sine in odd quadrants and gives them their signs. The number
// of the quadrant is in bits 22 and 23 of word.
func (k kernel) quadrant(cos, sin, word VecVirtual) (VecVirtual, VecVirtual) {
	odd, next := k.vector(), k.vector()
	VPSLLQ(Imm(40), word, word)
	VPADDQ(word, word, odd)
	VPADDQ(k.bits(1<<62), word, next)
	cos, sin = k.exchange(odd, cos, sin)
	k.negate(next, cos)
	k.negate(word, sin)
	return cos, sin
}
