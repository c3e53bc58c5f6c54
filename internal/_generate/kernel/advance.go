package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build" //nolint:revive // avo programs read as assembly that way
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

const lessOrEqual = 2 // of VCMPPD: false where either is NaN

// advanceRows takes the step of consecutive neurons.
func advanceRows(s isa, p precision) {
	lanes := s.register / p.size()
	name := fmt.Sprintf("advance%sf%d", s.name, p.bits)
	TEXT(name, NOSPLIT, fmt.Sprintf(
		"func(x, products, zeta, leak, input, steps, noiseScales []%[1]s, count, width, stride int, floor, bound %[1]s) bool",
		p.goType()))
	Doc(advanceLoop(p, name, lanes)...)
	a := advanceOf{
		isa: s, precision: p,
		x: Load(Param("x").Base(), GP64()), product: Load(Param("products").Base(), GP64()), zeta: Load(Param("zeta").Base(), GP64()),
		floor: constant(s, p, "floor"), input: s.vector(), leak: s.vector(), step: s.vector(), noiseScale: s.vector(),
		check: newBoundCheck(s, p, constant(s, p, "bound")),
	}
	rows := Load(Param("leak").Len(), GP64())
	coefficients := []coefficient{
		{Load(Param("leak").Base(), GP64()), a.leak}, {Load(Param("input").Base(), GP64()), a.input},
		{Load(Param("steps").Base(), GP64()), a.step}, {Load(Param("noiseScales").Base(), GP64()), a.noiseScale},
	}
	// The rest of a row beyond the replicas that are advanced.
	count := Load(Param("count"), GP64())
	behind := Load(Param("width"), GP64())
	SUBQ(count, behind)
	productsBehind := Load(Param("stride"), GP64())
	SUBQ(count, productsBehind)
	left := GP64()

	Label("neuron")
	for _, c := range coefficients {
		p.broadcast(Mem{Base: c.next}, c.value)
	}
	MOVQ(count, left)
	Label("replicas")
	a.replicas()
	for _, pointer := range []Register{a.x, a.product, a.zeta} {
		ADDQ(U32(s.register), pointer)
	}
	SUBQ(U32(lanes), left)
	JNE(LabelRef("replicas"))
	for _, pointer := range []Register{a.x, a.zeta} {
		LEAQ(Mem{Base: pointer, Index: behind, Scale: uint8(p.size())}, pointer)
	}
	LEAQ(Mem{Base: a.product, Index: productsBehind, Scale: uint8(p.size())}, a.product)
	for _, c := range coefficients {
		ADDQ(Imm(uint64(p.size())), c.next)
	}
	DECQ(rows)
	JNE(LabelRef("neuron"))

	result := GP8()
	a.check.all(lanes, result)
	Store(result, ReturnIndex(0))
	VZEROUPPER()
	RET()
}

// coefficient is one of each neuron's: where the next neuron's is read, and the register that holds it.
type coefficient struct {
	next  Register
	value VecVirtual
}

// advanceLoop is the comment of the generated function.
func advanceLoop(p precision, name string, lanes int) []string {
	return []string{
		fmt.Sprintf("%s is, with at least one leak and count a positive multiple of %d:", name, lanes),
		"",
		"\twithin := true",
		"\tfor i := range leak {",
		"\t\tfor r := range count {",
		"\t\t\tu := products[i*stride+r] + input[i]",
		"\t\t\tif !(u > floor) {",
		"\t\t\t\tu = floor",
		"\t\t\t}",
		"\t\t\tv := x[i*width+r]",
		fmt.Sprintf("\t\t\tv = %[1]s(noiseScales[i], zeta[i*width+r], %[1]s(steps[i], %[1]s(-leak[i], v, u), v))", p.fusedMultiplyAdd()),
		"\t\t\tx[i*width+r], within = v, within && math.Abs(v) <= bound",
		"\t\t}",
		"\t}",
		"\treturn within",
	}
}

// constant broadcasts a parameter from memory: a legacy SSE move between AVX instructions
// would cost more than a row.
func constant(s isa, p precision, name string) VecVirtual {
	component, err := Param(name).Resolve()
	if err != nil {
		panic(err)
	}
	v := s.vector()
	p.broadcast(component.Addr, v)
	return v
}

// advanceOf is the step of one neuron.
type advanceOf struct {
	isa
	precision
	x, product, zeta                     Register
	floor, step, noiseScale, input, leak VecVirtual
	check                                boundCheck
}

// replicas takes the step of one vector of replicas.
func (a advanceOf) replicas() {
	state, u := a.vector(), a.vector()
	a.move(Mem{Base: a.x}, state)
	a.add(Mem{Base: a.product}, a.input, u)
	a.max(a.floor, u, u) // VMAX returns its second source if the two are equal or one is NaN
	a.negatedFMA(a.leak, state, u)
	a.fma(a.step, u, state)
	a.fma(Mem{Base: a.zeta}, a.noiseScale, state)
	a.move(state, Mem{Base: a.x})
	a.check.take(state)
}

// boundCheck records which lanes have stayed within the bound.
type boundCheck struct {
	isa
	precision
	bound, magnitude VecVirtual
	lanes            VecVirtual // AVX2: all bits set where within
	mask             Register   // AVX-512: one bit for each lane
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
