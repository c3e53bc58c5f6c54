package memory

import (
	"noiseprune/covariance"
	"noiseprune/sim"
)

// What runs take whatever they do: the program with its libraries, what the runtime has for
// itself, and the pilot's series.
const (
	processBytes = 40 << 20
	pilotBytes   = 10 << 20
)

// Phases says how many bytes a run takes while each of its phases lasts, in their order:
// all that is alive at once, and nothing for garbage that is not collected yet.
type Phases []Phase

// Phase is the memory of one phase, in bytes.
type Phase struct {
	Name  string
	Bytes float64
}

// Most returns the phase that takes the most.
func (p Phases) Most() Phase {
	var most Phase
	for _, phase := range p {
		if phase.Bytes > most.Bytes {
			most = phase
		}
	}
	return most
}

// Run estimates what a run takes, before anything large is allocated. kept says whether
// results and checkpoints are written.
func Run(plan sim.RunPlan, opt sim.Options, kept bool) Phases {
	e := estimate{ProblemSize: plan.Size, spec: plan.Spec, opt: opt, kept: kept, phases: plan.Phases}
	var all Phases
	add := func(name string, bytes float64) {
		all = append(all, Phase{name, processBytes + e.network(1) + bytes})
	}
	if plan.Phases != sim.ComparisonOnly {
		add("preparation", e.preparation())
		if plan.Spec.Covariance.Method != covariance.ExactMethod {
			add("covariance", e.covariance())
		}
		if plan.Spec.Covariance.Method == covariance.ExactMethod || plan.Spec.Covariance.Exact == sim.Yes {
			add("exact covariance", e.exact())
		}
	}
	if plan.Phases == sim.WholeRun || plan.Phases == sim.UpToPruning {
		add("pruning", e.pruning())
	}
	if plan.Phases == sim.WholeRun || plan.Phases == sim.ComparisonOnly {
		if plan.Spec.Compare.Spectra == sim.Yes {
			add("spectra", e.spectra())
		}
		if plan.Spec.Compare.Runs > 0 {
			add("trajectories", e.trajectories())
		}
	}
	if kept {
		add("files", e.files())
	}
	return all
}

// estimate adds up what the phases of a run allocate. Every figure is that of the
// code it speaks of; the test against real processes tells when they part.
type estimate struct {
	sim.ProblemSize
	spec   sim.Spec // resolved
	opt    sim.Options
	kept   bool
	phases sim.Phases
}

// network returns the bytes of a network with that share of the weights.
func (e estimate) network(share float64) float64 {
	const perWeight, perNeuron = 4 + 8, 8 + 3*8 + 32 // a source and a weight; where a row begins, leak, input, label
	return perWeight*share*float64(e.Stored) + perNeuron*float64(e.Neurons)
}

// square returns the bytes of a matrix of all pairs of neurons.
func (e estimate) square() float64 { return 8 * float64(e.Neurons) * float64(e.Neurons) }

// locals returns the bytes of what every synapse knows: its covariance and its diff-cov.
func (e estimate) locals() float64 {
	if e.phases == sim.ComparisonOnly {
		return 0
	}
	return 16*float64(e.Stored) + 8*float64(e.Neurons)
}

// matrix returns the bytes of the covariance of all pairs, where it is kept.
func (e estimate) matrix() float64 {
	if e.spec.Covariance.Method == covariance.EdgesMethod || e.phases == sim.ComparisonOnly {
		return 0
	}
	return e.square()
}

// plan returns the bytes that a plan takes while it is made: its edges, their scores and
// probabilities, and what solving for K sorts and sums.
func (e estimate) plan() float64 {
	const perEdge, perWeight = 40 + 8 + 34, 8
	return perEdge*float64(e.Edges) + perWeight*float64(e.Stored)
}
