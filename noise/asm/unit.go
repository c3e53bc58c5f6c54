package main

import (
	"fmt"
	"math"

	. "github.com/mmcloughlin/avo/build" //nolint:revive // as in main.go
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// unit is a vector unit: AVX2 with four lanes of 64 bits, AVX-512 with eight. Where one
// instruction of AVX-512 does the work of several, the methods below choose.
type unit struct {
	name  string
	lanes int
	constants
}

func (u unit) wide() bool { return u.lanes == 8 }

// bytes is the size of a vector.
func (u unit) bytes() int { return 8 * u.lanes }

func (u unit) vector() VecVirtual {
	if u.wide() {
		return ZMM()
	}
	return YMM()
}

// load returns a copy of a vector in memory.
func (u unit) load(m Mem) VecVirtual {
	v := u.vector()
	VMOVUPD(m, v)
	return v
}

// xor is dst = a ^ b, where a may be in memory.
func (u unit) xor(a Op, b, dst VecVirtual) {
	if u.wide() {
		VPXORQ(a, b, dst)
	} else {
		VPXOR(a, b, dst)
	}
}

// xor3 is dst ^= a ^ b, where b may be in memory. AVX2 overwrites a.
func (u unit) xor3(b Op, a, dst VecVirtual) {
	if u.wide() {
		VPTERNLOGQ(Imm(0x96), b, a, dst)
	} else {
		VPXOR(b, a, a)
		VPXOR(a, dst, dst)
	}
}

// or is dst = dst | constant.
func (u unit) or(constant uint64, dst VecVirtual) {
	if u.wide() {
		VPORQ(u.bits(constant), dst, dst)
	} else {
		VPOR(u.bits(constant), dst, dst)
	}
}

// and is dst = a & constant.
func (u unit) and(constant uint64, a, dst VecVirtual) {
	if u.wide() {
		VPANDQ(u.bits(constant), a, dst)
	} else {
		VPAND(u.bits(constant), a, dst)
	}
}

// join returns upper<<32 | lower, of the low halves of the lanes. It overwrites upper.
func (u unit) join(lower, upper VecVirtual) VecVirtual {
	VPSLLQ(Imm(32), upper, upper)
	if u.wide() {
		const orAnd = 0xF8
		VPTERNLOGQ(Imm(orAnd), u.bits(math.MaxUint32), lower, upper)
	} else {
		VPBLENDD(Imm(0x55), lower, upper, upper)
	}
	return upper
}

// exchange swaps the lanes of a and b where bit 63 of odd is set.
func (u unit) exchange(odd, a, b VecVirtual) (VecVirtual, VecVirtual) {
	c, d := u.vector(), u.vector()
	if u.wide() {
		mask := K()
		VPMOVQ2M(odd, mask)
		VBLENDMPD(b, a, mask, c)
		VBLENDMPD(a, b, mask, d)
	} else {
		VBLENDVPD(odd, b, a, c)
		VBLENDVPD(odd, a, b, d)
	}
	return c, d
}

// negate changes the sign of v where bit 63 of sign is set. AVX2 overwrites sign.
func (u unit) negate(sign, v VecVirtual) {
	if u.wide() {
		const xorAnd = 0x78
		VPTERNLOGQ(Imm(xorAnd), u.bits(1<<63), sign, v)
	} else {
		VPAND(u.bits(1<<63), sign, sign)
		VPXOR(sign, v, v)
	}
}

// store writes the lanes as float64 or, rounded, as float32.
func (u unit) store(v VecVirtual, size int, m Mem) {
	switch {
	case size == 8:
		VMOVUPD(v, m)
	case u.wide():
		half := YMM()
		VCVTPD2PS(v, half)
		VMOVUPS(half, m)
	default:
		half := XMM()
		VCVTPD2PSY(v, half)
		VMOVUPS(half, m)
	}
}

// constants makes one memory operand of eight lanes for each distinct constant.
type constants map[uint64]Mem

func (c constants) bits(v uint64) Mem {
	if m, ok := c[v]; ok {
		return m
	}
	m := GLOBL(fmt.Sprintf("c%016x", v), RODATA|NOPTR)
	for lane := range 8 {
		DATA(lane*8, U64(v))
	}
	c[v] = m
	return m
}

func (c constants) float(v float64) Mem { return c.bits(math.Float64bits(v)) }
