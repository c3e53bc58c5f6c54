// Command krylov generates the assembly of package krylov with avo:
//
//	go generate ./internal/krylov
//
// Each function's comment in the generated stubs is Go code that gives the same bits.
package main

import (
	. "github.com/mmcloughlin/avo/build"   //nolint:revive // avo programs read as assembly that way
	. "github.com/mmcloughlin/avo/operand" //nolint:revive // likewise
	. "github.com/mmcloughlin/avo/reg"     //nolint:revive // likewise
)

const (
	size    = 8 // bytes of a float64
	columns = 8 // that are processed together
)

func main() {
	ConstraintExpr("amd64,!noasm")
	for _, s := range []isa{{"AVX2", 32, YMM}, {"AVX512", 64, ZMM}} {
		dots(s)
		reduce(s)
		update(s)
		couple(s)
		scatter(s)
		combine(s)
		products(s)
	}
	Generate()
}

// isa is an instruction set with vector registers.
type isa struct {
	name     string
	register int // bytes of a vector register
	vector   func() VecVirtual
}

// vectors returns registers for all columns.
func (s isa) vectors() []VecVirtual {
	all := make([]VecVirtual, columns*size/s.register)
	for i := range all {
		all[i] = s.vector()
	}
	return all
}

// at is the memory of the v-th register.
func (s isa) at(base Register, v int) Mem { return Mem{Base: base, Disp: v * s.register} }

// loaded returns the values at the base.
func (s isa) loaded(base Register) []VecVirtual {
	all := s.vectors()
	for v, r := range all {
		VMOVUPD(s.at(base, v), r)
	}
	return all
}

func (s isa) store(registers []VecVirtual, base Register) {
	for v, r := range registers {
		VMOVUPD(r, s.at(base, v))
	}
}

// groups goes through the groups of columns: begin loads what belongs to the columns, row processes
// one row of the blocks, whose pointers it must not change, and end stores. count rows are stride
// bytes apart; in inverse, if it is not nil, a value a row.
func groups(left, stride, count Register, blocks, lanes []Register, inverse Register, begin, row, end func(rows []Register, d Register)) {
	Label("group")
	rows := make([]Register, len(blocks))
	for k, b := range blocks {
		rows[k] = GP64()
		MOVQ(b, rows[k])
	}
	n, d := GP64(), GP64()
	MOVQ(count, n)
	if inverse != nil {
		MOVQ(inverse, d)
	}
	begin(rows, d)
	Label("row")
	row(rows, d)
	for _, r := range rows {
		ADDQ(stride, r)
	}
	if inverse != nil {
		ADDQ(Imm(size), d)
	}
	DECQ(n)
	JNE(LabelRef("row"))
	end(rows, d)
	for _, b := range append(blocks, lanes...) {
		ADDQ(Imm(columns*size), b)
	}
	SUBQ(Imm(columns), left)
	JNE(LabelRef("group"))
	VZEROUPPER()
	RET()
}

func base(name string) Register { return Load(Param(name).Base(), GP64()) }

// bytes returns a parameter that counts float64 in bytes.
func bytes(name string) Register {
	r := Load(Param(name), GP64())
	SHLQ(Imm(3), r)
	return r
}
