package main

import (
	"fmt"
	"math"

	. "github.com/mmcloughlin/avo/build" //nolint:revive // as in main.go
	"github.com/mmcloughlin/avo/ir"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
	"github.com/mmcloughlin/avo/x86"
)

// unit is a vector unit: AVX2 with four lanes of 64 bits, AVX-512 with eight. Where one
// instruction of AVX-512 does the work of several, the methods below choose.
type unit struct {
	name  string
	lanes int
	constants
}

// do emits an instruction.
func (u unit) do(i *ir.Instruction, err error) {
	if err != nil {
		panic(err)
	}
	Instruction(i)
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
	u.do(x86.VMOVUPD(m, v))
	return v
}

// xor is dst = a ^ b, where a may be in memory.
func (u unit) xor(a Op, b, dst VecVirtual) {
	if u.wide() {
		u.do(x86.VPXORQ(a, b, dst))
	} else {
		u.do(x86.VPXOR(a, b, dst))
	}
}

// bothXor3 is dst ^= a ^ b. AVX2 overwrites a.
func (k kernel) bothXor3(b VecVirtual, a, dst pair) {
	for i := range 2 {
		if k.wide() {
			k.do(x86.VPTERNLOGQ(Imm(0x96), b, a[i], dst[i]))
		} else {
			k.do(x86.VPXOR(b, a[i], a[i]))
		}
	}
	for i := range 2 {
		if !k.wide() {
			k.do(x86.VPXOR(a[i], dst[i], dst[i]))
		}
	}
}

// bothOr is v = v | constant.
func (k kernel) bothOr(constant uint64, v pair) {
	if k.wide() {
		k.both(x86.VPORQ, k.load(k.bits(constant)), v, v)
		return
	}
	c := k.load(k.bits(constant))
	k.do(x86.VPOR(c, v[0], v[0]))
	k.do(x86.VPOR(c, v[1], v[1]))
}

// bothAnd is v = v & constant.
func (k kernel) bothAnd(constant uint64, v pair) {
	if k.wide() {
		k.both(x86.VPANDQ, k.load(k.bits(constant)), v, v)
		return
	}
	c := k.load(k.bits(constant))
	k.do(x86.VPAND(c, v[0], v[0]))
	k.do(x86.VPAND(c, v[1], v[1]))
}

// join returns upper<<32 | lower, of the low halves of the lanes. It overwrites upper.
func (u unit) join(lower, upper VecVirtual) VecVirtual {
	u.do(x86.VPSLLQ(Imm(32), upper, upper))
	if u.wide() {
		const orAnd = 0xF8
		u.do(x86.VPTERNLOGQ(Imm(orAnd), u.bits(math.MaxUint32), lower, upper))
	} else {
		u.do(x86.VPBLENDD(Imm(0x55), lower, upper, upper))
	}
	return upper
}

// exchange swaps the lanes of a and b where bit 63 of odd is set.
func (u unit) exchange(odd, a, b VecVirtual) {
	c := u.vector()
	if u.wide() {
		mask := K()
		u.do(x86.VPMOVQ2M(odd, mask))
		u.do(x86.VBLENDMPD(b, a, mask, c))
		u.do(x86.VBLENDMPD(a, b, mask, b))
	} else {
		u.do(x86.VBLENDVPD(odd, b, a, c))
		u.do(x86.VBLENDVPD(odd, a, b, b))
	}
	u.do(x86.VMOVAPD(c, a))
}

// negate changes the sign of v where bit 63 of sign is set. AVX2 overwrites sign.
func (u unit) negate(bit, sign, v VecVirtual) {
	if u.wide() {
		const xorAnd = 0x78
		u.do(x86.VPTERNLOGQ(Imm(xorAnd), bit, sign, v))
	} else {
		u.do(x86.VPAND(bit, sign, sign))
		u.do(x86.VPXOR(sign, v, v))
	}
}

// store writes the lanes as float64 or, rounded, as float32.
func (u unit) store(v VecVirtual, size int, m Mem) {
	switch {
	case size == 8:
		u.do(x86.VMOVUPD(v, m))
	case u.wide():
		half := YMM()
		u.do(x86.VCVTPD2PS(v, half))
		u.do(x86.VMOVUPS(half, m))
	default:
		half := XMM()
		u.do(x86.VCVTPD2PSY(v, half))
		u.do(x86.VMOVUPS(half, m))
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
