package kernel

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestAdvanceEqualsTheSpecification bit for bit, for any number of replicas, linear and
// rectified, and with states beyond the bound, infinite ones and NaN among them.
func TestAdvanceEqualsTheSpecification(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	odd := []float64{0, math.Copysign(0, -1), 1e101, -1e101, math.Inf(1), math.NaN(), 5e-324, 1e100, -1e100}
	for trial := range 20_000 {
		size := trial % 70
		n := Neuron{
			Leak: rng.ExpFloat64(), Input: rng.NormFloat64(), Floor: math.Inf(-1),
			StepSize: 0.01 * rng.ExpFloat64(), Kick: rng.ExpFloat64(), Bound: 1e100,
		}
		if trial%2 == 0 {
			n.Floor = 0
		}
		if trial%5 == 0 {
			n.Input, n.Kick = 0, 0
		}
		whole := make([]float64, size+16)
		for k := range whole {
			whole[k] = -987.654
		}
		x := whole[8 : 8+size : 8+size]
		product, zeta, want := make([]float64, size), make([]float64, size), make([]float64, size)
		for r := range x {
			x[r], product[r], zeta[r] = rng.NormFloat64(), rng.NormFloat64(), rng.NormFloat64()
		}
		if size > 0 && trial%3 == 0 {
			x[rng.IntN(size)] = odd[trial%len(odd)]
			product[rng.IntN(size)] = odd[trial%2]
		}
		copy(want, x)
		wantWithin := n.portableAdvance(want, product, zeta)
		if within := n.Advance(x, product, zeta); within != wantWithin {
			t.Fatalf("%d replicas: within the bound %v, specification %v", size, within, wantWithin)
		}
		for r, w := range want {
			if math.Float64bits(x[r]) != math.Float64bits(w) && !(math.IsNaN(x[r]) && math.IsNaN(w)) {
				t.Fatalf("%d replicas, replica %d: %v, specification %v", size, r, x[r], w)
			}
		}
		for k := range 8 {
			if whole[k] != -987.654 || whole[8+size+k] != -987.654 {
				t.Fatalf("%d replicas: a neighbour was overwritten", size)
			}
		}
	}
}
