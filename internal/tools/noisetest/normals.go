package main

import (
	"context"
	"math"
	"slices"

	"noiseprune/noise"
)

// fill writes normals or signs, as noise.Key.FillNormals does, or broken ones in tests.
type fill func(k noise.Key, dst []float64, step uint64, firstNeuron, neurons, firstReplica, width int)

// A block is what the exact tests of Kolmogorov, Smirnov, Anderson and Darling sort at once.
const (
	blockNeurons  = 500
	blockReplicas = 50
	blockSteps    = 40
	block         = blockNeurons * blockReplicas * blockSteps // 10⁶
)

const bins = 1 << 20 // of equal probability, for the tests on all draws together

// limits are the standard deviations beyond which tails are counted.
func limits() []float64 { return []float64{3, 3.5, 4, 4.5, 5, 5.5, 6} }

// normalSample is what the tests need of many normals.
type normalSample struct {
	drawn        float64
	nonFinite    int        // draws that are infinite or not a number
	powers       [8]float64 // sums of the first eight powers
	counts       []uint64   // in bins
	above, below []uint64   // beyond the limits
	ks, ad       []float64  // p-values of the blocks
}

func newNormalSample() *normalSample {
	return &normalSample{
		counts: make([]uint64, bins), above: make([]uint64, len(limits())), below: make([]uint64, len(limits())),
	}
}

// drawSample draws so many blocks.
func drawSample(ctx context.Context, f fill, key noise.Key, blocks int) (*normalSample, error) {
	n := newNormalSample()
	z := make([]float64, block)
	for b := range uint64(blocks) {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		const rectangle = blockNeurons * blockReplicas
		for t := range uint64(blockSteps) {
			f(key, z[t*rectangle:][:rectangle], b*blockSteps+t, 0, blockNeurons, 0, blockReplicas)
		}
		n.add(z)
	}
	return n, nil
}

// add adds a block, which it sorts. What is not finite is counted and otherwise left out.
func (n *normalSample) add(z []float64) {
	n.drawn += float64(len(z))
	all := len(z)
	z = slices.DeleteFunc(z, func(v float64) bool { return math.IsNaN(v) || math.IsInf(v, 0) })
	n.nonFinite += all - len(z)
	if len(z) == 0 {
		return
	}
	n.addPowersAndCounts(z)
	slices.Sort(z)
	for k, limit := range limits() {
		index, _ := slices.BinarySearch(z, -limit)
		n.below[k] += uint64(index)
		index, _ = slices.BinarySearch(z, limit)
		n.above[k] += uint64(len(z) - index)
	}
	d, a2 := distances(z)
	n.ks = append(n.ks, kolmogorovP(d, float64(len(z))))
	n.ad = append(n.ad, andersonP(a2))
}

// addPowersAndCounts adds to the sums of powers, first within the block for accuracy, and to the
// counts in bins.
func (n *normalSample) addPowersAndCounts(z []float64) {
	var sums [8]float64
	for _, v := range z {
		power := v
		for k := range sums {
			sums[k] += power
			power *= v
		}
		n.counts[min(int(math.Erfc(-v/math.Sqrt2)/2*bins), bins-1)]++
	}
	for k, s := range sums {
		n.powers[k] += s
	}
}
