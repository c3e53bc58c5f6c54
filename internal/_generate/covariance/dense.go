package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build" //nolint:revive // avo programs read as assembly that way
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

const tileVectors = 3 // registers of a row of a tile

// addProducts adds the products of one panel of neurons with several: the rank-depth
// update of consecutive square tiles. The registers hold a third of a tile at a time, as
// many rows as a register has values.
func addProducts(s isa) {
	rows := s.register / size
	side := tileVectors * rows
	name := "addProducts" + s.name
	TEXT(name, NOSPLIT, "func(tiles, a, b []float64, count, depth, stride int)")
	Doc(
		fmt.Sprintf("%s is, for t in 0 … count-1, i and j in 0 … %d, with count and depth positive:", name, side-1),
		"",
		"\tfor k := range depth {",
		fmt.Sprintf("\t\tc := &tiles[(t*%[1]d+i)*%[1]d+j]", side),
		fmt.Sprintf("\t\t*c = math.FMA(a[k*%[1]d+i], b[t*stride+k*%[1]d+j], *c)", side),
		"\t}",
	)
	c := Load(Param("tiles").Base(), GP64())
	a := Load(Param("a").Base(), GP64())
	panel := Load(Param("b").Base(), GP64())
	count := Load(Param("count"), GP64())
	depth := Load(Param("depth"), GP64())
	stride := Load(Param("stride"), GP64())
	SHLQ(Imm(3), stride)
	sums := s.vectors(rows * tileVectors)
	at, b, k, third := GP64(), GP64(), GP64(), GP64()
	strip := rows * side * size // bytes

	Label("tile")
	MOVQ(a, third)
	Label("third")
	for v, sum := range sums {
		VMOVUPD(Mem{Base: c, Disp: v * s.register}, sum)
	}
	prefetchNext(c, strip*tileVectors, strip)
	MOVQ(third, at)
	MOVQ(panel, b)
	MOVQ(depth, k)
	Label("column")
	s.column(at, b, sums)
	ADDQ(U32(side*size), at)
	ADDQ(U32(side*size), b)
	DECQ(k)
	JNE(LabelRef("column"))
	for v, sum := range sums {
		VMOVUPD(sum, Mem{Base: c, Disp: v * s.register})
	}
	ADDQ(U32(strip), c)
	ADDQ(U32(rows*size), third)
	MOVQ(third, at)
	SUBQ(a, at)
	CMPQ(at, U32(side*size))
	JNE(LabelRef("third"))
	ADDQ(stride, panel)
	DECQ(count)
	JNE(LabelRef("tile"))
	VZEROUPPER()
	RET()
}

// column adds the terms of one sample of one replica.
func (s isa) column(a, b Register, sums []VecVirtual) {
	columns := s.vectors(tileVectors)
	for v := range columns {
		VMOVUPD(Mem{Base: b, Disp: v * s.register}, columns[v])
	}
	for i := range s.register / size {
		row := s.vector()
		VBROADCASTSD(Mem{Base: a, Disp: i * size}, row)
		for v := range columns {
			VFMADD231PD(columns[v], row, sums[i*tileVectors+v])
		}
	}
}

// prefetchNext prefetches bytes that lie `ahead` bytes beyond base.
func prefetchNext(base Register, ahead, bytes int) {
	for line := 0; line < bytes; line += 64 {
		PREFETCHT0(Mem{Base: base, Disp: ahead + line})
	}
}
