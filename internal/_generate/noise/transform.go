package main

import (
	"math"

	"github.com/mmcloughlin/avo/ir"
	. "github.com/mmcloughlin/avo/operand" //nolint:revive // as in main.go
	"github.com/mmcloughlin/avo/x86"
)

// two52 converts an integer below 2^52 into a float64: its bits are the mantissa of
// 2^52 + integer, from which 2^52 is subtracted.
const (
	two52     = 0x1p52
	two52Bits = 0x433 << 52
)

// pair is the same quantity of two words, which are transformed side by side. Its parts
// are registers or memory.
type pair [2]Op

func (k kernel) pair() pair { return pair{k.vector(), k.vector()} }

// both emits an operation for both words. An operand that is not a pair is shared: if it is
// in memory, it is loaded once, since load ports are the bottleneck.
func (k kernel) both(op func(...Op) (*ir.Instruction, error), operands ...any) {
	lines := [2][]Op{}
	for _, o := range operands {
		p, ok := o.(pair)
		if m, memory := o.(Mem); memory {
			o = k.load(m)
		}
		if !ok {
			p = pair{o.(Op), o.(Op)}
		}
		lines[0], lines[1] = append(lines[0], p[0]), append(lines[1], p[1])
	}
	k.do(op(lines[0]...))
	k.do(op(lines[1]...))
}

// copyOf returns a pair of registers with the values of m.
func (k kernel) copyOf(m pair) pair {
	v := k.pair()
	k.both(x86.VMOVUPD, m, v)
	return v
}

// fma returns z·a + b in a new pair, for constants a and b.
func (k kernel) fma(z pair, a, b float64) pair {
	y := pair{k.fresh(math.Float64bits(a)), k.vector()}
	k.do(x86.VMOVAPD(y[0], y[1]))
	k.both(x86.VFMADD213PD, k.unshared(b), z, y)
	return y
}

// unshared is a constant that is loaded separately for both words: where chains are long,
// registers are the bottleneck.
func (k kernel) unshared(v float64) pair {
	c := k.float(v)
	return pair{c, c}
}

// rotate returns R cos θ and R sin θ.
func (k kernel) rotate() (even, odd pair) {
	root := k.pair()
	k.both(x86.VSQRTPD, k.at(radius), root)
	sin, z, zz, z4 := k.sine(k.copyOf(k.at(direction)))
	cos := k.cosine(z, zz, z4)
	even, odd = k.quadrant(k.at(angle), cos, sin)
	k.both(x86.VMULPD, root, even, even)
	k.both(x86.VMULPD, root, odd, odd)
	return even, odd
}

// quotient is the first half of squares, up to the division: it replaces the words at v by
// s, and writes 2f to f and −p to p.
func (k kernel) quotient(v, f, p pair) {
	const rootHalf = 0x3FE6A09E667F3BCD
	y, e := k.copyOf(v), k.pair()
	k.both(x86.VPSRLQ, Imm(23), y, y)
	k.or(two52Bits|1, y)
	k.both(x86.VSUBPD, k.float(two52), y, y)
	k.both(x86.VPSUBQ, k.bits(rootHalf), y, y)
	k.both(x86.VPSRLQ, Imm(52), y, e)
	k.and(1<<52-1, y)
	k.both(x86.VPADDQ, k.bits(rootHalf), y, y) // 1+f
	k.or(two52Bits, e)
	k.both(x86.VSUBPD, k.float(two52+41), e, e)
	k.both(x86.VMOVUPD, e, p)
	k.both(x86.VSUBPD, k.float(1), y, e)
	k.both(x86.VADDPD, k.float(1), y, y)
	k.both(x86.VDIVPD, y, e, y)
	k.both(x86.VADDPD, e, e, e)
	k.both(x86.VMOVUPD, e, f)
	k.both(x86.VMOVUPD, y, v)
}

// squares is the second half: it replaces s by R² = −2 ln U.
func (k kernel) squares(s, f, p pair) {
	y, z, zz := k.copyOf(s), k.pair(), k.pair()
	k.both(x86.VMULPD, y, y, z)
	k.both(x86.VMULPD, z, z, zz)
	log23 := k.fma(z, -0x1.c71c52095abb5p-2, -0x1.24924941f1295p-1)
	log01 := k.fma(z, -0x1.999999997fdb7p-1, -0x1.5555555555592p0)
	k.both(x86.VFMADD231PD, zz, log23, log01)
	log := k.fma(z, -0x1.39a1bab2e7e3cp-2, -0x1.74663ee8bc916p-2)
	k.both(x86.VFMADD231PD, k.float(-0x1.2f056395f5a67p-2), zz, log)
	k.both(x86.VMULPD, zz, zz, zz)
	k.both(x86.VFMADD213PD, log01, zz, log)

	k.both(x86.VFMADD213PD, f, z, log)
	k.both(x86.VMOVUPD, s, y)
	k.both(x86.VFMSUB213PD, f, y, log)
	k.both(x86.VMOVUPD, p, y)
	k.both(x86.VFNMADD231PD, k.float(0x1.62e42fefa39efp0), y, log)
	k.both(x86.VMOVUPD, log, s)
}

// direction writes x of rotate.
func (k kernel) direction(angle, to pair) {
	x := k.copyOf(angle)
	k.both(x86.VPSLLQ, Imm(30), x, x)
	k.and(1<<52-1, x)
	k.or(0x4000000000000000|1<<29, x)
	k.both(x86.VSUBPD, k.float(3), x, x)
	k.both(x86.VMOVUPD, x, to)
}

// sine returns sin(πx/4), and the powers of z that cosine uses.
func (k kernel) sine(x pair) (sin, z, zz, z4 pair) {
	z, zz, z4 = k.pair(), k.pair(), k.pair()
	k.both(x86.VMULPD, x, x, z)
	k.both(x86.VMULPD, z, z, zz)
	sin23 := k.fma(z, -0x1.32d2cce3332e2p-15, 0x1.466bc67758d85p-9)
	sin01 := k.fma(z, -0x1.4abbce625be47p-4, 0x1.1a62633145c07p-55)
	sin = k.fma(z, -0x1.e300a65a6d906p-30, 0x1.5078301b629d1p-22)
	k.both(x86.VFMADD231PD, zz, sin23, sin01)
	k.both(x86.VFMADD231PD, k.unshared(0x1.e403d09a290aap-38), zz, sin)
	k.both(x86.VMULPD, zz, zz, z4)
	k.both(x86.VFMADD213PD, sin01, z4, sin)
	k.both(x86.VMULPD, x, sin, sin)
	k.both(x86.VFMADD231PD, k.unshared(0x1.921fb54442d18p-1), x, sin)
	return sin, z, zz, z4
}

// cosine returns cos(πx/4).
func (k kernel) cosine(z, zz, z4 pair) (cos pair) {
	cos23 := k.fma(z, 0x1.e1f50683b42adp-19, -0x1.55d3c7e3c95bcp-12)
	cos01 := k.fma(z, 0x1.03c1f081b5abp-6, -0x1.3bd3cc9be45dep-2)
	k.both(x86.VFMADD231PD, zz, cos23, cos01)
	cos = k.fma(z, 0x1.f9cc6acee69f8p-34, -0x1.a6d1ecb73ed2cp-26)
	k.both(x86.VFMADD231PD, k.unshared(-0x1.b26fe81e451fdp-42), zz, cos)
	k.both(x86.VFMADD213PD, cos01, z4, cos)
	k.both(x86.VFMADD213PD, k.unshared(1), z, cos)
	return cos
}

// quadrant swaps cosine and sine in odd quadrants and sets their signs. The number
// of the quadrant is in bits 22 and 23 of the angle.
func (k kernel) quadrant(angle, cos, sin pair) (even, odd pair) {
	t, swap, next := k.copyOf(angle), k.pair(), k.pair()
	k.both(x86.VPSLLQ, Imm(40), t, t)
	k.both(x86.VPADDQ, t, t, swap)
	k.both(x86.VPADDQ, k.bits(1<<62), t, next)
	even, odd = k.exchange(swap, cos, sin)
	k.negate(next, even)
	k.negate(t, odd)
	return even, odd
}
