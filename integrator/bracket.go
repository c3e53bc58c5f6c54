package integrator

import "math"

// Bracket gives the noise that the bracket of a rectified network holds. It has its own buffers:
// use one for each goroutine.
type Bracket[T Float] struct {
	drive Drive
	noise *increments[T]
	held  []float64
}

// NewBracket returns the Bracket of the networks that are driven by d.
func NewBracket[T Float](d Drive) *Bracket[T] {
	return &Bracket[T]{drive: d, noise: newIncrements[T](d)}
}

// Next returns the noise that the bracket holds in the next step of a block, a value for each
// state in its order: σζ/√h for Inside, η for OrnsteinUhlenbeck, and 0 for Outside. It is valid until the
// next call.
func (k *Bracket[T]) Next(b *Block[T]) []float64 {
	k.held = resize(k.held, len(b.State))
	clear(k.held) // η = 0 before the first step, where b.Coloured is nil
	switch k.drive.Placement {
	case Inside:
		scale := k.drive.Strength / math.Sqrt(k.drive.StepSize)
		for i, zeta := range k.noise.at(b, b.Step) {
			k.held[i] = float64(zeta) * scale
		}
	case OrnsteinUhlenbeck:
		for i, eta := range b.Coloured {
			k.held[i] = float64(eta)
		}
	case Outside:
	}
	return k.held
}
