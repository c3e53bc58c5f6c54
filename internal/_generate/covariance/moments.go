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
		"\tfor i := range first {",
		"\t\tu := rows[i*stride:][:stride]",
		"\t\tfirst[i] += laneSum(u)",
		"\t\tsecond[i] += laneDot(u, u)",
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
	s.clear(sums...)
	s.clear(squares...)
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

	both := pair(s.fold(sums), s.fold(squares))
	VHADDPD(both, both, both)
	square := XMM()
	VEXTRACTF128(Imm(1), both, square)
	VADDSD(Mem{Base: first}, both.AsX(), both.AsX())
	VMOVSD(both.AsX(), Mem{Base: first})
	VADDSD(Mem{Base: second}, square, square)
	VMOVSD(square, Mem{Base: second})
	ADDQ(Imm(size), first)
	ADDQ(Imm(size), second)
	DECQ(left)
	Label("test")
	TESTQ(left, left)
	JNE(LabelRef("neuron"))
	VZEROUPPER()
	RET()
}
