package main

import "noiseprune/noise"

// generator returns a block of words: noise.Philox4x32, or a broken one in tests.
type generator func(counter [4]uint32, key [2]uint32) [4]uint32

// place is the coordinates of a block of words.
type place struct {
	seed             uint64
	purpose          noise.Purpose
	step             uint64
	quartet, replica uint32
}

// words returns the block that the contract of package noise gives to a place: its
// normals are those of the neurons 4·quartet to 4·quartet+3. TestWordsGiveTheNormals
// compares it with the package itself.
func (p place) words(g generator) [4]uint32 {
	counter := [4]uint32{p.replica, p.quartet, uint32(p.step), uint32(p.purpose)<<24 | uint32(p.step>>32)}
	return g(counter, [2]uint32{uint32(p.seed), uint32(p.seed >> 32)})
}
