package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build" //nolint:revive // as in main.go
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// kernel is the state of the generator while it writes one kernel. A kernel works in batches
// of quartets, in several loops over all entries of the batch, each of which computes a part
// of the transform: the out-of-order window of a processor holds too few iterations of one
// long chain of dependent instructions to hide its latency, and enough of a short one.
type kernel struct {
	unit
	size    int      // of a normal in memory, in bytes
	dst     Register // the next rows to write
	left    Register // quartets not yet computed
	batch   Register // quartets in this batch
	scratch Register // the entries of the batch, one for each quartet and group of replicas
	entry   Register // the current entry
	plan    Register // see tables_amd64.go

	multiplierA, multiplierB VecVirtual // of Philox
}

// The vectors of an entry: pairs, of one vector for each word.
const (
	radius = 2 * iota // the words; then s, and last R² of squares
	angle             // of rotate
	twiceF            // of squares
	minusP
	vectors
	direction = twiceF // x of rotate, when squares is done
	state     = radius // of Philox, four vectors
)

// batchEntries is the capacity of a batch, as in vector_amd64.go.
func (k kernel) batchEntries() int { return 128 / k.lanes }

func (k kernel) entryBytes() int { return vectors * k.bytes() }

// at returns a pair of vectors of the current entry.
func (k kernel) at(which int) pair {
	m := Mem{Base: k.entry, Disp: which * k.bytes()}
	return pair{m, m.Offset(k.bytes())}
}

func (k kernel) rewind() { MOVQ(k.scratch, k.entry) }

func (k kernel) advance() { ADDQ(U32(k.entryBytes()), k.entry) }

// each emits a loop over all entries of the batch.
func (k kernel) each(label string, body func()) {
	count := GP64()
	Load(Param("groups"), count)
	IMULQ(k.batch, count)
	k.rewind()
	Label(label)
	body()
	k.advance()
	DECQ(count)
	JNE(LabelRef(label))
}

// quartets emits the kernel for normals of that size in bytes.
func (u unit) quartets(suffix string, size int) {
	name := "quartets" + suffix + u.name
	TEXT(name, 0, fmt.Sprintf("func(dst *float%d, stride, quartets, groups, last, batch int, plan, replicas *uint64)", 8*size))
	Pragma("noescape")
	Doc(name + fmt.Sprintf(" is the kernel that tables_amd64.go describes, with %d lanes.", u.lanes))
	k := kernel{unit: u, size: size, batch: GP64(), scratch: GP64(), entry: GP64()}
	LEAQ(AllocLocal(k.batchEntries()*k.entryBytes()+64), k.scratch)
	ADDQ(Imm(63), k.scratch)
	ANDQ(I32(-64), k.scratch)
	k.dst = Load(Param("dst"), GP64())
	k.plan = Load(Param("plan"), GP64())
	k.left = Load(Param("quartets"), GP64())

	Label("batch")
	Load(Param("batch"), k.batch)
	CMPQ(k.batch, k.left)
	CMOVQGT(k.left, k.batch)
	k.multiplierA, k.multiplierB = k.fresh(multiplierA), k.fresh(multiplierB)
	k.words()
	k.each("rounds", k.lastRounds)
	k.each("quotients", func() { k.quotient(k.at(radius), k.at(twiceF), k.at(minusP)) })
	k.each("radii", func() {
		k.squares(k.at(radius), k.at(twiceF), k.at(minusP))
		k.direction(k.at(angle), k.at(direction))
	})
	k.normals()
	Load(Param("batch"), k.batch)
	SUBQ(k.batch, k.left)
	JGT(LabelRef("batch"))
	VZEROUPPER()
	RET()
}

// normals emits the stores of the batch's normals. A last group of replicas that would be
// too short starts earlier and overlaps the one before.
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
	k.rewind()
	Label("rows")
	XORQ(offset, offset)
	Label("normals")
	even, odd := k.rotate()
	for i := range 2 {
		k.store(even[i], k.size, Mem{Base: rows[2*i], Index: offset, Scale: uint8(k.size)})
		k.store(odd[i], k.size, Mem{Base: rows[2*i+1], Index: offset, Scale: uint8(k.size)})
	}
	k.advance()
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
