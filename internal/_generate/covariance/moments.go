package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build" //nolint:revive // avo programs read as assembly that way
	. "github.com/mmcloughlin/avo/operand"
)

// addMoments adds one sample of all neurons.
func addMoments(s isa) {
	name := "addMoments" + s.name
	TEXT(name, NOSPLIT, "func(first, second, rows []float64, stride int)")
	Doc(
		fmt.Sprintf("%s is, with stride a positive multiple of %d:", name, lanes),
		"",
		"\tfor i := range len(first) / 8 {",
		"\t\tfor r, u := range rows[i*stride:][:stride] {",
		"\t\t\tsum, square := &first[i*8+r%8], &second[i*8+r%8]",
		"\t\t\t*sum += u",
		"\t\t\t*square = math.FMA(u, u, *square)",
		"\t\t}",
		"\t}",
	)
	first := Load(Param("first").Base(), GP64())
	left := Load(Param("first").Len(), GP64())
	second := Load(Param("second").Base(), GP64())
	row := Load(Param("rows").Base(), GP64())
	stride := Load(Param("stride"), GP64())
	replicas := GP64()
	sums, squares := s.vectors(s.perLanes()), s.vectors(s.perLanes())
	JMP(LabelRef("test"))

	Label("neuron")
	MOVQ(stride, replicas)
	s.load(first, 0, sums)
	s.load(second, 0, squares)
	Label("lanes")
	for v := range sums {
		u := s.vector()
		VMOVUPD(Mem{Base: row, Disp: v * s.register}, u)
		VADDPD(u, sums[v], sums[v])
		VFMADD231PD(u, u, squares[v])
	}
	ADDQ(Imm(lanes*size), row)
	SUBQ(Imm(lanes), replicas)
	JNE(LabelRef("lanes"))

	s.store(sums, first, 0)
	s.store(squares, second, 0)
	ADDQ(Imm(lanes*size), first)
	ADDQ(Imm(lanes*size), second)
	SUBQ(Imm(lanes), left)
	Label("test")
	TESTQ(left, left)
	JNE(LabelRef("neuron"))
	VZEROUPPER()
	RET()
}
