package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build" //nolint:revive // avo programs read as assembly that way
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// ahead is the number of entries by which the states of a source are prefetched: their
// addresses are irregular, and the loop of one row is too short for out-of-order execution
// to hide the latency.
const ahead = 12

// sparseRows multiplies stored rows by one packed panel of replicas.
func sparseRows(s isa, p precision, vectors int) {
	columns := vectors * s.register / p.size()
	name := fmt.Sprintf("sparse%sf%dx%d", s.name, p.bits, vectors)
	TEXT(name, NOSPLIT, fmt.Sprintf(
		"func(y, x []%[1]s, starts []int32, sources []uint32, weights []%[1]s, rows, stride int, resume bool)",
		p.goType()))
	Doc(
		fmt.Sprintf("%s is, for i in 0 … rows-1 and c in 0 … %d, with rows positive:", name, columns-1),
		"",
		fmt.Sprintf("\tsum := %s(0)", p.goType()),
		"\tif resume {",
		"\t\tsum = y[i*stride+c]",
		"\t}",
		"\tfor k := starts[i]; k < starts[i+1]; k++ {",
		fmt.Sprintf("\t\tsum = %s(weights[k], x[sources[k]*%d+c], sum)", p.fusedMultiplyAdd(), columns),
		"\t}",
		"\ty[i*stride+c] = sum + 0",
	)
	y := Load(Param("y").Base(), GP64())
	x := Load(Param("x").Base(), GP64())
	starts := Load(Param("starts").Base(), GP64())
	sources := Load(Param("sources").Base(), GP64())
	weights := Load(Param("weights").Base(), GP64())
	rows := Load(Param("rows"), GP64())
	stride := Load(Param("stride"), GP64())
	IMUL3Q(U32(p.size()), stride, stride)
	resume := Load(Param("resume"), GP8())
	sums := s.vectors(vectors)
	k, end := GP64(), GP64()
	MOVLQSX(Mem{Base: starts}, k)
	Label("row")
	MOVLQSX(Mem{Base: starts, Disp: 4}, end)
	TESTB(resume, resume)
	JNE(LabelRef("resume"))
	s.clear(sums...)
	JMP(LabelRef("test"))
	Label("resume")
	s.load(p, sums, y)
	JMP(LabelRef("test"))

	Label("entry")
	entry := entryOf{s, p, vectors, sums}
	entry.prefetch(x, sources, k)
	entry.add(x, sources, weights, k)
	INCQ(k)
	Label("test")
	CMPQ(k, end)
	JLT(LabelRef("entry"))

	zero := s.vector()
	s.clear(zero)
	s.store(p, sums, zero, y)
	ADDQ(stride, y)
	ADDQ(Imm(4), starts)
	DECQ(rows)
	JNE(LabelRef("row"))
	VZEROUPPER()
	RET()
}

// entryOf is one stored weight and the panel of its source.
type entryOf struct {
	isa
	precision
	vectors int
	sums    []VecVirtual
}

// prefetch prefetches the states of the source of entry k+ahead.
func (e entryOf) prefetch(x, sources, k Register) {
	state := GP64()
	MOVL(Mem{Base: sources, Index: k, Scale: 4, Disp: 4 * ahead}, state.As32())
	IMUL3Q(U32(e.vectors*e.register), state, state)
	for line := 0; line < e.vectors*e.register; line += 64 {
		PREFETCHT0(Mem{Base: x, Index: state, Scale: 1, Disp: line})
	}
}

// add adds the terms of entry k.
func (e entryOf) add(x, sources, weights, k Register) {
	state := GP64()
	MOVL(Mem{Base: sources, Index: k, Scale: 4}, state.As32())
	IMUL3Q(U32(e.vectors*e.register), state, state)
	weight := e.vector()
	e.broadcast(Mem{Base: weights, Index: k, Scale: uint8(e.size())}, weight)
	for v, sum := range e.sums {
		e.fma(Mem{Base: x, Index: state, Scale: 1, Disp: v * e.register}, weight, sum)
	}
}
