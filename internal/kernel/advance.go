package kernel

import "fmt"

// Coefficients are those of the step of consecutive neurons
//
//	x ← x + h(−D x + φ(W x + b)) + s ζ
type Coefficients[T Float] struct {
	Leak, Input []T // D and b of each neuron
	StepSizes   []T // h of each neuron
	NoiseScales []T // s of each neuron; 0 for no noise
	Floor       T   // φ(u) = u where u > Floor, else Floor: −Inf for a linear neuron, 0 for a rectified one
	Bound       T   // the magnitude that no state may exceed
}

// From returns the coefficients of count neurons from neuron k on.
func (c Coefficients[T]) From(k, count int) Coefficients[T] {
	c.Leak, c.Input = c.Leak[k:k+count], c.Input[k:k+count]
	c.StepSizes, c.NoiseScales = c.StepSizes[k:k+count], c.NoiseScales[k:k+count]
	return c
}

// Advance implements Product for all kinds.
func (u *unit[T]) Advance(c Coefficients[T], x []T, products Rows[T], zeta []T) bool {
	count, width := products.Count, products.Width
	c.check(count)
	if len(x) != count*width || len(zeta) != len(x) {
		panic(fmt.Sprintf("kernel: %d states and %d increments for %d neurons × %d replicas", len(x), len(zeta), count, width))
	}
	if len(x) == 0 {
		return true
	}
	aligned := width / u.lanes * u.lanes // the replicas that fill vectors
	within := true
	if aligned > 0 {
		within = u.advance(x, products.Values, zeta, c.Leak, c.Input, c.StepSizes, c.NoiseScales,
			aligned, width, products.Stride, c.Floor, c.Bound)
	}
	if aligned < width {
		within = u.advanceTail(x[aligned:], products.Values[aligned:], zeta[aligned:], c.Leak, c.Input, c.StepSizes, c.NoiseScales,
			width-aligned, width, products.Stride, c.Floor, c.Bound) && within
	}
	return within
}

// check panics unless there are coefficients for count neurons.
func (c Coefficients[T]) check(count int) {
	if len(c.Leak) != count || len(c.Input) != count || len(c.StepSizes) != count || len(c.NoiseScales) != count {
		panic(fmt.Sprintf("kernel: %d leaks, %d inputs, %d step sizes and %d noise scales for %d neurons",
			len(c.Leak), len(c.Input), len(c.StepSizes), len(c.NoiseScales), count))
	}
}
