// Package integrator advances blocks of replicas of a network driven by noise.
//
// The equations are Moore & Chaudhuri (2020), (1) and (13); the steppers are
// Euler–Maruyama (Kloeden & Platen 1992, Section 10.2) and Leimkuhler–Matthews (2013,
// "Rational construction of stochastic numerical methods for molecular sampling").
//
// Increments are a pure function of (seed, purpose, step, neuron, replica), and every
// operation has a fixed order and rounding, so that a replica's trajectory is the same
// to the bit whatever block it travels in, whatever product is used, on any machine.
package integrator

import "fmt"

// Block is the state of Width independent replicas of a network.
type Block struct {
	Neurons, Width int
	FirstReplica   int       // the number, among all replicas, of the block's first one
	Step           uint64    // the number of steps taken
	State          []float64 // x, State[i*Width+r]
	Coloured       []float64 // η of the Ornstein–Uhlenbeck placement, the same shape; nil for any other
}

// NewBlock returns a block at rest at step 0. It panics if neurons or firstReplica is
// negative or width is not positive.
func NewBlock(neurons, width, firstReplica int) *Block {
	if neurons < 0 || width < 1 || firstReplica < 0 {
		panic(fmt.Sprintf("integrator: block of %d neurons × %d replicas from replica %d", neurons, width, firstReplica))
	}
	return &Block{
		Neurons: neurons, Width: width, FirstReplica: firstReplica,
		State: make([]float64, neurons*width),
	}
}

// A Stepper advances a block by one step. A stepper has buffers of its own: use one in
// each goroutine.
type Stepper interface {
	// Advance takes one step. It returns a *DivergedError when a state leaves the bound
	// or is not a number; the block is then of no further use. It panics if the block
	// does not fit the network.
	Advance(b *Block) error
}

// Bound is the magnitude that no state may exceed. A stable network driven by any
// reasonable noise stays far below; an unstable one reaches it long before the products
// overflow.
const Bound = 1e100

// DivergedError says where a run left the bound.
type DivergedError struct {
	Step     uint64  // the step that did it, from 0
	Replica  int     // among all replicas
	Neuron   int     //
	Value    float64 // the state it reached
	StepSize float64 //
}

// Error names step, neuron and replica, with the cure.
func (e *DivergedError) Error() string {
	return fmt.Sprintf("the trajectory diverged at step %d: neuron %d of replica %d reached %.3g with step size %.4g; "+
		"take a smaller step size or a larger leak", e.Step, e.Neuron, e.Replica, e.Value, e.StepSize)
}
