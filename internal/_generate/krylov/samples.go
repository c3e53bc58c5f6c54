package main

import (
	. "github.com/mmcloughlin/avo/build"   //nolint:revive // avo programs read as assembly that way
	. "github.com/mmcloughlin/avo/operand" //nolint:revive // likewise
	. "github.com/mmcloughlin/avo/reg"     //nolint:revive // likewise
)

func couple(s isa) {
	TEXT("couple"+s.name, NOSPLIT, "func(y, x, products, leak []float64, columns, stride, productStride int)")
	Doc("couple"+s.name+" is, "+condition, "",
		"\tfor i, d := range leak {",
		"\t\tfor c := range columns {",
		"\t\t\ty[i*stride+c] = math.FMA(d, x[i*stride+c], -products[i*productStride+c])",
		"\t\t}",
		"\t}")
	y, x, products, leak := base("y"), base("x"), base("products"), base("leak")
	count, left := Load(Param("leak").Len(), GP64()), Load(Param("columns"), GP64())
	stride, productStride := bytes("stride"), bytes("productStride")
	blocks := []Register{y, x, products}
	strides := []Register{stride, stride, productStride}
	Label("group")
	rows := make([]Register, len(blocks))
	for k, b := range blocks {
		rows[k] = GP64()
		MOVQ(b, rows[k])
	}
	n, d := GP64(), GP64()
	MOVQ(count, n)
	MOVQ(leak, d)
	Label("row")
	diagonal := s.vector()
	VBROADCASTSD(s.at(d, 0), diagonal)
	values := s.loaded(rows[2])
	for v, product := range values {
		VFMSUB231PD(s.at(rows[1], v), diagonal, product)
	}
	s.store(values, rows[0])
	for k, r := range rows {
		ADDQ(strides[k], r)
	}
	ADDQ(Imm(size), d)
	DECQ(n)
	JNE(LabelRef("row"))
	s.next(left, blocks)
}

func scatter(s isa) {
	TEXT("scatter"+s.name, NOSPLIT,
		"func(force, zeta, roots, opposites []float64, sources []int32, target, columns, stride int)")
	Doc("scatter"+s.name+" is, "+condition, "",
		"\tfor k, j := range sources { // none is the target",
		"\t\tfor c := range columns {",
		"\t\t\tz, i, j := zeta[k*stride+c], target*stride+c, int(j)*stride+c",
		"\t\t\tforce[i], force[j] = math.FMA(roots[k], z, force[i]), math.FMA(opposites[k], z, force[j])",
		"\t\t}",
		"\t}")
	force, zeta, roots, opposites, sources := base("force"), base("zeta"), base("roots"), base("opposites"), base("sources")
	count, target := Load(Param("sources").Len(), GP64()), Load(Param("target"), GP64())
	left, stride := Load(Param("columns"), GP64()), bytes("stride")
	IMULQ(stride, target)
	ADDQ(force, target)
	Label("group")
	z, k := GP64(), GP64()
	MOVQ(zeta, z)
	XORQ(k, k)
	sums := s.loaded(target)
	Label("row")
	source := GP64()
	MOVLQSX(Mem{Base: sources, Index: k, Scale: 4}, source)
	IMULQ(stride, source)
	ADDQ(force, source)
	root, opposite := s.vector(), s.vector()
	VBROADCASTSD(Mem{Base: roots, Index: k, Scale: size}, root)
	VBROADCASTSD(Mem{Base: opposites, Index: k, Scale: size}, opposite)
	noise, values := s.loaded(z), s.loaded(source)
	for v, increment := range noise {
		VFMADD231PD(increment, root, sums[v])
		VFMADD231PD(increment, opposite, values[v])
	}
	s.store(values, source)
	ADDQ(stride, z)
	INCQ(k)
	CMPQ(k, count)
	JNE(LabelRef("row"))
	s.store(sums, target)
	s.next(left, []Register{force, zeta, target})
}

// next goes on with the next group of columns, or returns.
func (s isa) next(left Register, blocks []Register) {
	for _, b := range blocks {
		ADDQ(Imm(columns*size), b)
	}
	SUBQ(Imm(columns), left)
	JNE(LabelRef("group"))
	VZEROUPPER()
	RET()
}
