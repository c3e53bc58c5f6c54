package main

import (
	"fmt"

	"noiseprune/noise"
)

// fastWords returns words(noise.Philox4x32) in a fourth of the time; a battery would
// otherwise spend most of its time there.
func (p place) fastWords() (w0, w1, w2, w3 uint32) {
	c0, c1, c2, c3 := p.replica, p.quartet, uint32(p.step), uint32(p.purpose)<<24|uint32(p.step>>32)
	k0, k1 := uint32(p.seed), uint32(p.seed>>32)
	c0, c1, c2, c3 = round(c0, c1, c2, c3, k0, k1)
	c0, c1, c2, c3 = round(c0, c1, c2, c3, k0+keyA, k1+keyB)
	c0, c1, c2, c3 = round(c0, c1, c2, c3, k0+2*keyA&mask, k1+2*keyB&mask)
	c0, c1, c2, c3 = round(c0, c1, c2, c3, k0+3*keyA&mask, k1+3*keyB&mask)
	c0, c1, c2, c3 = round(c0, c1, c2, c3, k0+4*keyA&mask, k1+4*keyB&mask)
	c0, c1, c2, c3 = round(c0, c1, c2, c3, k0+5*keyA&mask, k1+5*keyB&mask)
	c0, c1, c2, c3 = round(c0, c1, c2, c3, k0+6*keyA&mask, k1+6*keyB&mask)
	c0, c1, c2, c3 = round(c0, c1, c2, c3, k0+7*keyA&mask, k1+7*keyB&mask)
	c0, c1, c2, c3 = round(c0, c1, c2, c3, k0+8*keyA&mask, k1+8*keyB&mask)
	return round(c0, c1, c2, c3, k0+9*keyA&mask, k1+9*keyB&mask)
}

// The constants of Philox4x32: Salmon, Moraes, Dror & Shaw, SC11, 2011.
const (
	keyA, keyB = 0x9E3779B9, 0xBB67AE85
	mask       = 1<<32 - 1
)

func round(c0, c1, c2, c3, k0, k1 uint32) (w0, w1, w2, w3 uint32) {
	a, b := uint64(c0)*0xD2511F53, uint64(c2)*0xCD9E8D57
	return uint32(b>>32) ^ c1 ^ k0, uint32(b), uint32(a>>32) ^ c3 ^ k1, uint32(a)
}

// verify panics unless these are the words of p by the noise itself. The streams call
// it for one block of each portion, so that the noise is tested and not this copy of its generator.
func (p place) verify(w0, w1, w2, w3 uint32) {
	if got, want := [4]uint32{w0, w1, w2, w3}, p.words(noise.Philox4x32); got != want {
		panic(fmt.Sprintf("noisetest: words %x of %v, by package noise %x", got, p, want))
	}
}
