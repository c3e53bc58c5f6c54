package memory

import (
	"noiseprune/covariance"
	"noiseprune/sim"
)

const (
	processBytes = 72 << 20 // the program with its libraries, and the Go runtime
	pilotBytes   = 10 << 20 // the time series of the pilot
)

// Phases lists how many bytes a run takes in each of its phases, in their order. Garbage that is
// not collected yet is not counted.
type Phases []Phase

// Phase is the memory of one phase, in bytes.
type Phase struct {
	Name  string
	Bytes float64
}

// Largest returns the phase that takes the most bytes.
func (p Phases) Largest() Phase {
	var largest Phase
	for _, phase := range p {
		if phase.Bytes > largest.Bytes {
			largest = phase
		}
	}
	return largest
}

// EstimateRun estimates the memory of a run before it allocates anything large. writes says
// whether the run writes results and checkpoints.
func EstimateRun(plan sim.RunPlan, opt sim.Options, writes bool) Phases {
	e := estimate{sizes{
		ProblemSize: plan.Size, run: plan, spec: plan.Spec, opt: opt, writes: writes, phases: plan.Phases, inverses: plan.Inverses,
	}}
	var all Phases
	for _, phase := range e.list() {
		if phase.runs {
			all = append(all, Phase{phase.name, processBytes + e.network(1) + phase.bytes()})
		}
	}
	return all
}

// phaseRow is a phase that a run may have, and the bytes that it takes beside the original network.
type phaseRow struct {
	name  string
	runs  bool
	bytes func() float64
}

// list returns the phases in their order.
func (e estimate) list() []phaseRow {
	c := e.spec.Covariance
	exactOnly := c.Method == covariance.ExactMethod
	measures := e.phases != sim.ComparisonOnly
	prunes := e.phases == sim.WholeRun || e.phases == sim.UpToPruning
	compares := e.phases == sim.WholeRun || e.phases == sim.ComparisonOnly
	return []phaseRow{
		{"preparation", measures, e.preparation},
		{"covariance", measures && !exactOnly, e.covariance},
		{"exact covariance", measures && (exactOnly || c.Exact == sim.Yes), e.exactCovariance},
		{"target error", prunes && e.spec.Prune.TargetError != nil, e.target},
		{"pruning", prunes, e.pruning},
		{"spectra", compares && e.spec.Compare.Spectra == sim.FullSpectra, e.spectra},
		{"worst case", compares && e.spec.Compare.Spectra == sim.KrylovSpectra, e.worstCase},
		{"spectral densities", compares && e.spec.Compare.Spectra == sim.KrylovSpectra, e.densities},
		{"slow modes", compares && e.spec.Compare.Spectra == sim.KrylovSpectra, e.slowModes},
		{"stationary activity", compares && e.run.StationaryPrunings() > 0, e.stationary},
		{"answers to inputs", compares && e.run.AnswersInputs(), e.answers},
		{"trajectories", compares && e.spec.Compare.Runs > 0, e.trajectories},
		{"files", e.writes, e.files},
	}
}

// estimate adds up what the phases of a run allocate.
type estimate struct{ sizes }

// sizes are the bytes of what the phases allocate. Each constant is a count of bytes in the
// code that allocates them; a test against real processes fails when they differ.
type sizes struct {
	sim.ProblemSize
	run      sim.RunPlan
	spec     sim.Spec // resolved
	opt      sim.Options
	writes   bool
	phases   sim.Phases
	inverses int // of steps of the covariance's cycle
}

// network returns the bytes of a network with that share of the weights.
func (e sizes) network(share float64) float64 {
	const perWeight, perNeuron = 4 + 8, 8 + 3*8 + 32 // source and weight; row start, leak, input, label
	return perWeight*share*float64(e.Stored) + perNeuron*float64(e.Neurons)
}

// square returns the bytes of an N × N matrix.
func (e sizes) square() float64 { return 8 * float64(e.Neurons) * float64(e.Neurons) }
