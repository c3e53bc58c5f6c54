// Command asm generates the assembly of package noise with avo:
//
//	go generate ./noise
//
// The function repeats, four replicas at a time, the operations of philox32, squares and
// rotate in the same order, and so equals them bit for bit. The constants are those of
// the Go code; a wrong digit fails the tests.
package main

import (
	"math"
	"strings"

	. "github.com/mmcloughlin/avo/build" //nolint:revive // avo programs read as assembly that way
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// two52 turns an integer below 2^52 into a float64: its bits stand in the mantissa of
// 2^52 + integer, from which 2^52 is subtracted.
const two52 = 0x1p52

func main() {
	ConstraintExpr("amd64,!noasm")
	quartetAVX2()
	Generate()
}

// constants makes one 32-byte memory operand for each distinct constant.
type constants map[uint64]Mem

func (c constants) bits(v uint64) Mem {
	if m, ok := c[v]; ok {
		return m
	}
	name := "c" + strings.ToLower(hex(v))
	m := GLOBL(name, RODATA|NOPTR)
	for lane := range 4 {
		DATA(lane*8, U64(v))
	}
	c[v] = m
	return m
}

func (c constants) float(v float64) Mem { return c.bits(math.Float64bits(v)) }

func hex(v uint64) string {
	const digits = "0123456789abcdef"
	text := make([]byte, 16)
	for i := range text {
		text[15-i] = digits[v>>(4*i)&15]
	}
	return string(text)
}

func quartetAVX2() {
	TEXT("quartetAVX2", NOSPLIT, "func(row0, row1, row2, row3 *float64, count int, replica, q, c2, c3, k0, k1 uint32)")
	Doc(
		"quartetAVX2 is, for count replicas, a positive multiple of 4:",
		"",
		"\tfor r := range count {",
		"\t\tw0, w1, w2, w3 := philox32(replica+r, q, c2, c3, k0, k1)",
		"\t\ttransform(row0[r], row1[r], w1<<32|w0)",
		"\t\ttransform(row2[r], row3[r], w3<<32|w2)",
		"\t}",
	)
	c := constants{}
	rows := make([]Register, 4)
	for i, name := range []string{"row0", "row1", "row2", "row3"} {
		rows[i] = Load(Param(name), GP64())
	}
	count := Load(Param("count"), GP64())
	replicas := c.first(broadcast("replica"))
	offset := GP64()
	XORQ(offset, offset)

	Label("replicas")
	low, high := c.philox(replicas)
	c.transform(low, rows[0], rows[1], offset)
	c.transform(high, rows[2], rows[3], offset)
	VPADDQ(c.bits(4), replicas, replicas)
	ADDQ(Imm(32), offset)
	SUBQ(Imm(4), count)
	JNE(LabelRef("replicas"))
	VZEROUPPER()
	RET()
}

// broadcast loads a uint32 parameter into every 32-bit lane. The move is the VEX-encoded
// one: mixing in a legacy one costs ten times the whole function.
func broadcast(name string) VecVirtual {
	x, y := XMM(), YMM()
	VMOVD(Load(Param(name), GP32()), x)
	VPBROADCASTD(x, y)
	return y
}

// first returns replica, replica+1, replica+2, replica+3.
func (c constants) first(replica VecVirtual) VecVirtual {
	lanes := GLOBL("lanes", RODATA|NOPTR)
	for lane := range 4 {
		DATA(lane*8, U64(lane))
	}
	VPADDQ(lanes, replica, replica)
	return replica
}

// philox returns the two 64-bit halves of each block. Words stand in the low halves of
// 64-bit lanes; what the products leave in the high halves does no harm, since VPMULUDQ
// reads the low ones only.
func (c constants) philox(replicas VecVirtual) (low, high VecVirtual) {
	w0, w1, w2, w3 := YMM(), broadcast("q"), broadcast("c2"), broadcast("c3")
	VMOVDQA(replicas, w0)
	k0, k1 := broadcast("k0"), broadcast("k1")
	for round := range 10 {
		a, b := YMM(), YMM()
		VPMULUDQ(c.bits(0xD2511F53), w0, a)
		VPMULUDQ(c.bits(0xCD9E8D57), w2, b)
		n0, n2 := YMM(), YMM()
		VPSRLQ(Imm(32), b, n0)
		VPXOR(w1, n0, n0)
		VPXOR(k0, n0, n0)
		VPSRLQ(Imm(32), a, n2)
		VPXOR(w3, n2, n2)
		VPXOR(k1, n2, n2)
		w0, w1, w2, w3 = n0, b, n2, a
		if round < 9 {
			VPADDD(c.bits(0x9E3779B9), k0, k0)
			VPADDD(c.bits(0xBB67AE85), k1, k1)
		}
	}
	return join(w0, w1), join(w2, w3)
}

// join returns upper<<32 | lower, of the low halves of the lanes.
func join(lower, upper VecVirtual) VecVirtual {
	VPSLLQ(Imm(32), upper, upper)
	VPBLENDD(Imm(0xAA), upper, lower, lower)
	return lower
}

// toFloat turns integers below 2^52 into float64.
func (c constants) toFloat(v VecVirtual) {
	VPOR(c.float(two52), v, v)
	VSUBPD(c.float(two52), v, v)
}

func (c constants) constant(v float64) VecVirtual {
	y := YMM()
	VMOVUPD(c.float(v), y)
	return y
}

// fma returns z·a + b in a new register, for constants a and b.
func (c constants) fma(z VecVirtual, a, b float64) VecVirtual {
	y := c.constant(a)
	VFMADD213PD(c.float(b), z, y)
	return y
}

// transform writes the normals of the words.
func (c constants) transform(words VecVirtual, even, odd, offset Register) {
	squares := c.squares(words)
	cos, sin := c.rotation(words)
	VSQRTPD(squares, squares)
	VMULPD(squares, cos, cos)
	VMULPD(squares, sin, sin)
	VMOVUPD(cos, Mem{Base: even, Index: offset, Scale: 1})
	VMOVUPD(sin, Mem{Base: odd, Index: offset, Scale: 1})
}

// squares returns R² = −2 ln U.
func (c constants) squares(words VecVirtual) VecVirtual {
	const rootHalf = 0x3FE6A09E667F3BCD
	v, p, f := YMM(), YMM(), YMM()
	VPSRLQ(Imm(24), words, v)
	VPADDQ(v, v, v)
	VPOR(c.bits(1), v, v)
	c.toFloat(v)
	VPSUBQ(c.bits(rootHalf), v, v)
	VPSRLQ(Imm(52), v, p)
	c.toFloat(p)
	exponent := c.constant(41)
	VSUBPD(p, exponent, p)
	VPAND(c.bits(1<<52-1), v, f)
	VPADDQ(c.bits(rootHalf), f, f)
	VSUBPD(c.float(1), f, f)

	s, z, zz := YMM(), YMM(), YMM()
	VADDPD(c.float(2), f, s)
	VDIVPD(s, f, s)
	VMULPD(s, s, z)
	VMULPD(z, z, zz)
	log01 := c.fma(z, -0x1.999999997fdb7p-1, -0x1.5555555555592p0)
	log23 := c.fma(z, -0x1.c71c52095abb5p-2, -0x1.24924941f1295p-1)
	log := c.fma(z, -0x1.39a1bab2e7e3cp-2, -0x1.74663ee8bc916p-2)
	VFMADD231PD(zz, log23, log01)
	VFMADD231PD(c.float(-0x1.2f056395f5a67p-2), zz, log)
	VMULPD(zz, zz, zz)
	VFMADD213PD(log01, zz, log)

	VADDPD(f, f, f)
	VFMADD213PD(f, z, log)
	VFMSUB213PD(f, s, log)
	VFMADD231PD(c.float(0x1.62e42fefa39efp0), p, log)
	return log
}

// rotation returns cos θ and sin θ. It overwrites words.
func (c constants) rotation(words VecVirtual) (cos, sin VecVirtual) {
	k, q, x := words, YMM(), YMM()
	VPAND(c.bits(1<<24-1), k, k)
	VPADDQ(c.bits(1<<21), k, k)
	VPSRLQ(Imm(22), k, q)
	VPAND(c.bits(1<<22-1), k, k)
	VPADDQ(k, k, k)
	VPOR(c.bits(1), k, x)
	c.toFloat(x)
	VSUBPD(c.float(1<<22), x, x)
	VMULPD(c.float(1.0/(1<<22)), x, x)

	z, zz, z4 := YMM(), YMM(), YMM()
	VMULPD(x, x, z)
	VMULPD(z, z, zz)
	VMULPD(zz, zz, z4)
	sin01 := c.fma(z, -0x1.4abbce625be47p-4, 0x1.1a62633145c07p-55)
	sin23 := c.fma(z, -0x1.32d2cce3332e2p-15, 0x1.466bc67758d85p-9)
	sin46 := c.fma(z, -0x1.e300a65a6d906p-30, 0x1.5078301b629d1p-22)
	VFMADD231PD(zz, sin23, sin01)
	VFMADD231PD(c.float(0x1.e403d09a290aap-38), zz, sin46)
	VFMADD213PD(sin01, z4, sin46)
	VMULPD(x, sin46, sin46)
	VFMADD231PD(c.float(0x1.921fb54442d18p-1), x, sin46)

	cos01 := c.fma(z, 0x1.03c1f081b5abp-6, -0x1.3bd3cc9be45dep-2)
	cos23 := c.fma(z, 0x1.e1f50683b42adp-19, -0x1.55d3c7e3c95bcp-12)
	cos46 := c.fma(z, 0x1.f9cc6acee69f8p-34, -0x1.a6d1ecb73ed2cp-26)
	VFMADD231PD(zz, cos23, cos01)
	VFMADD231PD(c.float(-0x1.b26fe81e451fdp-42), zz, cos46)
	VFMADD213PD(cos01, z4, cos46)
	VFMADD213PD(c.float(1), z, cos46)
	return c.quadrant(cos46, sin46, q)
}

// quadrant swaps cosine and sine in odd quadrants and gives them their signs.
func (c constants) quadrant(cos, sin, q VecVirtual) (VecVirtual, VecVirtual) {
	odd, swap, sign := YMM(), YMM(), YMM()
	VPAND(c.bits(1), q, odd)
	VPXOR(swap, swap, swap)
	VPSUBQ(odd, swap, odd)
	VPXOR(cos, sin, swap)
	VPAND(odd, swap, swap)
	VPXOR(swap, cos, cos)
	VPXOR(swap, sin, sin)
	VPADDQ(c.bits(1), q, sign)
	VPAND(c.bits(2), sign, sign)
	VPSLLQ(Imm(62), sign, sign)
	VPXOR(sign, cos, cos)
	VPAND(c.bits(2), q, q)
	VPSLLQ(Imm(62), q, q)
	VPXOR(q, sin, sin)
	return cos, sin
}
