package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build" //nolint:revive // avo programs read as assembly that way
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// pairRows is the number of rows summed at a time: with narrow panels, the additions of one
// row alone would be bound by their latency.
const pairRows = 2

// pairsAhead is the number of pairs by which the sums of a pair are prefetched: paired rows
// are at irregular addresses, which the hardware prefetcher does not predict.
const pairsAhead = 2

// pairs multiplies pairs of stored rows by one packed panel of replicas.
func pairs(s isa, p precision, vectors int) {
	columns := vectors * s.register / p.size()
	name := fmt.Sprintf("pairs%sf%dx%d", s.name, p.bits, vectors)
	TEXT(name, NOSPLIT, fmt.Sprintf(
		"func(y, x []%[1]s, rows []uint32, starts []int32, sources []uint16, weights []%[1]s, pairs, stride int, resume bool)",
		p.goType()))
	Doc(pairLoop(p, name, columns)...)
	y := Load(Param("y").Base(), GP64())
	x := Load(Param("x").Base(), GP64())
	rows := Load(Param("rows").Base(), GP64())
	starts := Load(Param("starts").Base(), GP64())
	sources := Load(Param("sources").Base(), GP64())
	weights := Load(Param("weights").Base(), GP64())
	left := Load(Param("pairs"), GP64())
	sums := [pairRows][]VecVirtual{s.vectors(vectors), s.vectors(vectors)}
	entries, begin := GP64(), GP64()

	Label("pair")
	to := rowAddresses(p, y, rows, 0)
	fetchRows(rowAddresses(p, y, rows, pairsAhead), vectors*s.register)
	MOVLQSX(Mem{Base: starts, Disp: 4}, entries)
	MOVLQSX(Mem{Base: starts}, begin)
	SUBQ(begin, entries)
	resume := Load(Param("resume"), GP8())
	TESTB(resume, resume)
	JNE(LabelRef("resume"))
	for _, row := range sums {
		s.clear(row...)
	}
	JMP(LabelRef("test"))
	Label("resume")
	for i, row := range sums {
		s.load(p, row, to[i])
	}
	Label("test")
	TESTQ(entries, entries)
	JEQ(LabelRef("store"))

	Label("entry")
	for i, row := range sums {
		addTerms(s, p, x, Mem{Base: sources, Disp: 2 * i}, Mem{Base: weights, Disp: i * p.size()}, row)
	}
	ADDQ(Imm(2*pairRows), sources)
	ADDQ(Imm(uint64(pairRows*p.size())), weights)
	DECQ(entries)
	JNE(LabelRef("entry"))

	Label("store")
	zero := s.vector()
	s.clear(zero)
	for i, row := range sums {
		s.store(p, row, zero, to[i])
	}
	ADDQ(Imm(4*pairRows), rows)
	ADDQ(Imm(4), starts)
	DECQ(left)
	JNE(LabelRef("pair"))
	VZEROUPPER()
	RET()
}

// pairLoop is the comment of the generated function.
func pairLoop(p precision, name string, columns int) []string {
	return []string{
		fmt.Sprintf("%s is, for m in 0 … pairs-1, i in 0 … %d and c in 0 … %d, with pairs positive:", name, pairRows-1, columns-1),
		"",
		fmt.Sprintf("\tsum := %s(0)", p.goType()),
		"\tif resume {",
		fmt.Sprintf("\t\tsum = y[rows[m*%d+i]*stride+c]", pairRows),
		"\t}",
		"\tfor k := starts[m]; k < starts[m+1]; k++ {",
		fmt.Sprintf("\t\tsum = %[1]s(weights[k*%[2]d+i], x[sources[k*%[2]d+i]*%[3]d+c], sum)", p.fusedMultiplyAdd(), pairRows, columns),
		"\t}",
		fmt.Sprintf("\ty[rows[m*%d+i]*stride+c] = sum + 0", pairRows),
	}
}

// rowAddresses returns the addresses of the sums of a pair of rows, listed `further` pairs
// after the current one.
func rowAddresses(p precision, y, rows Register, further int) (to [pairRows]Register) {
	stride := Load(Param("stride"), GP64())
	for i := range to {
		row := GP64()
		MOVL(Mem{Base: rows, Disp: 4 * (further*pairRows + i)}, row.As32())
		IMULQ(stride, row)
		LEAQ(Mem{Base: y, Index: row, Scale: uint8(p.size())}, row)
		to[i] = row
	}
	return to
}

// fetchRows prefetches that many bytes of each row.
func fetchRows(rows [pairRows]Register, bytes int) {
	for _, row := range rows {
		for line := 0; line < bytes; line += cacheLine {
			PREFETCHT0(Mem{Base: row, Disp: line})
		}
	}
}

// addTerms adds to the sums of one row the terms of an entry, given the addresses of its
// source and weight.
func addTerms(s isa, p precision, x Register, source, weight Mem, sums []VecVirtual) {
	state, factor := GP64(), s.vector()
	MOVWLZX(source, state.As32())
	IMUL3Q(U32(len(sums)*s.register), state, state)
	p.broadcast(weight, factor)
	for v, sum := range sums {
		p.fma(Mem{Base: x, Index: state, Scale: 1, Disp: v * s.register}, factor, sum)
	}
}
