package main

import "noiseprune/noise"

// rows writes block after block, the words of each in their order.
func rows(at func(seed, k uint64) place) func(uint64) filler {
	return func(seed uint64) filler {
		var k uint64
		return func(words []uint32) {
			for i := 0; i < len(words); i += 4 {
				words[i], words[i+1], words[i+2], words[i+3] = at(seed, k).fastWords()
				k++
			}
			last := words[len(words)-4:]
			at(seed, k-1).verify(last[0], last[1], last[2], last[3])
		}
	}
}

// columns writes word 0 of many consecutive blocks, then word 1 of the same, and so on.
func columns(at func(seed, k uint64) place) func(uint64) filler {
	return func(seed uint64) filler {
		var k uint64
		return func(words []uint32) {
			n := len(words) / 4
			for i := range n {
				words[i], words[n+i], words[2*n+i], words[3*n+i] = at(seed, k).fastWords()
				k++
			}
			at(seed, k-1).verify(words[n-1], words[2*n-1], words[3*n-1], words[4*n-1])
		}
	}
}

// choices writes both halves of the word that decides on an edge, as rules.Plan draws
// it, for the edges (i, j), i < 1000, one row after another.
func choices(seed uint64) filler {
	var k uint64
	return func(words []uint32) {
		for n := 0; n < len(words); n += 2 {
			const order = 1000
			w := noise.Philox4x64([4]uint64{0, k / order % order, k % order, k / order / order}, [2]uint64{seed, uint64(noise.Prune)})
			words[n], words[n+1] = uint32(w[0]>>32), uint32(w[0])
			k++
		}
	}
}
