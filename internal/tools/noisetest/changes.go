package main

import (
	"fmt"
	"math/rand/v2"

	"noiseprune/noise"
)

// change is a small change of the place of a block.
type change struct {
	name  string
	apply func(p place) place
}

// neighbours are the changes between the numbers that a simulation draws one after another.
func neighbours() []change {
	return []change{
		{"next step", func(p place) place { p.step++; return p }},
		{"next four neurons", func(p place) place { p.quartet++; return p }},
		{"next replica", func(p place) place { p.replica++; return p }},
		{"next seed", func(p place) place { p.seed++; return p }},
		{"next purpose", func(p place) place { p.purpose++; return p }},
	}
}

// singleBits are the changes of one bit of the 64 + 56 + 32 + 32 + 7 that a place has.
func singleBits() []change {
	var all []change
	for b := range 64 {
		all = append(all, change{fmt.Sprintf("seed, bit %d", b), func(p place) place { p.seed ^= 1 << b; return p }})
	}
	for b := range 56 {
		all = append(all, change{fmt.Sprintf("step, bit %d", b), func(p place) place { p.step ^= 1 << b; return p }})
	}
	for b := range 32 {
		all = append(all,
			change{fmt.Sprintf("neuron, bit %d", b+2), func(p place) place { p.quartet ^= 1 << b; return p }},
			change{fmt.Sprintf("replica, bit %d", b), func(p place) place { p.replica ^= 1 << b; return p }})
	}
	for b := range 7 {
		all = append(all, change{fmt.Sprintf("purpose, bit %d", b), func(p place) place { p.purpose ^= 1 << b; return p }})
	}
	return all
}

// usualPlace returns a random place of the small numbers that simulations have.
func usualPlace(rng *rand.Rand) place {
	return place{
		seed: rng.Uint64N(1001), purpose: noise.Purpose(1 + rng.IntN(5)), step: rng.Uint64N(1 << 20),
		quartet: rng.Uint32N(1 << 10), replica: rng.Uint32N(1 << 10),
	}
}
