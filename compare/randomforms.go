package compare

import (
	"fmt"
	"math"
	"math/rand/v2"

	"noiseprune/network"
)

// RandomVectors is the number of vectors of RandomForms.
const RandomVectors = 128

// How quadratic forms at random vectors are sampled.
const (
	randomFormBlock = 16
	randomFormSeed  = 3
)

// RandomForms returns the relative change of quadratic forms at 128 random vectors v of independent signs,
//
//	ε_v = |vᵀ(Ã − A)v / vᵀAv|,
//
// which is ε_v of Section 5 at other vectors than eigenvectors, and needs products only. The vectors are the same for
// all networks of one size. Its bits do not depend on the number of workers. A form vᵀAv of 0 gives a value that is
// not finite. It panics if the networks differ in size, or if workers is not positive.
func RandomForms(original, pruned *network.Network, workers int) []float64 {
	n := original.Neurons()
	if n != pruned.Neurons() {
		panic(fmt.Sprintf("compare: %d neurons against %d", pruned.Neurons(), n))
	}
	a, changed := newNegated(original, workers), newNegated(pruned, workers)
	source := rand.NewPCG(randomFormSeed, 0)
	v, product := make([]float64, n*randomFormBlock), make([]float64, n*randomFormBlock)
	values := make([]float64, 0, RandomVectors)
	for len(values) < RandomVectors {
		for i := range v {
			v[i] = float64(int64(source.Uint64())>>63 | 1)
		}
		before, after := a.forms(v, product), changed.forms(v, product)
		for k := range before {
			values = append(values, math.Abs((after[k]-before[k])/before[k]))
		}
	}
	return values
}

// forms returns the quadratic form of every column of a block, whose product it overwrites.
func (n *negated) forms(v, product []float64) [randomFormBlock]float64 {
	n.Apply(product, v, randomFormBlock, func(int, int) {})
	var sums [randomFormBlock]float64
	for i := range n.Order() {
		for k := range sums {
			sums[k] = math.FMA(v[i*randomFormBlock+k], product[i*randomFormBlock+k], sums[k])
		}
	}
	return sums
}
