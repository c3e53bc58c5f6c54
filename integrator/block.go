// Package integrator advances blocks of replicas of a network driven by noise.
//
// The equations are Moore & Chaudhuri (2020), (1) and (13); the steppers are
// Euler–Maruyama (Kloeden & Platen 1992, Section 10.2), Leimkuhler–Matthews (2013,
// "Rational construction of stochastic numerical methods for molecular sampling") and the
// trapezoid (Crank & Nicolson 1947) with a cycle of step sizes, the shifts of Peaceman &
// Rachford's iteration (1955).
//
// Increments are a pure function of (seed, purpose, step, neuron, replica), and every
// operation has a fixed order and rounding, so that a replica's trajectory is the same
// to the bit for any width of its block, any kind of product, and any machine.
package integrator

import (
	"fmt"
	"unsafe"
)

// Float is the precision of a state: float64, or float32 for twice the speed. Increments
// are the same, rounded once.
type Float interface{ float32 | float64 }

// Block is the state of Width independent replicas of a network.
type Block[T Float] struct {
	Neurons, Width int
	FirstReplica   int    // the number, among all replicas, of the block's first one
	Step           uint64 // the number of steps taken
	State          []T    // x, State[i*Width+r]
	Coloured       []T    // η of the Ornstein–Uhlenbeck placement, the same shape; nil for any other

	families int // of Width/families replicas each
}

// NewBlock returns a block at rest at step 0. It panics if neurons or firstReplica is
// negative or width is not positive.
func NewBlock[T Float](neurons, width, firstReplica int) *Block[T] {
	if neurons < 0 || width < 1 || firstReplica < 0 {
		panic(fmt.Sprintf("integrator: block of %d neurons × %d replicas from replica %d", neurons, width, firstReplica))
	}
	return &Block[T]{
		Neurons: neurons, Width: width, FirstReplica: firstReplica,
		State: make([]T, neurons*width), families: 1,
	}
}

// Float64s returns the states in double precision, for statistics: State itself if T is
// float64, otherwise a copy in the buffer, which grows as needed.
func (b *Block[T]) Float64s(buffer *[]float64) []float64 {
	if states, ok := any(b.State).([]float64); ok {
		return states
	}
	*buffer = resize(*buffer, len(b.State))
	for k, v := range b.State {
		(*buffer)[k] = float64(v)
	}
	return *buffer
}

// A Stepper advances a block by one step. New makes one of those in the registry; other packages
// cannot implement the interface. A stepper has its own buffers: use one for each goroutine.
type Stepper[T Float] interface {
	// Advance takes one step and increments b.Step. It returns a *DivergedError when a state
	// exceeds 1e100 in magnitude, in single precision 1e30, or is NaN; the block is then no
	// longer valid. It panics if the block does not fit the network.
	Advance(b *Block[T]) error
	// shareNoise makes the stepper use the given increments.
	shareNoise(from *increments[T])
	// ownNoise returns the increments that the stepper uses.
	ownNoise() *increments[T]
}

// largestState returns the magnitude that no state may exceed: 1e100, in single precision 1e30.
// A stable network driven by any reasonable noise stays far below; an unstable one
// reaches it long before the products overflow.
func largestState[T Float]() T {
	bound := 1e100
	if unsafe.Sizeof(T(0)) == 4 {
		bound = 1e30
	}
	return T(bound)
}

// DivergedError is the error of a state beyond the bound that Stepper.Advance names.
type DivergedError struct {
	Step     uint64  // the step that exceeded the bound, from 0
	Replica  int     // among all replicas
	Neuron   int     //
	Value    float64 // the state it reached
	StepSize float64 //
}

// Error states step, neuron, replica and a remedy.
func (e *DivergedError) Error() string {
	return fmt.Sprintf("the trajectory diverged at step %d: neuron %d of replica %d reached %.3g with step size %.4g; "+
		"take a smaller step size or a larger leak", e.Step, e.Neuron, e.Replica, e.Value, e.StepSize)
}

func resize[T any](buffer []T, n int) []T {
	if cap(buffer) < n {
		return make([]T, n)
	}
	return buffer[:n]
}
