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

// unit is a vector unit: AVX2 with four lanes of 64 bits, AVX-512 with eight. The methods
// below emit different instructions where one of AVX-512 replaces several of AVX2.
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

// choose returns the constructor of the instruction for this unit.
func (u unit) choose(
	wide func(...Op) (*ir.Instruction, error), narrow func(a, b, c Op) (*ir.Instruction, error),
) func(...Op) (*ir.Instruction, error) {
	if u.wide() {
		return wide
	}
	return func(ops ...Op) (*ir.Instruction, error) { return narrow(ops[0], ops[1], ops[2]) }
}

func (u unit) xor() func(...Op) (*ir.Instruction, error) { return u.choose(x86.VPXORQ, x86.VPXOR) }

// or is v |= constant.
func (k kernel) or(constant uint64, v pair) {
	k.both(k.choose(x86.VPORQ, x86.VPOR), k.bits(constant), v, v)
}

// and is v &= constant.
func (k kernel) and(constant uint64, v pair) {
	k.both(k.choose(x86.VPANDQ, x86.VPAND), k.bits(constant), v, v)
}

// xor3 is v ^= a ^ b, where b may be in memory. AVX2 overwrites a.
func (u unit) xor3(b, a, v Op) {
	if u.wide() {
		u.do(x86.VPTERNLOGQ(Imm(0x96), b, a, v))
		return
	}
	u.do(x86.VPXOR(b, a, a))
	u.do(x86.VPXOR(a, v, v))
}

// join returns upper<<32 | lower, of the low halves of the lanes. It overwrites upper.
func (u unit) join(lower, upper Op) Op {
	u.do(x86.VPSLLQ(Imm(32), upper, upper))
	if u.wide() {
		const orAnd = 0xF8
		u.do(x86.VPTERNLOGQ(Imm(orAnd), u.bits(math.MaxUint32), lower, upper))
	} else {
		u.do(x86.VPBLENDD(Imm(0x55), lower, upper, upper))
	}
	return upper
}

// exchange returns a and b, swapped in the lanes where bit 63 of odd is set. It
// overwrites b.
func (k kernel) exchange(odd, a, b pair) (c, d pair) {
	c = k.pair()
	if k.wide() {
		masks := pair{K(), K()}
		k.both(func(ops ...Op) (*ir.Instruction, error) { return x86.VPMOVQ2M(ops[0], ops[1]) }, odd, masks)
		k.both(x86.VBLENDMPD, b, a, masks, c)
		k.both(x86.VBLENDMPD, a, b, masks, b)
		return c, b
	}
	blend := func(ops ...Op) (*ir.Instruction, error) { return x86.VBLENDVPD(ops[0], ops[1], ops[2], ops[3]) }
	k.both(blend, odd, b, a, c)
	k.both(blend, odd, a, b, b)
	return c, b
}

// negate changes the sign of v where bit 63 of sign is set. AVX2 overwrites sign.
func (k kernel) negate(sign, v pair) {
	if k.wide() {
		const xorAnd = 0x78
		k.both(x86.VPTERNLOGQ, Imm(xorAnd), k.bits(1<<63), sign, v)
		return
	}
	k.and(1<<63, sign)
	k.both(k.xor(), sign, v, v)
}

// store writes the lanes as float64 or, rounded, as float32.
func (u unit) store(v Op, size int, m Mem) {
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

// constants holds four lanes of each distinct constant in memory.
type constants map[uint64]Mem

func (c constants) at(v uint64) Mem {
	if m, ok := c[v]; ok {
		return m
	}
	m := GLOBL(fmt.Sprintf("c%016x", v), RODATA|NOPTR)
	for lane := range 4 {
		DATA(lane*8, U64(v))
	}
	c[v] = m
	return m
}

// fresh returns a register with a constant in each lane.
func (u unit) fresh(v uint64) VecVirtual {
	y := u.vector()
	if u.wide() {
		u.do(x86.VBROADCASTSD(u.at(v), y))
	} else {
		u.do(x86.VMOVUPD(u.at(v), y))
	}
	return y
}

// bits returns an operand with a constant in each lane: memory for AVX2, which has few
// registers, and a register for AVX-512, whose vectors the linker does not align.
func (u unit) bits(v uint64) Op {
	if u.wide() {
		return u.fresh(v)
	}
	return u.at(v)
}

func (u unit) float(v float64) Op { return u.bits(math.Float64bits(v)) }
