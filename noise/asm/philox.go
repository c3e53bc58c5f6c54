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

// The vectors of the plan, each in 64 bytes.
const (
	number    = 0
	increment = 64
	first     = 128
)

// words fills the batch with the words of all blocks, those of two quartets side by side.
func (k kernel) words() {
	keys := GP64()
	Load(Param("keys"), keys)
	replicas, count, pairs, distance, next := GP64(), GP64(), GP64(), GP64(), GP64()
	MOVQ(k.batch, pairs)
	Load(Param("groups"), distance)
	IMUL3Q(U32(k.entryBytes()), distance, distance)
	LEAQ(Mem{Base: k.scratch, Disp: k.entries()}, k.entry)
	LEAQ(Mem{Base: k.entry, Index: distance, Scale: 1}, next)
	multA, multB := k.load(k.bits(multiplierA)), k.load(k.bits(multiplierB))

	Label("pairs")
	k.prepare()
	Load(Param("replicas"), replicas)
	Load(Param("groups"), count)
	Label("words")
	k.philox(replicas, keys, next, multA, multB)
	ADDQ(U32(4*k.bytes()), replicas)
	ADDQ(U32(k.entryBytes()), k.entry)
	ADDQ(U32(k.entryBytes()), next)
	DECQ(count)
	JNE(LabelRef("words"))
	MOVQ(next, k.entry)
	ADDQ(distance, next)
	SUBQ(Imm(2), pairs)
	JGT(LabelRef("pairs"))
}

func (k kernel) common(i int) Mem { return Mem{Base: k.scratch, Disp: i * k.bytes()} }

// prepare writes what all replicas of a quartet have in common, the first product that
// depends on its number, for two quartets, and counts the number up.
func (k kernel) prepare() {
	plan := GP64()
	Load(Param("plan"), plan)
	at := func(offset int) Mem { return Mem{Base: plan, Disp: offset} }
	q := k.load(at(number))
	for i := range 2 {
		a := k.vector()
		k.xor(at(first), q, a)
		k.do(x86.VPADDQ(at(increment), q, q))
		k.do(x86.VPMULUDQ(k.bits(multiplierA), a, a))
		k.do(x86.VMOVUPD(a, k.common(2*i)))
		k.do(x86.VPSRLQ(Imm(32), a, a))
		k.do(x86.VMOVUPD(a, k.common(2*i+1)))
	}
	k.do(x86.VMOVUPD(q, at(number)))
}

// philox makes the words of the blocks of two quartets. Words stand in the low halves of
// 64-bit lanes; what the products leave in the high halves does no harm, since VPMULUDQ
// reads the low ones only. Of the first three rounds, only what depends on both replica
// and quartet is left to do.
func (k kernel) philox(replicas, keys, next Register, multA, multB VecVirtual) {
	replica := func(i int) Mem { return Mem{Base: replicas, Disp: i * k.bytes()} }
	w0, w1, w2, w3 := k.pair(), k.pair(), k.pair(), k.pair()
	for i := range 2 {
		k.do(x86.VMOVUPD(replica(0), w1[i]))
		k.xor(k.common(2*i+1), w1[i], w1[i])
	}
	k.both(x86.VPMULUDQ, multB, w1, w1)
	for i := range 2 {
		k.do(x86.VMOVUPD(replica(2), w2[i]))
		k.xor(k.common(2*i), w2[i], w2[i])
		k.do(x86.VMOVUPD(replica(3), w3[i]))
	}
	k.both(x86.VPSRLQ, Imm(32), w1, w0)
	for i := range 2 {
		k.xor(replica(1), w0[i], w0[i])
	}
	for round := range 7 {
		key := func(i int) Mem { return Mem{Base: keys, Disp: 64 * (2*round + i)} }
		a, b := w0, w2
		k.both(x86.VPMULUDQ, multB, w2, b)
		k.both(x86.VPMULUDQ, multA, w0, a)
		k0, k1 := k.load(key(0)), k.load(key(1))
		w0, w2 = k.pair(), k.pair()
		k.both(x86.VPSRLQ, Imm(32), b, w0)
		k.bothXor3(k0, w1, w0)
		k.both(x86.VPSRLQ, Imm(32), a, w2)
		k.bothXor3(k1, w3, w2)
		w1, w3 = b, a
	}
	for i, entry := range []Register{k.entry, next} {
		k.entry = entry
		k.keep(0, w0[i], w1[i])
		k.keep(1, w2[i], w3[i])
	}
}

// keep writes a word of a block to scratch: the 64 bits upper<<32|lower for its radius,
// and the lower ones increased by half a quadrant for its angle.
func (k kernel) keep(word int, lower, upper VecVirtual) {
	k.do(x86.VMOVUPD(k.join(lower, upper), k.vectorsAt(radius)[word]))
	k.do(x86.VPADDQ(k.bits(1<<21), lower, lower))
	k.do(x86.VMOVUPD(lower, k.vectorsAt(angle)[word]))
}
