package netio

import (
	"math"
	"testing"

	"golang.org/x/exp/rand"

	"noiseprune/network"
)

// sampleMatrices returns matrices that between them have all that a format can lose:
// symmetry, a diagonal, a neuron without synapses, names that need quoting, and the
// extremes of float64.
func sampleMatrices(t testing.TB) map[string]*Matrix {
	extremes := []network.Entry{
		{Target: 0, Source: 1, Weight: math.MaxFloat64},
		{Target: 1, Source: 0, Weight: -math.SmallestNonzeroFloat64},
		{Target: 1, Source: 1, Weight: math.Nextafter(1, 2)},
		{Target: 3, Source: 0, Weight: 1e15},
		{Target: 3, Source: 1, Weight: 999999999999999},
		{Target: 3, Source: 3, Weight: 0.1},
		{Target: 0, Source: 3, Weight: 1 << 60},
	}
	r := rand.New(rand.NewSource(1))
	var random, both []network.Entry
	for i := range 12 {
		for j := range i + 1 {
			if r.Float64() < 0.4 {
				v := r.NormFloat64() * math.Pow(10, float64(r.Intn(40)-20))
				random = append(random, network.Entry{Target: j, Source: i, Weight: v})
				both = append(both, network.Entry{Target: i, Source: j, Weight: v})
				if i != j {
					both = append(both, network.Entry{Target: j, Source: i, Weight: v})
				}
			}
		}
	}
	return map[string]*Matrix{
		"extremes":  {Weights: mustCSR(t, 5, extremes)},
		"labelled":  {Weights: mustCSR(t, 5, extremes), Labels: []string{"AVAL", "a, \"b\"", "β", "𝛼-cell", "#5"}},
		"random":    {Weights: mustCSR(t, 12, random)},
		"symmetric": {Weights: mustCSR(t, 12, both)},
		"empty":     {Weights: mustCSR(t, 3, nil)},
		"single":    {Weights: mustCSR(t, 1, []network.Entry{{Weight: -1}}), Labels: []string{"only"}},
	}
}
