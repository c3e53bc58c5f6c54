package main

import (
	"context"
	"fmt"
	"math"
	"math/bits"
	"math/rand/v2"

	"noiseprune/noise"
)

// change is a small step from one block of words to another.
type change struct {
	name  string
	apply func(p place) place
}

// neighbours are the changes that a simulation makes all the time.
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

const blockBits = 128

// flips counts, for pairs of blocks, how many bits differ and which.
type flips struct {
	pairs   float64
	weights [blockBits + 1]float64 // pairs that differ in so many bits
	bits    [blockBits]float64     // pairs that differ in this bit
}

// usualPlace is a place such as simulations have: small numbers.
func usualPlace(rng *rand.Rand) place {
	return place{
		seed: rng.Uint64N(1001), purpose: noise.Purpose(1 + rng.IntN(5)), step: rng.Uint64N(1 << 20),
		quartet: rng.Uint32N(1 << 10), replica: rng.Uint32N(1 << 10),
	}
}

// avalanche compares the blocks of so many random places with those of their neighbours.
func avalanche(ctx context.Context, g generator, c change, pairs int, rng *rand.Rand) (flips, error) {
	n := flips{pairs: float64(pairs)}
	for range pairs {
		p := usualPlace(rng)
		a, b := p.words(g), c.apply(p).words(g)
		weight := 0
		for k := range a {
			differ := a[k] ^ b[k]
			weight += bits.OnesCount32(differ)
			for ; differ != 0; differ &= differ - 1 {
				n.bits[32*k+bits.TrailingZeros32(differ)]++
			}
		}
		n.weights[weight]++
	}
	return n, ctx.Err()
}

// scores returns how often each bit changed, in standard errors from one half.
func (n flips) scores() []float64 {
	var all []float64
	for _, count := range n.bits {
		all = append(all, (2*count-n.pairs)/math.Sqrt(n.pairs))
	}
	return all
}

// statistics judges a change: which bits of the block it changes, and how many at a time,
// which must be those of 128 tosses of a coin.
func (n flips) statistics(name string) []statistic {
	scores := n.scores()
	law := normalLaw{0, -2 / n.pairs}
	return []statistic{
		largest(name+", largest of the bits", scores, law),
		spread(name+", all bits", scores, float64(len(scores))*(2+law.excess)),
		n.weightFit(name + ", bits changed at once"),
	}
}

// weightFit is a χ² test of the weights, those with an expectation below 10 in one cell.
func (n flips) weightFit(name string) statistic {
	sum, cells := 0.0, 0
	rareFound, rareWanted := 0.0, 0.0
	for k, found := range n.weights {
		want := n.pairs * binomial(blockBits, k)
		if want < 10 {
			rareFound, rareWanted = rareFound+found, rareWanted+want
			continue
		}
		sum += (found - want) * (found - want) / want
		cells++
	}
	if rareWanted > 0 {
		sum += (rareFound - rareWanted) * (rareFound - rareWanted) / rareWanted
		cells++
	}
	return statistic{name, chiSquaredTail(sum, cells-1), fmt.Sprintf("χ² = %.1f of %d", sum, cells-1)}
}

// binomial returns the probability of k heads in n tosses.
func binomial(n, k int) float64 {
	choose := func(x int) float64 { v, _ := math.Lgamma(float64(x) + 1); return v }
	return math.Exp(choose(n) - choose(k) - choose(n-k) - float64(n)*math.Ln2)
}

// singleBitStatistics judges the changes of single bits, all together.
func singleBitStatistics(ctx context.Context, g generator, pairs int, rng *rand.Rand) ([]statistic, error) {
	var scores, fits []float64
	for _, c := range singleBits() {
		n, err := avalanche(ctx, g, c, pairs, rng)
		if err != nil {
			return nil, err
		}
		scores = append(scores, n.scores()...)
		fits = append(fits, n.weightFit("").P)
	}
	law := normalLaw{0, -2 / float64(pairs)}
	return []statistic{
		largest("any bit, largest of the bits", scores, law),
		spread("any bit, all bits", scores, float64(len(scores))*(2+law.excess)),
		uniformity("any bit, bits changed at once, p-values uniform", fits),
		smallest("any bit, bits changed at once, smallest p", fits),
	}, nil
}
