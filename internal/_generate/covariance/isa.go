package main

import (
	. "github.com/mmcloughlin/avo/build" //nolint:revive // avo programs read as assembly that way
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

const (
	size  = 8 // bytes of a float64
	lanes = 8 // of a block's sums
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

// load loads the k-th lanes of sums.
func (s isa) load(sums Register, k int, registers []VecVirtual) {
	for v, r := range registers {
		VMOVUPD(Mem{Base: sums, Disp: k*lanes*size + v*s.register}, r)
	}
}

// store is the inverse of load.
func (s isa) store(registers []VecVirtual, sums Register, k int) {
	for v, r := range registers {
		VMOVUPD(r, Mem{Base: sums, Disp: k*lanes*size + v*s.register})
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
