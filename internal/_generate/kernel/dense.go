package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build" //nolint:revive // avo programs read as assembly that way
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

const (
	tileVectors = 2 // registers of replicas of a dense tile
	unrolled    = 4 // sources of one pass of the innermost loop
	cacheLine   = 64
)

// denseTiles multiplies packed panels of rows by one packed panel of replicas.
func denseTiles(s isa, p precision) {
	name := fmt.Sprintf("dense%sf%d", s.name, p.bits)
	TEXT(name, NOSPLIT, fmt.Sprintf(
		"func(y, weights, x []%s, panels, sources, stride int, resume bool, prefetchOffset, prefetchStride int)",
		p.goType()))
	Doc(denseLoop(s, p, name)...)
	y := Load(Param("y").Base(), GP64())
	weights := Load(Param("weights").Base(), GP64())
	x := Load(Param("x").Base(), GP64())
	panels := Load(Param("panels"), GP64())
	sources := Load(Param("sources"), GP64())
	stride := Load(Param("stride"), GP64())
	IMUL3Q(U32(p.size()), stride, stride)
	resume := Load(Param("resume"), GP8())
	prefetchOffset := Load(Param("prefetchOffset"), GP64())
	ADDQ(weights, prefetchOffset)
	prefetchStride := Load(Param("prefetchStride"), GP64())
	sums := s.vectors(s.tileRows * tileVectors)
	tile := tileOf{s, p, sums}
	row, state, left := GP64(), GP64(), GP64()

	Label("panel")
	TESTB(resume, resume)
	JNE(LabelRef("resume"))
	s.clear(sums...)
	JMP(LabelRef("start"))
	Label("resume")
	MOVQ(y, row)
	for i := range s.tileRows {
		for v := range tileVectors {
			p.move(Mem{Base: row, Disp: v * s.register}, sums[i*tileVectors+v])
		}
		ADDQ(stride, row)
	}
	Label("start")
	MOVQ(x, state)
	MOVQ(sources, left)

	Label("source")
	for line := range s.fetchedLines(p) {
		PREFETCHT0(Mem{Base: prefetchOffset, Disp: line * cacheLine})
	}
	ADDQ(prefetchStride, prefetchOffset)
	for u := range unrolled {
		tile.source(Mem{Base: state, Disp: u * tileVectors * s.register}, Mem{Base: weights, Disp: u * s.tileRows * p.size()})
	}
	ADDQ(U32(unrolled*tileVectors*s.register), state)
	ADDQ(U32(unrolled*s.tileRows*p.size()), weights)
	SUBQ(Imm(unrolled), left)
	JNE(LabelRef("source"))

	tile.store(y, stride)
	DECQ(panels)
	JNE(LabelRef("panel"))
	VZEROUPPER()
	RET()
}

// fetchedLines is the number of cache lines of the next weights that a pass prefetches: its
// share of a block that is multiplied by two panels of replicas. With more panels, some
// lines are prefetched twice, which costs almost nothing; with one line, narrow blocks wait
// for memory.
func (s isa) fetchedLines(p precision) int {
	return (unrolled*s.tileRows*p.size()/2 + cacheLine - 1) / cacheLine
}

// denseLoop is the comment of the generated function.
func denseLoop(s isa, p precision, name string) []string {
	columns := tileVectors * s.register / p.size()
	return []string{
		fmt.Sprintf("%s is, for t in 0 … panels-1, i in 0 … %d and c in 0 … %d, with sources a positive", name, s.tileRows-1, columns-1),
		fmt.Sprintf("multiple of %d:", unrolled),
		"",
		fmt.Sprintf("\tsum := %s(0)", p.goType()),
		"\tif resume {",
		fmt.Sprintf("\t\tsum = y[(t*%d+i)*stride+c]", s.tileRows),
		"\t}",
		"\tfor j := range sources {",
		fmt.Sprintf("\t\tsum = %s(weights[(t*sources+j)*%d+i], x[j*%d+c], sum)", p.fusedMultiplyAdd(), s.tileRows, columns),
		"\t}",
		fmt.Sprintf("\ty[(t*%d+i)*stride+c] = sum + 0", s.tileRows),
		"",
		fmt.Sprintf("It prefetches weights from prefetchOffset bytes on: for every %d sources %d lines, prefetchStride bytes further on.",
			unrolled, s.fetchedLines(p)),
	}
}

// tileOf is the tile of sums in registers.
type tileOf struct {
	isa
	precision
	sums []VecVirtual
}

// store writes the sums to rows from y on, and advances y beyond the last.
func (t tileOf) store(y, stride Register) {
	zero := t.vector()
	t.clear(zero)
	for i := range t.tileRows {
		for v := range tileVectors {
			sum := t.sums[i*tileVectors+v]
			t.add(zero, sum, sum)
			t.move(sum, Mem{Base: y, Disp: v * t.register})
		}
		ADDQ(stride, y)
	}
}

// source adds the terms of one source, given the addresses of its states and weights.
func (t tileOf) source(state, weights Mem) {
	states := make([]VecVirtual, tileVectors)
	for v := range states {
		states[v] = t.vector()
		t.move(state.Offset(v*t.register), states[v])
	}
	for i := range t.tileRows {
		weight := t.vector()
		t.broadcast(weights.Offset(i*t.size()), weight)
		for v, x := range states {
			t.fma(x, weight, t.sums[i*tileVectors+v])
		}
	}
}
