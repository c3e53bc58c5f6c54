package integrator

import (
	"fmt"
	"math"
	"slices"

	"noiseprune/internal/kernel"
	"noiseprune/network"
)

// system is the common part of the steppers: the drift f, its rounding, and the noise.
type system[T Float] struct {
	weights      kernel.Product[T]
	coefficients kernel.Coefficients[T]
	drive        Drive
	placement    Placement
	noise        *increments[T]
	scratch      kernel.Scratch[T]
	input        *changingInput[T] // nil without a stimulus
}

// newSystem returns the system of net under d, in which white noise outside the bracket is added with
// the given scales. stepSizes and noiseScales have a value for each neuron.
func newSystem[T Float](net *network.Network, w kernel.Product[T], d Drive, stepSizes, noiseScales []float64) system[T] {
	if w.Order() != net.Neurons() {
		panic(fmt.Sprintf("integrator: weights of order %d for %d neurons", w.Order(), net.Neurons()))
	}
	s := system[T]{
		weights: w,
		coefficients: kernel.Coefficients[T]{
			Leak: rounded[T](net.Leak()), Input: rounded[T](net.Input()),
			StepSizes: rounded[T](stepSizes), NoiseScales: rounded[T](noiseScales),
			Floor: T(math.Inf(-1)), Bound: largestState[T](),
		},
		drive: d, placement: d.placementIn(net),
		noise: newIncrements[T](d).of(net.Noise(), net.Neurons()),
	}
	if net.Activation() == network.Rectified {
		s.coefficients.Floor = 0
	}
	if s.placement != Outside {
		clear(s.coefficients.NoiseScales)
	}
	s.input = newChangingInput(net, s.coefficients.Input)
	return s
}

// everywhere returns v for each neuron.
func everywhere(net *network.Network, v float64) []float64 {
	return slices.Repeat([]float64{v}, net.Neurons())
}

func rounded[T Float](values []float64) []T {
	all := make([]T, len(values))
	for i, v := range values {
		all[i] = T(v)
	}
	return all
}

func (s *system[T]) shareNoise(from *increments[T]) { s.noise = from }
func (s *system[T]) ownNoise() *increments[T]       { return s.noise }

// check panics unless the block fits the network.
func (s *system[T]) check(b *Block[T]) {
	if b.Neurons != s.weights.Order() || len(b.State) != b.Neurons*b.Width {
		panic(fmt.Sprintf("integrator: block of %d neurons × %d replicas with %d states for a network of %d neurons",
			b.Neurons, b.Width, len(b.State), s.weights.Order()))
	}
	if s.placement == OrnsteinUhlenbeck && b.Coloured == nil {
		b.Coloured = make([]T, len(b.State))
	}
}

// advance takes the step of every neuron and increments b.Step. ζ is added outside the bracket with
// the noise scales, scale·inside inside it unless inside is nil. It returns a *DivergedError if a
// state exceeds the bound.
func (s *system[T]) advance(b *Block[T], zeta rowsOf[T], scale float64, inside []T) error {
	s.input.set(s.drive, b.Step)
	within := true
	s.weights.Rows(b.State, b.Width, &s.scratch, func(first int, products kernel.Rows[T]) {
		if inside != nil {
			addScaled(products, T(scale), inside[first*b.Width:])
		}
		for k := 0; k < products.Count; {
			i := first + k
			count := min(products.Count-k, chunkRows-i%chunkRows)
			states := b.State[i*b.Width : (i+count)*b.Width]
			within = s.weights.Advance(s.coefficients.From(i, count), states, products.From(k, count), zeta(i, count)) && within
			k += count
		}
	})
	if !within {
		return s.diverged(b)
	}
	b.Step++
	return nil
}

// advanceIn takes the step with the noise where it is placed. advanceColoured takes the step of η with
// the given ζ.
func (s *system[T]) advanceIn(b *Block[T], advanceColoured func(b *Block[T], zeta []T)) error {
	if s.placement == Outside {
		return s.advance(b, s.noise.rows(b, b.Step), 0, nil)
	}
	zeta := s.noise.at(b, b.Step)
	unused := rowsIn(zeta, b.Width) // multiplied by a noise scale of 0
	if s.placement == Inside {
		return s.advance(b, unused, s.drive.Strength/math.Sqrt(s.drive.StepSize), zeta)
	}
	err := s.advance(b, unused, 1, b.Coloured)
	advanceColoured(b, zeta)
	return err
}

// addScaled adds scale·values, rows of the products' width.
func addScaled[T Float](products kernel.Rows[T], scale T, values []T) {
	for k := range products.Count {
		row := products.Row(k)
		for r, v := range values[k*products.Width:][:products.Width] {
			row[r] = kernel.FMA(scale, v, row[r])
		}
	}
}

// diverged finds the first neuron, and in it the first replica, beyond the bound.
func (s *system[T]) diverged(b *Block[T]) error {
	for k, v := range b.State {
		if !(math.Abs(float64(v)) <= float64(s.coefficients.Bound)) {
			return &DivergedError{
				Step: b.Step, Neuron: k / b.Width, Replica: b.FirstReplica + k%b.Width%b.Each(),
				Value: float64(v), StepSize: s.drive.StepSize,
			}
		}
	}
	panic("integrator: no state exceeds the bound")
}
