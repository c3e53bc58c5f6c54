package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build" //nolint:revive // avo programs read as assembly that way
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

const lessOrEqual = 2 // of VCMPPD: false where either is NaN

// advanceRow takes the step of one neuron.
func advanceRow(s isa, p precision) {
	lanes := s.register / p.size()
	name := fmt.Sprintf("advance%sf%d", s.name, p.bits)
	TEXT(name, NOSPLIT, fmt.Sprintf("func(x, product, zeta []%[1]s, count int, input, floor, leak, step, kick, bound %[1]s) bool", p.goType()))
	Doc(
		fmt.Sprintf("%s is, with leak standing for −leak and count a positive multiple of %d:", name, lanes),
		"",
		"\twithin := true",
		"\tfor r := range count {",
		"\t\tu := product[r] + input",
		"\t\tif !(u > floor) {",
		"\t\t\tu = floor",
		"\t\t}",
		fmt.Sprintf("\t\tx[r] = %[1]s(kick, zeta[r], %[1]s(step, %[1]s(leak, x[r], u), x[r]))", p.fusedMultiplyAdd()),
		"\t\twithin = within && math.Abs(x[r]) <= bound",
		"\t}",
		"\treturn within",
	)
	x := Load(Param("x").Base(), GP64())
	product := Load(Param("product").Base(), GP64())
	zeta := Load(Param("zeta").Base(), GP64())
	count := Load(Param("count"), GP64())
	// From memory: a legacy move between vector instructions would cost more than the row.
	constant := func(name string) VecVirtual {
		component, err := Param(name).Resolve()
		if err != nil {
			panic(err)
		}
		v := s.vector()
		p.broadcast(component.Addr, v)
		return v
	}
	input, floor, leak := constant("input"), constant("floor"), constant("leak")
	step, kick, bound := constant("step"), constant("kick"), constant("bound")
	check := newBoundCheck(s, p, bound)

	Label("replicas")
	state, u := s.vector(), s.vector()
	p.move(Mem{Base: x}, state)
	p.add(Mem{Base: product}, input, u)
	p.max(floor, u, u) // the second operand wins a draw and beats NaN
	p.fma(leak, state, u)
	p.fma(step, u, state)
	p.fma(Mem{Base: zeta}, kick, state)
	p.move(state, Mem{Base: x})
	check.take(state)
	for _, pointer := range []Register{x, product, zeta} {
		ADDQ(U32(s.register), pointer)
	}
	SUBQ(U32(lanes), count)
	JNE(LabelRef("replicas"))

	result := GP8()
	check.all(lanes, result)
	Store(result, ReturnIndex(0))
	VZEROUPPER()
	RET()
}

// boundCheck keeps which lanes have stayed within the bound.
type boundCheck struct {
	isa
	precision
	bound, magnitude VecVirtual
	lanes            VecVirtual // AVX2: all ones where within
	mask             Register   // AVX-512: a bit each
}

func newBoundCheck(s isa, p precision, bound VecVirtual) boundCheck {
	c := boundCheck{isa: s, precision: p, bound: bound, magnitude: s.vector()}
	ones := s.vector()
	if s.register == 64 {
		VPTERNLOGD(Imm(0xff), ones, ones, ones)
		c.mask = K()
		KXNORW(c.mask, c.mask, c.mask)
	} else {
		VPCMPEQQ(ones, ones, ones)
		c.lanes = ones
	}
	if p.bits == 64 {
		VPSRLQ(Imm(1), ones, c.magnitude)
	} else {
		VPSRLD(Imm(1), ones, c.magnitude)
	}
	return c
}

// take tests the states.
func (c boundCheck) take(state VecVirtual) {
	size := c.vector()
	if c.register == 64 {
		c.and(c.magnitude, state, size)
		mask := K()
		c.compare(Imm(lessOrEqual), c.bound, size, mask)
		KANDW(mask, c.mask, c.mask)
		return
	}
	VANDPD(c.magnitude, state, size)
	c.compare(Imm(lessOrEqual), c.bound, size, size)
	VANDPD(size, c.lanes, c.lanes)
}

// all sets the result to whether every lane has stayed within the bound.
func (c boundCheck) all(lanes int, result Register) {
	bits := GP32()
	switch {
	case c.register == 64:
		KMOVW(c.mask, bits)
	case c.bits == 64:
		VMOVMSKPD(c.lanes, bits)
	default:
		VMOVMSKPS(c.lanes, bits)
	}
	CMPL(bits, U32(1<<lanes-1))
	SETEQ(result)
}
