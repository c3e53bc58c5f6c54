package main

import (
	"github.com/mmcloughlin/avo/ir"
	. "github.com/mmcloughlin/avo/operand" //nolint:revive // as in main.go
	. "github.com/mmcloughlin/avo/reg"     //nolint:revive // as in main.go
	"github.com/mmcloughlin/avo/x86"
)

// two52 turns an integer below 2^52 into a float64: its bits stand in the mantissa of
// 2^52 + integer, from which 2^52 is subtracted.
const (
	two52     = 0x1p52
	two52Bits = 0x433 << 52
)

// pair is the same quantity of both words of the blocks. The words are transformed side
// by side, so that each constant is loaded once for the two.
type pair [2]VecVirtual

// pairAt loads a pair from the entry at hand.
func (k kernel) pairAt(which int) pair {
	m := k.vectorsAt(which)
	return pair{k.load(m[0]), k.load(m[1])}
}

func (k kernel) pair() pair { return pair{k.vector(), k.vector()} }

// both does an operation for both words; an operand that is not a pair is shared.
func (k kernel) both(op func(...Op) (*ir.Instruction, error), operands ...any) {
	for i := range 2 {
		ops := make([]Op, len(operands))
		for n, o := range operands {
			if p, ok := o.(pair); ok {
				ops[n] = p[i]
			} else {
				ops[n] = o.(Op)
			}
		}
		k.do(op(ops...))
	}
}

func (k kernel) constant(v float64) VecVirtual { return k.load(k.float(v)) }

// fma returns z·a + b in a new pair, for constants a and b.
func (k kernel) fma(z pair, a, b float64) pair {
	y := pair{k.constant(a), k.vector()}
	k.do(x86.VMOVAPD(y[0], y[1]))
	k.both(x86.VFMADD213PD, k.constant(b), z, y)
	return y
}

// squares returns R² = −2 ln U.
func (k kernel) squares() pair {
	const rootHalf = 0x3FE6A09E667F3BCD
	v, p, f := k.pairAt(radius), k.pair(), k.pair()
	k.both(x86.VPSRLQ, Imm(23), v, v)
	k.bothOr(two52Bits|1, v)
	k.both(x86.VSUBPD, k.constant(two52), v, v)
	k.both(x86.VPSUBQ, k.load(k.bits(rootHalf)), v, v)
	k.both(x86.VPSRLQ, Imm(52), v, p)
	k.bothOr(two52Bits, p)
	k.both(x86.VSUBPD, k.constant(two52+41), p, p) // −p
	k.bothAnd(1<<52-1, v)
	k.both(x86.VPADDQ, k.load(k.bits(rootHalf)), v, v) // 1+f
	one := k.constant(1)
	k.both(x86.VSUBPD, one, v, f)
	k.both(x86.VADDPD, one, v, v)

	s, z, zz := v, k.pair(), k.pair()
	k.both(x86.VDIVPD, v, f, s)
	k.both(x86.VADDPD, f, f, f)
	k.both(x86.VMULPD, s, s, z)
	k.both(x86.VMULPD, z, z, zz)
	log23 := k.fma(z, -0x1.c71c52095abb5p-2, -0x1.24924941f1295p-1)
	log01 := k.fma(z, -0x1.999999997fdb7p-1, -0x1.5555555555592p0)
	k.both(x86.VFMADD231PD, zz, log23, log01)
	log := k.fma(z, -0x1.39a1bab2e7e3cp-2, -0x1.74663ee8bc916p-2)
	k.both(x86.VFMADD231PD, k.constant(-0x1.2f056395f5a67p-2), zz, log)
	k.both(x86.VMULPD, zz, zz, zz)
	k.both(x86.VFMADD213PD, log01, zz, log)

	k.both(x86.VFMADD213PD, f, z, log)
	k.both(x86.VFMSUB213PD, f, s, log)
	k.both(x86.VFNMADD231PD, k.constant(0x1.62e42fefa39efp0), p, log)
	return log
}

// rotation returns cos θ and sin θ.
func (k kernel) rotation() (cos, sin pair) {
	x := k.pairAt(angle)
	k.both(x86.VPSLLQ, Imm(30), x, x)
	k.bothAnd(1<<52-1, x)
	k.bothOr(0x4000000000000000|1<<29, x)
	k.both(x86.VSUBPD, k.constant(3), x, x)

	z, zz, z4 := k.pair(), k.pair(), k.pair()
	k.both(x86.VMULPD, x, x, z)
	k.both(x86.VMULPD, z, z, zz)
	sin23 := k.fma(z, -0x1.32d2cce3332e2p-15, 0x1.466bc67758d85p-9)
	sin01 := k.fma(z, -0x1.4abbce625be47p-4, 0x1.1a62633145c07p-55)
	k.both(x86.VFMADD231PD, zz, sin23, sin01)
	sin46 := k.fma(z, -0x1.e300a65a6d906p-30, 0x1.5078301b629d1p-22)
	k.both(x86.VFMADD231PD, k.constant(0x1.e403d09a290aap-38), zz, sin46)
	k.both(x86.VMULPD, zz, zz, z4)
	k.both(x86.VFMADD213PD, sin01, z4, sin46)
	k.both(x86.VMULPD, x, sin46, sin46)
	k.both(x86.VFMADD231PD, k.constant(0x1.921fb54442d18p-1), x, sin46)

	cos23 := k.fma(z, 0x1.e1f50683b42adp-19, -0x1.55d3c7e3c95bcp-12)
	cos01 := k.fma(z, 0x1.03c1f081b5abp-6, -0x1.3bd3cc9be45dep-2)
	k.both(x86.VFMADD231PD, zz, cos23, cos01)
	cos46 := k.fma(z, 0x1.f9cc6acee69f8p-34, -0x1.a6d1ecb73ed2cp-26)
	k.both(x86.VFMADD231PD, k.constant(-0x1.b26fe81e451fdp-42), zz, cos46)
	k.both(x86.VFMADD213PD, cos01, z4, cos46)
	k.both(x86.VFMADD213PD, k.constant(1), z, cos46)
	k.quadrant(cos46, sin46)
	return cos46, sin46
}

// quadrant swaps cosine and sine in odd quadrants and gives them their signs. The number
// of the quadrant is in bits 22 and 23 of the angle.
func (k kernel) quadrant(cos, sin pair) {
	word, odd, next := k.pairAt(angle), k.pair(), k.pair()
	k.both(x86.VPSLLQ, Imm(40), word, word)
	k.both(x86.VPADDQ, word, word, odd)
	k.both(x86.VPADDQ, k.load(k.bits(1<<62)), word, next)
	for i := range 2 {
		k.exchange(odd[i], cos[i], sin[i])
	}
	sign := k.load(k.bits(1 << 63))
	for i := range 2 {
		k.negate(sign, next[i], cos[i])
		k.negate(sign, word[i], sin[i])
	}
}
