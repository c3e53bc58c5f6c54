package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build" //nolint:revive // as in main.go
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
	"github.com/mmcloughlin/avo/x86"
)

// entries is how many pairs of words a batch has at most.
const entries = 32

// kernel is what the generator knows while it writes one kernel. It works in batches of
// quartets: first the words of all, then all radii, then all normals, because independent
// chains that are short keep a processor busier than one long one.
type kernel struct {
	unit
	size    int      // of a normal in memory, in bytes
	dst     Register
	left    Register // quartets
	batch   Register // quartets in this batch
	scratch Register // what two quartets have in common, then the entries of the batch
	entry   Register // of the group at hand
}

// The vectors of an entry of scratch, each for both words.
const (
	radius = 2 * iota
	angle
	vectors
)

func (k kernel) entryBytes() int { return vectors * k.bytes() }

// entries is where in scratch the entries start.
func (k kernel) entries() int { return 4 * k.bytes() }

// vectorsAt returns a pair of vectors of the entry at hand.
func (k kernel) vectorsAt(which int) [2]Mem {
	m := Mem{Base: k.entry, Disp: which * k.bytes()}
	return [2]Mem{m, m.Offset(k.bytes())}
}

// quartets writes the kernel for numbers of that size.
func (u unit) quartets(suffix string, size int) {
	name := "quartets" + suffix + u.name
	TEXT(name, 0, fmt.Sprintf("func(dst *float%d, stride, quartets, groups, last, batch int, plan, keys, replicas *uint64)", 8*size))
	Pragma("noescape")
	Doc(name + fmt.Sprintf(" is the kernel of vector_amd64.go with %d lanes.", u.lanes))
	k := kernel{unit: u, size: size, batch: GP64(), scratch: GP64(), entry: GP64()}
	LEAQ(AllocLocal(k.entries()+(entries+1)*k.entryBytes()+64), k.scratch)
	ADDQ(Imm(63), k.scratch)
	ANDQ(I32(-64), k.scratch)
	k.dst = Load(Param("dst"), GP64())
	k.left = Load(Param("quartets"), GP64())

	Label("batch")
	Load(Param("batch"), k.batch)
	CMPQ(k.batch, k.left)
	CMOVQGT(k.left, k.batch)
	k.words()
	k.radii()
	k.normals()
	Load(Param("batch"), k.batch)
	SUBQ(k.batch, k.left)
	JGT(LabelRef("batch"))
	VZEROUPPER()
	RET()
}

// radii turns the words of all entries of the batch into R².
func (k kernel) radii() {
	count := GP64()
	Load(Param("groups"), count)
	IMULQ(k.batch, count)
	LEAQ(Mem{Base: k.scratch, Disp: k.entries()}, k.entry)
	Label("radii")
	for i, v := range k.squares() {
		k.do(x86.VMOVUPD(v, k.vectorsAt(radius)[i]))
	}
	ADDQ(U32(k.entryBytes()), k.entry)
	DECQ(count)
	JNE(LabelRef("radii"))
}

// normals writes the normals of the batch. A last group of replicas that would be too
// short starts earlier, in the one before.
func (k kernel) normals() {
	offset, last, stride := GP64(), GP64(), GP64()
	Load(Param("last"), last)
	Load(Param("stride"), stride)
	SHLQ(Imm(uint64(k.size/4+1)), stride)
	rows := [4]Register{k.dst, GP64(), GP64(), GP64()}
	for i := range 3 {
		LEAQ(Mem{Base: rows[i], Index: stride, Scale: 1}, rows[i+1])
	}
	SHLQ(Imm(2), stride)
	LEAQ(Mem{Base: k.scratch, Disp: k.entries()}, k.entry)
	Label("rows")
	XORQ(offset, offset)
	Label("normals")
	k.transform(rows, offset)
	ADDQ(U32(k.entryBytes()), k.entry)
	CMPQ(offset, last)
	JE(LabelRef("end"))
	ADDQ(Imm(uint64(k.lanes)), offset)
	CMPQ(offset, last)
	CMOVQGT(last, offset)
	JMP(LabelRef("normals"))
	Label("end")
	for _, row := range rows {
		ADDQ(stride, row)
	}
	DECQ(k.batch)
	JNE(LabelRef("rows"))
}

// transform writes the normals of one quartet of neurons and as many replicas as there are
// lanes.
func (k kernel) transform(rows [4]Register, offset Register) {
	cos, sin := k.rotation()
	root := k.pair()
	for i, m := range k.vectorsAt(radius) {
		k.do(x86.VSQRTPD(m, root[i]))
	}
	k.both(x86.VMULPD, root, cos, cos)
	k.both(x86.VMULPD, root, sin, sin)
	for i := range 2 {
		for j, v := range []pair{cos, sin} {
			k.store(v[i], k.size, Mem{Base: rows[2*i+j], Index: offset, Scale: uint8(k.size)})
		}
	}
}
