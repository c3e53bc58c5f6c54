package kernel

import "fmt"

// Coefficients are those of the step of consecutive neurons
//
//	x ← x + h(−D x + φ(W x + b)) + noiseScale ζ
type Coefficients[T Float] struct {
	Leak, Input []T // D and b of each neuron
	Floor       T   // φ(u) = u where u > Floor, else Floor: −Inf for a linear neuron, 0 for a rectified one
	StepSize    T   // h
	NoiseScale  T   // the coefficient of ζ; 0 for no noise
	Bound       T   // the magnitude that no state may exceed
}

// Advance implements Product for all kinds.
func (u *unit[T]) Advance(c Coefficients[T], x []T, products Rows[T], zeta []T) bool {
	count, width := products.Count, products.Width
	if len(x) != count*width || len(zeta) != len(x) || len(c.Leak) != count || len(c.Input) != count {
		panic(fmt.Sprintf("kernel: %d states, %d increments, %d leaks and %d inputs for %d neurons × %d replicas",
			len(x), len(zeta), len(c.Leak), len(c.Input), count, width))
	}
	if len(x) == 0 {
		return true
	}
	aligned := width / u.lanes * u.lanes // the replicas that fill vectors
	within := true
	if aligned > 0 {
		within = u.advance(x, products.Values, zeta, c.Leak, c.Input, aligned, width, products.Stride, c.Floor, c.StepSize, c.NoiseScale, c.Bound)
	}
	if aligned < width {
		within = u.advanceTail(x[aligned:], products.Values[aligned:], zeta[aligned:], c.Leak, c.Input, width-aligned, width, products.Stride,
			c.Floor, c.StepSize, c.NoiseScale, c.Bound) && within
	}
	return within
}
