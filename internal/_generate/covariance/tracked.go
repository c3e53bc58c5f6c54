package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build" //nolint:revive // avo programs read as assembly that way
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// addReplicas adds one sample of one edge to the sums of each replica.
func addReplicas(s isa) {
	name := "addReplicas" + s.name
	TEXT(name, NOSPLIT, "func(first, second, target, source []float64, meanTarget, meanSource, sign float64)")
	Doc(
		fmt.Sprintf("%s is, with len(first) a positive multiple of %d and sign ±1:", name, lanes),
		"",
		"\tfor r := range first {",
		"\t\ty := (target[r] - meanTarget) - sign*(source[r] - meanSource)",
		"\t\tfirst[r] += y",
		"\t\tsecond[r] = math.FMA(y, y, second[r])",
		"\t}",
	)
	first := Load(Param("first").Base(), GP64())
	left := Load(Param("first").Len(), GP64())
	second := Load(Param("second").Base(), GP64())
	target := Load(Param("target").Base(), GP64())
	source := Load(Param("source").Base(), GP64())
	meanTarget, meanSource, sign := s.constant("meanTarget"), s.constant("meanSource"), s.constant("sign")

	Label("replicas")
	y, v, sum, square := s.vector(), s.vector(), s.vector(), s.vector()
	VMOVUPD(Mem{Base: target}, y)
	VSUBPD(meanTarget, y, y)
	VMOVUPD(Mem{Base: source}, v)
	VSUBPD(meanSource, v, v)
	VFNMADD231PD(sign, v, y) // the product is exact
	VADDPD(Mem{Base: first}, y, sum)
	VMOVUPD(sum, Mem{Base: first})
	VMOVUPD(Mem{Base: second}, square)
	VFMADD231PD(y, y, square)
	VMOVUPD(square, Mem{Base: second})
	for _, pointer := range []Register{first, second, target, source} {
		ADDQ(Imm(uint64(s.register)), pointer)
	}
	SUBQ(Imm(uint64(s.register/size)), left)
	JNE(LabelRef("replicas"))
	VZEROUPPER()
	RET()
}

// constant broadcasts a parameter from memory: a legacy SSE move between AVX instructions
// would cost more than the loop.
func (s isa) constant(name string) VecVirtual {
	component, err := Param(name).Resolve()
	if err != nil {
		panic(err)
	}
	v := s.vector()
	VBROADCASTSD(component.Addr, v)
	return v
}
