package kernel

import "fmt"

// Neuron is what the step of one neuron needs besides its states: the coefficients of
//
//	x ← x + h(−D x + φ(W x + b)) + kick ζ
type Neuron[T Float] struct {
	Leak, Input T // D, b
	Floor       T // φ(u) = u where u > Floor, else Floor: −Inf for a linear neuron, 0 for a rectified one
	StepSize    T // h
	Kick        T // what multiplies ζ; 0 for none
	Bound       T // the magnitude that no state may exceed
}

// Advance implements Product, for every kind of it.
func (u *unit[T]) Advance(n Neuron[T], x, product, zeta []T) bool {
	if len(product) != len(x) || len(zeta) != len(x) {
		panic(fmt.Sprintf("kernel: %d states, %d products, %d increments", len(x), len(product), len(zeta)))
	}
	whole := len(x) / u.lanes * u.lanes
	within := true
	if whole > 0 {
		within = u.advance(x, product, zeta, whole, n.Input, n.Floor, -n.Leak, n.StepSize, n.Kick, n.Bound)
	}
	if whole == len(x) {
		return within
	}
	return u.rest(x[whole:], product[whole:], zeta[whole:], len(x)-whole,
		n.Input, n.Floor, -n.Leak, n.StepSize, n.Kick, n.Bound) && within
}
