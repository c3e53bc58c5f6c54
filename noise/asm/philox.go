package main

import (
	. "github.com/mmcloughlin/avo/build" //nolint:revive // as in main.go
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

const (
	multiplierA = 0xD2511F53
	multiplierB = 0xCD9E8D57
)

// quartet prepares what all replicas of a quartet have in common, the first product that
// depends on its number, and counts the number up.
func (k kernel) quartet() {
	at := func(offset int) Mem { return Mem{Base: k.plan, Disp: offset} }
	q := k.load(at(number))
	a := k.vector()
	k.xor(at(first), q, a)
	VPADDQ(at(increment), q, q)
	VMOVUPD(q, at(number))
	VPMULUDQ(k.bits(multiplierA), a, a)
	VMOVUPD(a, at(low))
	VPSRLQ(Imm(32), a, a)
	VMOVUPD(a, at(high))
}

// philox returns the words of each block as two pairs of a lower and an upper one. Words stand in
// the low halves of 64-bit lanes; what the products leave in the high halves does no
// harm, since VPMULUDQ reads the low ones only. Of the first three rounds, only what
// depends on both replica and quartet is left to do.
func (k kernel) philox() [2][2]VecVirtual {
	replica := func(i int) Mem { return Mem{Base: k.replicas, Disp: i * k.bytes()} }
	of := func(offset int) Mem { return Mem{Base: k.plan, Disp: offset} }
	w0, w1, w2, w3 := k.vector(), k.load(replica(0)), k.load(replica(2)), k.load(replica(3))
	k.xor(of(high), w1, w1)
	VPMULUDQ(k.bits(multiplierB), w1, w1)
	VPSRLQ(Imm(32), w1, w0)
	k.xor(replica(1), w0, w0)
	k.xor(of(low), w2, w2)
	for round := range 7 {
		key := func(i int) Mem { return Mem{Base: k.keys, Disp: 64 * (2*round + i)} }
		a, b := k.vector(), k.vector()
		VPMULUDQ(k.bits(multiplierA), w0, a)
		VPMULUDQ(k.bits(multiplierB), w2, b)
		VPSRLQ(Imm(32), b, w0)
		k.xor3(key(0), w1, w0)
		VPSRLQ(Imm(32), a, w2)
		k.xor3(key(1), w3, w2)
		w1, w3 = b, a
	}
	return [2][2]VecVirtual{{w0, w1}, {w2, w3}}
}
