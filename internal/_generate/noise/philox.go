package main

import (
	. "github.com/mmcloughlin/avo/build" //nolint:revive // as in main.go
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
	"github.com/mmcloughlin/avo/x86"
)

const (
	multiplierA = 0xD2511F53
	multiplierB = 0xCD9E8D57
)

// The offsets of the vectors of the plan, 64 bytes each.
const (
	number    = 0
	increment = 64
	first     = 128
	keys      = 192
)

// words computes the first six rounds for the entries of the batch. Words are in the low
// halves of 64-bit lanes; the high halves may hold remains of products, since VPMULUDQ reads
// only the low ones.
func (k kernel) words() {
	replicas, count, quartets := GP64(), GP64(), GP64()
	MOVQ(k.batch, quartets)
	k.rewind()
	Label("quartets")
	high, low := k.quartet()
	Load(Param("replicas"), replicas)
	Load(Param("groups"), count)
	Label("words")
	w := k.begin(replicas, high, low)
	w = k.rounds(w, 0, 3)
	for i, v := range w {
		k.do(x86.VMOVUPD(v, k.at(state + i)[0]))
	}
	ADDQ(U32(4*k.bytes()), replicas)
	k.advance()
	DECQ(count)
	JNE(LabelRef("words"))
	DECQ(quartets)
	JNE(LabelRef("quartets"))
}

// lastRounds computes the last four rounds of an entry from its state.
func (k kernel) lastRounds() {
	var w [4]Op
	for i := range w {
		w[i] = k.load(k.at(state + i)[0].(Mem))
	}
	w = k.rounds(w, 3, 7)
	k.keep(0, w[0], w[1])
	k.keep(1, w[2], w[3])
}

// quartet returns the upper and the lower words of the first product that depends on the
// number of the quartet, and increments the number.
func (k kernel) quartet() (high, low VecVirtual) {
	at := func(offset int) Mem { return Mem{Base: k.plan, Disp: offset} }
	q := k.load(at(number))
	high, low = k.vector(), k.vector()
	k.do(k.xor()(at(first), q, low))
	k.do(x86.VPADDQ(at(increment), q, q))
	k.do(x86.VMOVUPD(q, at(number)))
	k.do(x86.VPMULUDQ(k.multiplierA, low, low))
	k.do(x86.VPSRLQ(Imm(32), low, high))
	return high, low
}

// begin computes the part of the first three rounds that depends on both replica and
// quartet.
func (k kernel) begin(replicas Register, high, low VecVirtual) [4]Op {
	replica := func(i int) Mem { return Mem{Base: replicas, Disp: i * k.bytes()} }
	w0, w1, w2 := k.vector(), k.vector(), k.vector()
	k.do(k.xor()(replica(0), high, w1))
	k.do(x86.VPMULUDQ(k.multiplierB, w1, w1))
	k.do(x86.VPSRLQ(Imm(32), w1, w0))
	k.do(k.xor()(replica(1), w0, w0))
	k.do(k.xor()(replica(2), low, w2))
	return [4]Op{w0, w1, w2, k.load(replica(3))}
}

// rounds computes the rounds from … to−1, numbered from the fourth.
func (k kernel) rounds(w [4]Op, from, to int) [4]Op {
	for round := from; round < to; round++ {
		key := func(i int) Mem { return Mem{Base: k.plan, Disp: keys + 64*(2*round+i)} }
		a, b := k.vector(), k.vector()
		k.do(x86.VPMULUDQ(k.multiplierB, w[2], b))
		k.do(x86.VPMULUDQ(k.multiplierA, w[0], a))
		k.do(x86.VPSRLQ(Imm(32), b, w[0]))
		k.xor3(key(0), w[1], w[0])
		k.do(x86.VPSRLQ(Imm(32), a, w[2]))
		k.xor3(key(1), w[3], w[2])
		w[1], w[3] = b, a
	}
	return w
}

// keep writes a word of a block to its entry: the 64 bits upper<<32|lower for its radius,
// and the lower ones increased by half a quadrant for its angle.
func (k kernel) keep(word int, lower, upper Op) {
	k.do(x86.VMOVUPD(k.join(lower, upper), k.at(radius)[word]))
	k.do(x86.VPADDQ(k.bits(1<<21), lower, lower))
	k.do(x86.VMOVUPD(lower, k.at(angle)[word]))
}
