package integrator

import (
	"math"

	"noiseprune/internal/kernel"
	"noiseprune/network"
)

// Bracket gives what stands in the bracket of a network, W x + b + noise, of which a rectified one
// takes the positive part. It has its own buffers: use one for each goroutine.
type Bracket[T Float] struct {
	system[T]
	values []T
}

// NewBracket returns the Bracket of net, whose weights are packed in w, driven by d. It panics if w
// is not of the network's order.
func NewBracket[T Float](net *network.Network, w Weights[T], d Drive) *Bracket[T] {
	return &Bracket[T]{system: newSystem(net, w.product, d, everywhere(net, d.StepSize), everywhere(net, 0))}
}

// Next returns what the bracket holds in the next step of a block, to the bit, a value for each state
// in its order: with the noise σζ/√h for Inside, η for OrnsteinUhlenbeck, and none for Outside. It is
// valid until the next call. It panics if the block does not fit the network.
func (k *Bracket[T]) Next(b *Block[T]) []T {
	k.check(b)
	k.input.set(k.drive, b.Step)
	k.values = resize(k.values, len(b.State))
	noise, scale := k.inside(b)
	k.weights.Rows(b.State, b.Width, &k.scratch, func(first int, products kernel.Rows[T]) {
		if noise != nil {
			addScaled(products, scale, noise[first*b.Width:])
		}
		for i := range products.Count {
			input := k.coefficients.Input[first+i]
			for r, v := range products.Row(i) {
				k.values[(first+i)*b.Width+r] = v + input
			}
		}
	})
	return k.values
}

// inside returns the noise in the bracket, and what it is multiplied by.
func (k *Bracket[T]) inside(b *Block[T]) (noise []T, scale T) {
	switch k.placement {
	case Inside:
		return k.noise.at(b, b.Step), T(k.drive.Strength / math.Sqrt(k.drive.StepSize))
	case OrnsteinUhlenbeck:
		return b.Coloured, 1
	case Outside:
	}
	return nil, 0
}
