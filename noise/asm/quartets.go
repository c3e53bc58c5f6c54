package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build" //nolint:revive // as in main.go
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// kernel is what the generator knows while it writes one kernel.
type kernel struct {
	unit
	size             int // of a normal in memory, in bytes
	plan, keys       Register
	replicas, offset Register
	rows             [4]Register
}

// The vectors of the plan, each in 64 bytes.
const (
	number = 64 * iota
	increment
	first
	high
	low
)

// quartets writes the kernel for numbers of that size.
func (u unit) quartets(suffix string, size int) {
	name := "quartets" + suffix + u.name
	TEXT(name, NOSPLIT, fmt.Sprintf("func(dst *float%d, stride, quartets, last int, plan, keys, replicas *uint64)", 8*size))
	Pragma("noescape")
	Doc(name + fmt.Sprintf(" is the kernel of vector_amd64.go with %d lanes.", u.lanes))
	k := kernel{unit: u, size: size, offset: GP64()}
	k.rows[0] = Load(Param("dst"), GP64())
	stride := Load(Param("stride"), GP64())
	quartets := Load(Param("quartets"), GP64())
	last := Load(Param("last"), GP64())
	k.plan = Load(Param("plan"), GP64())
	k.keys = Load(Param("keys"), GP64())
	table := Load(Param("replicas"), GP64())
	SHLQ(Imm(uint64(size/4+1)), stride)
	for i := 1; i < 4; i++ {
		k.rows[i] = GP64()
		LEAQ(Mem{Base: k.rows[i-1], Index: stride, Scale: 1}, k.rows[i])
	}
	SHLQ(Imm(2), stride)

	Label("quartet")
	k.quartet()
	replicas := GP64()
	MOVQ(table, replicas)
	k.replicas = replicas
	XORQ(k.offset, k.offset)

	Label("group")
	k.group()
	CMPQ(k.offset, last)
	JE(LabelRef("next"))
	ADDQ(U32(4*u.bytes()), replicas)
	ADDQ(Imm(uint64(u.lanes)), k.offset)
	CMPQ(k.offset, last)
	CMOVQGT(last, k.offset)
	JMP(LabelRef("group"))

	Label("next")
	for _, row := range k.rows {
		ADDQ(stride, row)
	}
	DECQ(quartets)
	JNE(LabelRef("quartet"))
	VZEROUPPER()
	RET()
}

// group writes the normals of one quartet of neurons and as many replicas as there are
// lanes.
func (k kernel) group() {
	words := k.philox()
	for i, w := range words {
		root := k.squares(w[0], w[1])
		cos, sin := k.rotation(w[0])
		VSQRTPD(root, root)
		VMULPD(root, cos, cos)
		VMULPD(root, sin, sin)
		for j, v := range []VecVirtual{cos, sin} {
			k.store(v, k.size, Mem{Base: k.rows[2*i+j], Index: k.offset, Scale: uint8(k.size)})
		}
	}
}
