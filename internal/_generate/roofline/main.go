// Command roofline generates the assembly of package roofline with avo:
//
//	go generate ./internal/roofline
package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build" //nolint:revive // avo programs read as assembly that way
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// isa is an instruction set with vector registers.
type isa struct {
	name     string
	register int // bytes of a vector register
	chains   int // independent multiply-adds of a loop: enough to hide their latency
	vector   func() VecVirtual
	clear    func(...Op)
}

func main() {
	ConstraintExpr("amd64,!noasm")
	for _, s := range []isa{
		{"AVX2", 32, 12, YMM, func(o ...Op) { VXORPD(o[0], o[1], o[2]) }},
		{"AVX512", 64, 24, ZMM, func(o ...Op) { VPXORQ(o...) }},
	} {
		multiplyAdds(s, 64, VBROADCASTSD, func(o ...Op) { VFMADD213PD(o...) })
		multiplyAdds(s, 32, VBROADCASTSS, func(o ...Op) { VFMADD213PS(o...) })
		read(s)
	}
	Generate()
}

// constant places a float in memory.
func constant(name string, bits int, v float64) Mem {
	m := GLOBL(name, RODATA|NOPTR)
	if bits == 64 {
		DATA(0, F64(v))
	} else {
		DATA(0, F32(v))
	}
	return m
}

// multiplyAdds emits independent chains of v ← v·½ + 1, which tends to 2.
func multiplyAdds(s isa, bits int, broadcast, fma func(...Op)) {
	name := fmt.Sprintf("fma%sf%d", s.name, bits)
	half := constant(name+"half", bits, 0.5)
	one := constant(name+"one", bits, 1)
	TEXT(name, NOSPLIT, "func(loops int)")
	Doc(
		fmt.Sprintf("%s takes, loops times, each lane of %d registers to v·½ + 1. loops is positive.", name, s.chains),
	)
	loops := Load(Param("loops"), GP64())
	factor, summand := s.vector(), s.vector()
	broadcast(half, factor)
	broadcast(one, summand)
	values := make([]VecVirtual, s.chains)
	for k := range values {
		values[k] = s.vector()
		s.clear(values[k], values[k], values[k])
	}
	Label("loop")
	for _, v := range values {
		fma(summand, factor, v)
	}
	DECQ(loops)
	JNE(LabelRef("loop"))
	VZEROUPPER()
	RET()
}

// readAtOnce is the number of values that an iteration of read loads.
const readAtOnce = 64

// read emits the sum of all values, in an unspecified order.
func read(s isa) {
	name := "read" + s.name
	TEXT(name, NOSPLIT, "func(x []float64) float64")
	Doc(fmt.Sprintf("%s returns a lane of the sum of x, whose length is a positive multiple of %d.", name, readAtOnce))
	x := Load(Param("x").Base(), GP64())
	left := Load(Param("x").Len(), GP64())
	sums := make([]VecVirtual, 8)
	for k := range sums {
		sums[k] = s.vector()
		s.clear(sums[k], sums[k], sums[k])
	}
	Label("loop")
	for k := range readAtOnce * 8 / s.register {
		v := sums[k%len(sums)]
		VADDPD(Mem{Base: x, Disp: k * s.register}, v, v)
	}
	ADDQ(U32(readAtOnce*8), x)
	SUBQ(Imm(readAtOnce), left)
	JNE(LabelRef("loop"))
	for _, v := range sums[1:] {
		VADDPD(v, sums[0], sums[0])
	}
	VZEROUPPER() // before the legacy move of the result
	Store(sums[0].(Vec).AsX(), ReturnIndex(0))
	RET()
}
