package kernel

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestAdvanceEqualsTheSpecification bit for bit, in every unit, for any number of
// replicas, linear and rectified, and with states beyond the bound, infinite ones and
// NaN among them.
func TestAdvanceEqualsTheSpecification(t *testing.T) {
	t.Run("float64", advanceEqualsSpecification[float64])
	t.Run("float32", advanceEqualsSpecification[float32])
}

func advanceEqualsSpecification[T Float](t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	odd := []float64{0, math.Copysign(0, -1), 1e31, -1e31, math.Inf(1), math.NaN(), 1e-45, 1e30, -1e30}
	units := available[T]()
	for trial := range 20_000 {
		size := trial % 70
		n := Neuron[T]{
			Leak: T(rng.ExpFloat64()), Input: T(rng.NormFloat64()), Floor: T(math.Inf(-1)),
			StepSize: T(0.01 * rng.ExpFloat64()), Kick: T(rng.ExpFloat64()), Bound: 1e30,
		}
		if trial%2 == 0 {
			n.Floor = 0
		}
		if trial%5 == 0 {
			n.Input, n.Kick = 0, 0
		}
		whole, x := guarded[T](size)
		product, zeta, want := make([]T, size), make([]T, size), make([]T, size)
		for r := range x {
			x[r], product[r], zeta[r] = T(rng.NormFloat64()), T(rng.NormFloat64()), T(rng.NormFloat64())
		}
		if size > 0 && trial%3 == 0 {
			x[rng.IntN(size)] = T(odd[trial%len(odd)])
			product[rng.IntN(size)] = T(odd[trial%2])
		}
		wantWithin := true
		for r, v := range x {
			u := product[r] + n.Input
			if u <= n.Floor || u != u {
				u = n.Floor
			}
			want[r] = FMA(n.Kick, zeta[r], FMA(n.StepSize, FMA(-n.Leak, v, u), v))
			wantWithin = wantWithin && math.Abs(float64(want[r])) <= float64(n.Bound)
		}
		u := &units[trial/2%len(units)]
		if within := u.Advance(n, x, product, zeta); within != wantWithin {
			t.Fatalf("%s, %d replicas: within the bound %v, specification %v", u.name, size, within, wantWithin)
		}
		for r, w := range want {
			if bitsOf(x[r]) != bitsOf(w) && (x[r] == x[r] || w == w) {
				t.Fatalf("%s, %d replicas, replica %d: %v, specification %v", u.name, size, r, x[r], w)
			}
		}
		checkGuards(t, whole)
	}
}

func TestAdvancePanicsOnShapes(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic for two products of three states")
		}
	}()
	u := portable[float64]()
	u.Advance(Neuron[float64]{}, make([]float64, 3), make([]float64, 2), make([]float64, 3))
}
