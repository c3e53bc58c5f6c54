package main

import (
	. "github.com/mmcloughlin/avo/build" //nolint:revive // avo programs read as assembly that way
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// isa is an instruction set with vector registers.
type isa struct {
	name     string
	register int // bytes of a vector register
	tileRows int // rows of a dense tile: as many as leave registers for states and weights
	vector   func() VecVirtual
}

func instructionSets() []isa {
	return []isa{{"AVX2", 32, 6, YMM}, {"AVX512", 64, 12, ZMM}}
}

// clear sets registers to zero.
func (s isa) clear(registers ...VecVirtual) {
	for _, v := range registers {
		if s.register == 64 {
			VPXORQ(v, v, v)
		} else {
			VXORPD(v, v, v)
		}
	}
}

// vectors returns n registers.
func (s isa) vectors(n int) []VecVirtual {
	all := make([]VecVirtual, n)
	for i := range all {
		all[i] = s.vector()
	}
	return all
}

// load reads registers from consecutive memory.
func (s isa) load(p precision, registers []VecVirtual, from Register) {
	for v, r := range registers {
		p.move(Mem{Base: from, Disp: v * s.register}, r)
	}
}

// store adds +0 to sums, which makes zeros positive, and writes them to consecutive memory.
func (s isa) store(p precision, sums []VecVirtual, zero VecVirtual, to Register) {
	for v, sum := range sums {
		p.add(zero, sum, sum)
		p.move(sum, Mem{Base: to, Disp: v * s.register})
	}
}

// precision is a floating-point type with its instructions.
type precision struct {
	bits                                            int
	move, broadcast, add, fma, negatedFMA, max, and func(...Op)
	compare                                         func(...Op)
}

func (p precision) size() int      { return p.bits / 8 }
func (p precision) goType() string { return map[int]string{32: "float32", 64: "float64"}[p.bits] }

func precisions() []precision {
	return []precision{{
		64, VMOVUPD, VBROADCASTSD, VADDPD, VFMADD231PD, VFNMADD231PD, VMAXPD, VPANDQ,
		VCMPPD,
	}, {
		32, VMOVUPS, VBROADCASTSS, VADDPS, VFMADD231PS, VFNMADD231PS, VMAXPS, VPANDD,
		VCMPPS,
	}}
}

// fusedMultiplyAdd is its name in comments.
func (p precision) fusedMultiplyAdd() string {
	if p.bits == 64 {
		return "math.FMA"
	}
	return "fma"
}
