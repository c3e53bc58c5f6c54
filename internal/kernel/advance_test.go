package kernel

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestAdvanceEqualsTheSpecification bit for bit, in every unit, for any number of neurons
// and replicas and any distance between rows, linear and rectified, and with states beyond
// the bound, infinite ones and NaN among them.
func TestAdvanceEqualsTheSpecification(t *testing.T) {
	t.Run("float64", advanceEqualsSpecification[float64])
	t.Run("float32", advanceEqualsSpecification[float32])
}

func advanceEqualsSpecification[T Float](t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	odd := []float64{0, math.Copysign(0, -1), 1e31, -1e31, math.Inf(1), math.NaN(), 1e-45, 1e30, -1e30}
	units := available[T]()
	for trial := range 20_000 {
		neurons, width := 1+trial%4, trial%70
		size := neurons * width
		c := Coefficients[T]{
			Leak: make([]T, neurons), Input: make([]T, neurons), Floor: T(math.Inf(-1)),
			StepSizes: make([]T, neurons), NoiseScales: make([]T, neurons), Bound: 1e30,
		}
		if trial%2 == 0 {
			c.Floor = 0
		}
		for i := range neurons {
			c.StepSizes[i] = T(0.01 * rng.ExpFloat64())
			if trial%5 > 0 {
				c.NoiseScales[i] = T(rng.ExpFloat64())
			}
			if c.Leak[i] = T(rng.ExpFloat64()); trial%5 > 0 {
				c.Input[i] = T(rng.NormFloat64())
			}
		}
		whole, x := guarded[T](size)
		products := Rows[T]{Count: neurons, Width: width, Stride: width + trial%3}
		products.Values = randomStates[T](neurons*products.Stride, uint64(trial), 0)
		zeta := make([]T, size)
		for r := range x {
			x[r], zeta[r] = T(rng.NormFloat64()), T(rng.NormFloat64())
		}
		if size > 0 && trial%3 == 0 {
			x[rng.IntN(size)] = T(odd[trial%len(odd)])
			products.Row(rng.IntN(neurons))[rng.IntN(width)] = T(odd[trial%2])
		}
		want, wantWithin := specifiedAdvance(c, x, products, zeta)
		u := &units[trial/2%len(units)]
		if within := u.Advance(c, x, products, zeta); within != wantWithin {
			t.Fatalf("%s, %d neurons × %d replicas: within the bound %v, specification %v", u.name, neurons, width, within, wantWithin)
		}
		for r, w := range want {
			if bitsOf(x[r]) != bitsOf(w) && (x[r] == x[r] || w == w) {
				t.Fatalf("%s, %d neurons × %d replicas, state %d: %v, specification %v", u.name, neurons, width, r, x[r], w)
			}
		}
		checkGuards(t, whole)
	}
}

// specifiedAdvance is the step as Product specifies it.
func specifiedAdvance[T Float](c Coefficients[T], x []T, products Rows[T], zeta []T) (states []T, within bool) {
	within = true
	for k, v := range x {
		i, r := k/products.Width, k%products.Width
		u := products.Row(i)[r] + c.Input[i]
		if u <= c.Floor || u != u {
			u = c.Floor
		}
		v = FMA(c.NoiseScales[i], zeta[k], FMA(c.StepSizes[i], FMA(-c.Leak[i], v, u), v))
		states = append(states, v)
		within = within && math.Abs(float64(v)) <= float64(c.Bound)
	}
	return states, within
}

func TestAdvancePanicsOnShapes(t *testing.T) {
	two := Rows[float64]{Count: 2, Width: 3, Stride: 3, Values: make([]float64, 6)}
	for _, c := range []struct {
		why                 string
		leaks, steps, x, of int
	}{
		{"a leak too few", 1, 2, 6, 6},
		{"a step size too few", 2, 1, 6, 6},
		{"a state too few", 2, 2, 5, 6},
		{"an increment too few", 2, 2, 6, 5},
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", c.why)
				}
			}()
			u := portable[float64]()
			u.Advance(Coefficients[float64]{
				Leak: make([]float64, c.leaks), Input: make([]float64, 2), StepSizes: make([]float64, c.steps), NoiseScales: make([]float64, 2),
			},
				make([]float64, c.x), two, make([]float64, c.of))
		}()
	}
}
