package main

import (
	. "github.com/mmcloughlin/avo/build" //nolint:revive // avo programs read as assembly that way
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

const (
	size  = 8 // bytes of a float64
	lanes = 8 // in which one sample of a block is summed
)

// isa is an instruction set with vector registers.
type isa struct {
	name     string
	register int // bytes of a vector register
	vector   func() VecVirtual
}

// perLanes is the number of registers that hold the lanes.
func (s isa) perLanes() int { return lanes * size / s.register }

// vectors returns n registers.
func (s isa) vectors(n int) []VecVirtual {
	all := make([]VecVirtual, n)
	for i := range all {
		all[i] = s.vector()
	}
	return all
}

// clear sets registers to zero.
func (s isa) clear(registers ...VecVirtual) {
	for _, v := range registers {
		s.exclusiveOr(v, v, v)
	}
}

// exclusiveOr sets z = x ^ y; x may be in memory.
func (s isa) exclusiveOr(x Op, y, z VecVirtual) {
	if s.register == 64 {
		VPXORQ(x, y, z)
		return
	}
	VXORPD(x, y, z)
}

// fold returns l₀+l₄, l₁+l₅, l₂+l₆, l₃+l₇ of the lanes, which the registers hold in
// ascending order.
func (s isa) fold(sums []VecVirtual) VecVirtual {
	folded := YMM()
	if s.register == 64 {
		VEXTRACTF64X4(Imm(1), sums[0], folded)
		VADDPD(folded, sums[0].AsY(), folded)
		return folded
	}
	VADDPD(sums[1], sums[0], folded)
	return folded
}

// pair returns (l₀+l₄)+(l₂+l₆) and (l₁+l₅)+(l₃+l₇) of x, then of y, both folded.
func pair(x, y VecVirtual) VecVirtual {
	low, high := YMM(), YMM()
	VPERM2F128(Imm(0x20), y, x, low)
	VPERM2F128(Imm(0x31), y, x, high)
	VADDPD(high, low, low)
	return low
}
