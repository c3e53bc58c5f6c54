package main

import (
	"context"
	"fmt"
	"math"
	"math/bits"
	"math/rand/v2"
)

const blockBits = 128

// flips counts, over pairs of blocks, how many bits differ and which.
type flips struct {
	pairs   float64
	weights [blockBits + 1]float64 // pairs that differ in so many bits
	bits    [blockBits]float64     // pairs that differ in this bit
}

// avalanche compares the blocks of that many random places with the blocks of the changed places.
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

// statistics tests that a change flips each bit of the block with probability ½, independently:
// which bits it flips, and how many at a time, which must be binomial.
func (n flips) statistics(name string) []statistic {
	scores := n.scores()
	law := normalLaw{0, -2 / n.pairs}
	return []statistic{
		largestScore(name+", largest of the bits", scores, law),
		sumOfSquares(name+", all bits", scores, float64(len(scores))*(2+law.excess)),
		n.weightFit(name + ", bits changed at once"),
	}
}

// weightFit is a χ² test of the weights, with those of an expectation below 10 in one cell.
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

// binomial returns the probability of k of n with p = ½.
func binomial(n, k int) float64 {
	choose := func(x int) float64 { v, _ := math.Lgamma(float64(x) + 1); return v }
	return math.Exp(choose(n) - choose(k) - choose(n-k) - float64(n)*math.Ln2)
}

// singleBitStatistics tests the changes of all single bits together.
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
		largestScore("any bit, largest of the bits", scores, law),
		sumOfSquares("any bit, all bits", scores, float64(len(scores))*(2+law.excess)),
		uniformP("any bit, bits changed at once, p-values uniform", fits),
		smallestP("any bit, bits changed at once, smallest p", fits),
	}, nil
}
