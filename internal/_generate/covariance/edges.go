package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build" //nolint:revive // avo programs read as assembly that way
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

const (
	group   = 4 // edges that are processed together
	ahead   = 4 // groups by which the lanes are prefetched: short rows of them lie apart, where sources come in blocks
	fetched = 3 // cache lines of each source's row that are prefetched a group ahead; the hardware prefetcher continues
)

// addDistances adds one sample of all edges of one neuron.
func addDistances(s isa) {
	name := "addDistances" + s.name
	TEXT(name, NOSPLIT, "func(sums []float64, edges []uint32, rows []float64, target, stride int)")
	Doc(
		fmt.Sprintf("%s is, with len(edges) a multiple of %d, cap(edges) %d more at least, and stride a", name, group, group),
		fmt.Sprintf("positive multiple of %d:", lanes),
		"",
		"\tu := rows[target*stride:][:stride]",
		"\tfor k, e := range edges {",
		"\t\tv := rows[int(e&^inhibitory)*stride:][:stride]",
		"\t\tsign := 1, or, where e&inhibitory != 0, −1",
		"\t\tfor r := range stride {",
		"\t\t\ty, sum := u[r] - sign*v[r], &sums[k*8+r%8]",
		"\t\t\t*sum = math.FMA(y, y, *sum)",
		"\t\t}",
		"\t}",
	)
	sums := Load(Param("sums").Base(), GP64())
	edges := Load(Param("edges").Base(), GP64())
	left := Load(Param("edges").Len(), GP64())
	rows := Load(Param("rows").Base(), GP64())
	target := Load(Param("target"), GP64())
	bytes := Load(Param("stride"), GP64())
	SHLQ(Imm(3), bytes)
	IMULQ(bytes, target)
	ADDQ(rows, target)
	replica := GP64()
	JMP(LabelRef("test"))

	Label("group")
	var e [group]sourceRow
	for k := range e {
		e[k] = s.source(edges, k, rows, bytes)
		s.load(sums, k, e[k].sums)
	}
	for k := range e {
		prefetchSource(edges, group+k, rows, bytes)
		PREFETCHT0(Mem{Base: sums, Disp: (ahead*group + k) * lanes * size})
	}
	XORQ(replica, replica)

	Label("lanes")
	u := s.vectors(s.perLanes())
	for v := range u {
		VMOVUPD(Mem{Base: target, Index: replica, Scale: 1, Disp: v * s.register}, u[v])
	}
	for v := range u {
		for k := range e {
			y := s.vector()
			s.exclusiveOr(Mem{Base: e[k].row, Index: replica, Scale: 1, Disp: v * s.register}, e[k].sign, y)
			VSUBPD(y, u[v], y)
			VFMADD231PD(y, y, e[k].sums[v])
		}
	}
	ADDQ(Imm(lanes*size), replica)
	CMPQ(replica, bytes)
	JNE(LabelRef("lanes"))

	for k := range e {
		s.store(e[k].sums, sums, k)
	}
	ADDQ(U32(group*lanes*size), sums)
	ADDQ(Imm(group*4), edges)
	SUBQ(Imm(group), left)
	Label("test")
	TESTQ(left, left)
	JNE(LabelRef("group"))
	VZEROUPPER()
	RET()
}

// sourceRow is the row of an edge's source, with the lanes of the edge's distance.
type sourceRow struct {
	row  GPVirtual
	sign VecVirtual // the sign bit, where the edge is inhibitory
	sums []VecVirtual
}

// source reads the k-th of the edges.
func (s isa) source(edges Register, k int, rows, bytes Register) sourceRow {
	r := sourceRow{row: GP64(), sign: s.vector(), sums: s.vectors(s.perLanes())}
	word := Mem{Base: edges, Disp: 4 * k}
	MOVL(word, r.row.As32())
	ANDL(U32(1<<31-1), r.row.As32())
	IMULQ(bytes, r.row)
	ADDQ(rows, r.row)
	VBROADCASTSS(word, r.sign)
	VPSRLQ(Imm(63), r.sign, r.sign)
	VPSLLQ(Imm(63), r.sign, r.sign)
	return r
}

// prefetchSource prefetches the first lines of the row of the k-th edge's source.
func prefetchSource(edges Register, k int, rows, bytes Register) {
	row := GP64()
	MOVL(Mem{Base: edges, Disp: 4 * k}, row.As32())
	ANDL(U32(1<<31-1), row.As32())
	IMULQ(bytes, row)
	for line := range fetched {
		PREFETCHT0(Mem{Base: rows, Index: row, Scale: 1, Disp: 64 * line})
	}
}
