package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build" //nolint:revive // avo programs read as assembly that way
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// sliceRows is the number of rows of a slice: two registers of double precision, so that
// there are two independent chains of multiply-adds, or one of single precision.
const sliceRows = 8

// slices multiplies slices of rows by one replica: the lanes are rows. It gathers states by
// scalar loads, which are faster than gather instructions.
func slices(p precision) {
	name := fmt.Sprintf("slicesAVX2f%d", p.bits)
	TEXT(name, NOSPLIT, fmt.Sprintf(
		"func(y, x []%[1]s, starts []int32, sources []uint16, weights []%[1]s, slices int, resume bool)",
		p.goType()))
	Doc(sliceLoop(p, name)...)
	y := Load(Param("y").Base(), GP64())
	x := Load(Param("x").Base(), GP64())
	starts := Load(Param("starts").Base(), GP64())
	sources := Load(Param("sources").Base(), GP64())
	weights := Load(Param("weights").Base(), GP64())
	left := Load(Param("slices"), GP64())
	resume := Load(Param("resume"), GP8())
	s := instructionSets()[0]
	sums := s.vectors(sliceRows * p.size() / s.register)
	zero := s.vector()
	s.clear(zero)
	entries, begin := GP64(), GP64()

	Label("slice")
	MOVLQSX(Mem{Base: starts, Disp: 4}, entries)
	MOVLQSX(Mem{Base: starts}, begin)
	SUBQ(begin, entries)
	TESTB(resume, resume)
	JNE(LabelRef("resume"))
	s.clear(sums...)
	JMP(LabelRef("test"))
	Label("resume")
	s.load(p, sums, y)
	Label("test")
	TESTQ(entries, entries)
	JEQ(LabelRef("store"))

	Label("entry")
	lanes := s.register / p.size()
	for v, sum := range sums {
		states := p.gather(x, Mem{Base: sources, Disp: 2 * v * lanes})
		p.fma(Mem{Base: weights, Disp: v * s.register}, states, sum)
	}
	ADDQ(Imm(2*sliceRows), sources)
	ADDQ(Imm(uint64(sliceRows*p.size())), weights)
	DECQ(entries)
	JNE(LabelRef("entry"))

	Label("store")
	s.store(p, sums, zero, y)
	ADDQ(Imm(uint64(sliceRows*p.size())), y)
	ADDQ(Imm(4), starts)
	DECQ(left)
	JNE(LabelRef("slice"))
	VZEROUPPER()
	RET()
}

// gather returns the states of consecutive sources in a register of 32 bytes.
func (p precision) gather(x Register, sources Mem) VecVirtual {
	low, high, all := p.gatherHalf(x, sources), p.gatherHalf(x, sources.Offset(2*16/p.size())), YMM()
	VINSERTF128(Imm(1), high, low.AsY(), all)
	return all
}

// gatherHalf returns those of a register of 16 bytes.
func (p precision) gatherHalf(x Register, sources Mem) VecVirtual {
	half := XMM()
	for lane := range 16 / p.size() {
		source := GP64()
		MOVWLZX(sources.Offset(2*lane), source.As32())
		state := Mem{Base: x, Index: source, Scale: uint8(p.size())}
		switch {
		case lane == 0 && p.bits == 64:
			VMOVSD(state, half)
		case lane == 0:
			VMOVSS(state, half)
		case p.bits == 64:
			VMOVHPD(state, half, half)
		default:
			VINSERTPS(Imm(uint64(lane<<4)), state, half, half)
		}
	}
	return half
}

// sliceLoop is the comment of the generated function.
func sliceLoop(p precision, name string) []string {
	return []string{
		fmt.Sprintf("%s is, for s in 0 … slices-1 and i in 0 … %d, with slices positive:", name, sliceRows-1),
		"",
		fmt.Sprintf("\tsum := %s(0)", p.goType()),
		"\tif resume {",
		fmt.Sprintf("\t\tsum = y[s*%d+i]", sliceRows),
		"\t}",
		"\tfor k := starts[s]; k < starts[s+1]; k++ {",
		fmt.Sprintf("\t\tsum = %[1]s(weights[k*%[2]d+i], x[sources[k*%[2]d+i]], sum)", p.fusedMultiplyAdd(), sliceRows),
		"\t}",
		fmt.Sprintf("\ty[s*%d+i] = sum + 0", sliceRows),
	}
}
