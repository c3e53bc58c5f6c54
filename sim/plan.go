package sim

import "noiseprune/network"

// RunPlan is what a run is about to do, as far as its memory depends on it: what
// Options.Preflight is told.
type RunPlan struct {
	Spec   Spec // resolved
	Phases Phases
	Size   ProblemSize
	// Inverses is the number of steps of the covariance's cycle that are solved by inverses.
	Inverses int
}

// Phases says how much of a run is done.
type Phases uint8

// The phases, each with the function that does them.
const (
	WholeRun       Phases = iota // Run
	CovarianceOnly               // MeasureCovariance
	UpToPruning                  // Prune
	ComparisonOnly               // Compare
)

// ProblemSize is what the memory of a run depends on of its network: N neurons, the stored
// weights, and the edges, which are pairs in a symmetric network and else synapses.
type ProblemSize struct {
	Neurons, Stored, Edges int
	Symmetric, Rectified   bool
	Driven                 bool // by a constant input
}

// sizeOf returns the problem size of a network.
func sizeOf(net *network.Network) ProblemSize {
	s := ProblemSize{
		Neurons: net.Neurons(), Stored: net.Weights().Stored(), Edges: net.Edges(),
		Symmetric: net.Symmetric(), Rectified: net.Activation() == network.Rectified,
	}
	for _, b := range net.Input() {
		s.Driven = s.Driven || b != 0
	}
	return s
}
