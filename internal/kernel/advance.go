package kernel

import (
	"fmt"
	"math"
)

// Neuron is what the step of one neuron needs besides its states: the coefficients of
//
//	x ← x + h(−D x + φ(W x + b)) + kick ζ
type Neuron struct {
	Leak, Input float64 // D, b
	Floor       float64 // φ(u) = u where u > Floor, else Floor: −Inf for a linear neuron, 0 for a rectified one
	StepSize    float64 // h
	Kick        float64 // what multiplies ζ; 0 for none
	Bound       float64 // the magnitude that no state may exceed
}

// Advance takes the step of one neuron in all its replicas, given its row of W x, and
// reports whether every new state is within the bound. Each new state is
//
//	u = product[r] + b, or the floor if that is not above it
//	x[r] = FMA(kick, ζ[r], FMA(h, FMA(−D, x[r], u), x[r]))
//
// in this order and with these roundings on every machine. It panics where lengths
// differ.
func (n Neuron) Advance(x, product, zeta []float64) bool {
	if len(product) != len(x) || len(zeta) != len(x) {
		panic(fmt.Sprintf("kernel: %d states, %d products, %d increments", len(x), len(product), len(zeta)))
	}
	done, within := n.vectorAdvance(x, product, zeta)
	return n.portableAdvance(x[done:], product[done:], zeta[done:]) && within
}

// portableAdvance is the specification.
func (n Neuron) portableAdvance(x, product, zeta []float64) bool {
	product, zeta = product[:len(x)], zeta[:len(x)]
	within := true
	for r, v := range x {
		u := product[r] + n.Input
		if !(u > n.Floor) {
			u = n.Floor
		}
		v = math.FMA(n.Kick, zeta[r], math.FMA(n.StepSize, math.FMA(-n.Leak, v, u), v))
		x[r] = v
		within = within && math.Abs(v) <= n.Bound
	}
	return within
}
