package sim

import (
	"math"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/network"
)

// RunPlan is what a run is about to do, as far as its memory and its time depend on it: what
// Options.Preflight is told.
type RunPlan struct {
	Given    Spec // as it was given
	Spec     Spec // resolved
	Schedule Schedule
	Phases   Phases
	Size     ProblemSize
	Network  *network.Network
	Facts    NetworkFacts
	// Inverses is the number of steps of the covariance's cycle that are solved by inverses.
	Inverses int
	// Keeps are the shares of the edges that a sweep prunes to, in ascending order, the largest of which Spec has; nil of a run.
	Keeps []float64
}

// PlanOf returns the plan of a run of those phases on a network that Describe has described. given is the
// spec that Describe was given; a run's has the choice of compare.spectra in it.
func PlanOf(given Spec, described *Result, phases Phases) RunPlan {
	net, schedule := described.Data.Original, described.Schedule
	return RunPlan{
		Given: given, Spec: described.Spec, Schedule: schedule, Phases: phases, Size: sizeOf(net),
		Network: net, Facts: described.Network, Inverses: invertedIn(schedule.Cycle),
	}
}

// Changed returns the plan after a change of its spec that leaves the steppers and their steps as they are:
// of the samples, the replicas, the trajectories, the precision, what is exact, or of the method from edges
// to solve. What it costs is nothing; Replanned takes every change.
func (p RunPlan) Changed(change func(*Spec)) RunPlan {
	before, t := p.Spec, &p.Schedule
	change(&p.Spec)
	c := &p.Spec.Covariance
	if c.Method == covariance.SolveMethod {
		t.BurnInSteps, t.IntervalSteps, t.SamplesPerReplica = 0, 1, samplesPerReplica(*c, 1)
	} else {
		share := p.Spec.samplesOfReplica() / before.samplesOfReplica()
		t.SamplesPerReplica = max(2, clampToInt(math.Ceil(float64(t.SamplesPerReplica)*share)))
	}
	c.Width = Exactly(min(c.Width.Value(), float64(c.Replicas)))
	t.TrajectorySteps = steps(&p.Spec.Compare.Duration, 0, t.TrajectoryStepSize, 1, 1)
	return p
}

// Replanned returns the plan after any change of the spec that was given. It costs what Resolve does, and
// returns its errors.
func (p RunPlan) Replanned(change func(*Spec)) (RunPlan, error) {
	change(&p.Given)
	var err error
	if p.Spec, p.Schedule, err = Resolve(p.Given, p.Network); err != nil {
		return p, err
	}
	p.Inverses = invertedIn(p.Schedule.Cycle)
	return p, nil
}

// Solvable reports whether covariance method solve can measure the network.
func (p RunPlan) Solvable() bool { return p.Spec.whyNotSolved(p.Network) == "" }

// PrunedShare returns the share of the weights that pruned networks are expected to have; 1 where it is not
// known beforehand.
func (p RunPlan) PrunedShare() float64 {
	b := p.Spec.Prune
	switch {
	case p.Phases == ComparisonOnly:
		return 1
	case b.TargetError != nil:
		return 1
	case b.Keep != nil:
		return min(1, *b.Keep)
	case b.Edges != nil:
		return min(1, *b.Edges/float64(p.Size.Edges))
	case b.Density != nil:
		n := float64(p.Size.Neurons)
		return min(1, *b.Density*n*(n-1)/float64(p.Size.Stored))
	case b.K != nil, b.Epsilon != nil:
		return 1
	}
	return DefaultKeep
}

// PrunedNetworks returns how many networks are pruned, or compared with the original.
func (p RunPlan) PrunedNetworks() int {
	if p.Phases == ComparisonOnly {
		return 1
	}
	return 1 + len(p.Spec.Prune.Controls)
}

// Prunings returns how often each rule prunes: once where the pruned network is given.
func (p RunPlan) Prunings() int {
	if p.Phases == ComparisonOnly {
		return 1
	}
	return int(p.Spec.Prune.Prunings.Value())
}

// SpectraPrunings returns of how many prunings by each rule the spectra are compared: all where that takes seconds, and
// otherwise as many as do, two at least; one where they are found by products. It depends on the network's size alone.
func (p RunPlan) SpectraPrunings() int {
	if p.Spec.Compare.Spectra != FullSpectra {
		return 1
	}
	return spectraPrunings(p.Size, p.PrunedNetworks(), p.Prunings())
}

// StationaryPrunings returns of how many prunings by each rule the stationary error is computed exactly: none where that is not a
// matter of seconds or the activity is not that of a linear network under white noise.
func (p RunPlan) StationaryPrunings() int {
	return p.Spec.exactStationary(p.Size, p.Prunings())
}

// AnswersInputs reports whether answers to constant inputs are found by products, since no exact ones are.
func (p RunPlan) AnswersInputs() bool {
	return p.StationaryPrunings() == 0 && p.Spec.answersInputs(p.Size)
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
	UnequalNoise           bool // not equal and independent
}

// sizeOf returns the problem size of a network.
func sizeOf(net *network.Network) ProblemSize {
	s := ProblemSize{
		Neurons: net.Neurons(), Stored: net.Weights().Stored(), Edges: net.Edges(),
		Symmetric: net.Symmetric(), Rectified: net.Activation() == network.Rectified, UnequalNoise: !net.Noise().Plain(),
	}
	for _, b := range net.Input() {
		s.Driven = s.Driven || b != 0
	}
	return s
}

// productsPerStep returns what a step of a replica takes in products with W, in the mean of a cycle.
func (g integration) productsPerStep(net *network.Network) float64 {
	if g.cycle == nil {
		return g.stepper.Products(integrator.Drive{})
	}
	return productsOf(net, g.cycle) / float64(g.period())
}
