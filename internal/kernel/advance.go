package kernel

import "fmt"

// Coefficients are what the step of consecutive neurons needs besides their states: those of
//
//	x ← x + h(−D x + φ(W x + b)) + noiseScale ζ
type Coefficients[T Float] struct {
	Leak, Input []T // D and b, of each neuron
	Floor       T   // φ(u) = u where u > Floor, else Floor: −Inf for a linear neuron, 0 for a rectified one
	StepSize    T   // h
	NoiseScale  T   // the coefficient of ζ; 0 for no noise
	Bound       T   // the magnitude that no state may exceed
}

// Advance implements Product, for every kind of it.
func (u *unit[T]) Advance(c Coefficients[T], x []T, products Rows[T], zeta []T) bool {
	count, width := products.Count, products.Width
	if len(x) != count*width || len(zeta) != len(x) || len(c.Leak) != count || len(c.Input) != count {
		panic(fmt.Sprintf("kernel: %d states, %d increments, %d leaks and %d inputs for %d neurons × %d replicas",
			len(x), len(zeta), len(c.Leak), len(c.Input), count, width))
	}
	if len(x) == 0 {
		return true
	}
	whole := width / u.lanes * u.lanes
	within := true
	if whole > 0 {
		within = u.advance(x, products.Values, zeta, c.Leak, c.Input, whole, width, products.Stride, c.Floor, c.StepSize, c.NoiseScale, c.Bound)
	}
	if whole < width {
		within = u.rest(x[whole:], products.Values[whole:], zeta[whole:], c.Leak, c.Input, width-whole, width, products.Stride,
			c.Floor, c.StepSize, c.NoiseScale, c.Bound) && within
	}
	return within
}
