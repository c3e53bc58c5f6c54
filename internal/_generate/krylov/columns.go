package main

import (
	. "github.com/mmcloughlin/avo/build"   //nolint:revive // avo programs read as assembly that way
	. "github.com/mmcloughlin/avo/operand" //nolint:revive // likewise
	. "github.com/mmcloughlin/avo/reg"     //nolint:revive // likewise
)

const lengths = "with vectors of one length, a positive multiple of 8:"

// combine adds multiples of four vectors to another.
func combine(s isa) {
	TEXT("combine"+s.name, NOSPLIT, "func(to, a, b, c, d []float64, factors *[4]float64)")
	Doc("combine"+s.name+" is, "+lengths, "",
		"\tfor k, sum := range to {",
		"\t\tto[k] = math.FMA(factors[3], d[k], math.FMA(factors[2], c[k], math.FMA(factors[1], b[k], math.FMA(factors[0], a[k], sum))))",
		"\t}")
	to, left := base("to"), Load(Param("to").Len(), GP64())
	from := []Register{base("a"), base("b"), base("c"), base("d")}
	pointer := Load(Param("factors"), GP64())
	var factors []VecVirtual
	for k := range from {
		f := s.vector()
		VBROADCASTSD(Mem{Base: pointer, Disp: k * size}, f)
		factors = append(factors, f)
	}
	Label("entries")
	sums := s.loaded(to)
	for k, x := range from {
		for v, sum := range sums {
			VFMADD231PD(s.at(x, v), factors[k], sum)
		}
	}
	s.store(sums, to)
	advance(append(from, to), left)
}

// products adds the products of four vectors with another to eight sums of each.
func products(s isa) {
	TEXT("products"+s.name, NOSPLIT, "func(sums *[32]float64, a, b, c, d, y []float64)")
	Doc("products"+s.name+" is, "+lengths, "",
		"\tfor k, v := range y {",
		"\t\tfor i, x := range [][]float64{a, b, c, d} {",
		"\t\t\tsums[8*i+k%8] = math.FMA(x[k], v, sums[8*i+k%8])",
		"\t\t}",
		"\t}")
	pointer := Load(Param("sums"), GP64())
	from := []Register{base("a"), base("b"), base("c"), base("d")}
	y, left := base("y"), Load(Param("y").Len(), GP64())
	sum := func(k, v int) Mem { return Mem{Base: pointer, Disp: k*columns*size + v*s.register} }
	sums := make([][]VecVirtual, len(from))
	for k := range from {
		sums[k] = s.vectors()
		for v, r := range sums[k] {
			VMOVUPD(sum(k, v), r)
		}
	}
	Label("entries")
	values := s.loaded(y)
	for k, x := range from {
		for v, value := range values {
			VFMADD231PD(s.at(x, v), value, sums[k][v])
		}
	}
	for _, r := range append(from, y) {
		ADDQ(Imm(columns*size), r)
	}
	SUBQ(Imm(columns), left)
	JNE(LabelRef("entries"))
	for k := range from {
		for v, r := range sums[k] {
			VMOVUPD(r, sum(k, v))
		}
	}
	VZEROUPPER()
	RET()
}

// advance goes to the next eight entries, or returns.
func advance(pointers []Register, left Register) {
	for _, r := range pointers {
		ADDQ(Imm(columns*size), r)
	}
	SUBQ(Imm(columns), left)
	JNE(LabelRef("entries"))
	VZEROUPPER()
	RET()
}
