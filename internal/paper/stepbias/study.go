package stepbias

import (
	"math"
	"math/cmplx"

	"noiseprune/compare"
	"noiseprune/integrator"
	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
	"noiseprune/network"
	"noiseprune/rules"
	"noiseprune/sim"
)

// How many pruned networks are drawn for each covariance, and how many samples each
// measured point has.
const (
	stepDraws    = 10
	stepBlocks   = 16
	stepReplicas = 16
	stepTimes    = 4
)

// study is one network under both steppers.
type study struct {
	net       *network.Network
	solved    *network.Network // the same for the solver: of any network, not of symmetric ones only
	largest   float64          // stable step
	own       float64          // the step that this program takes unless told otherwise
	fractions []float64
	steppers  []integrator.StepperKind

	diffCov       []float64 // of the differential equation
	plan          *rules.Plan
	reference     *compare.Eigendecomposition
	unbiased      [figure.RuleCount][]float64 // ε_v of the draws: noise-prune with the unbiased covariance, and the controls
	exact         [2][]stepEffect             // for each stepper and fraction
	measured      [2][]stepPoint              // for each stepper and measured fraction
	measuredSteps []float64                   // fractions
}

// bothSteppers returns the steppers, at their places in a study.
func bothSteppers() []integrator.StepperKind {
	return []integrator.StepperKind{byEuler: integrator.EulerMaruyamaKind, byLeimkuhler: integrator.LeimkuhlerMatthewsKind}
}

// stepEffect is what one step does.
type stepEffect struct {
	meanD, rmsD float64   // relative bias of d over synapses
	rmsP        float64   // relative bias of p over synapses
	epsV        []float64 // mean ε_v of each draw
	diffCov     []float64
}

// stepPoint is the mean relative deviation of d in each block of trajectories, from the
// differential equation's and from the stepper's own covariance.
type stepPoint struct{ equation, stepper []float64 }

func (s *study) kind() string {
	if s.net.Symmetric() {
		return "symmetric"
	}
	return "directed"
}

// studySteps makes the network and does all of it.
func studySteps(run *figure.Run, c experiment.Clusters, fractions, measured []float64) (*study, error) {
	net, err := c.Generate(run)
	if err != nil {
		return nil, err
	}
	solved, err := perturbed(net)
	if err != nil {
		return nil, err
	}
	s := &study{net: net, solved: solved, fractions: fractions, measuredSteps: measured,
		steppers: bothSteppers()}
	if s.reference, err = experiment.Decompose(run, net); err != nil {
		return nil, err
	}
	s.largest = largestStep(s.reference.Eigenvalues())
	spec := sim.DefaultSpec()
	spec.Integration.Stepper = integrator.EulerMaruyamaKind
	_, schedule, err := sim.Resolve(spec, net)
	if err != nil {
		return nil, err
	}
	s.own = schedule.StepSize
	if err := s.unbiasedPlans(run); err != nil {
		return nil, err
	}
	if err := s.solve(run); err != nil {
		return nil, err
	}
	return s, s.measure(run)
}

// largestStep returns the h below which |1 + hλ| < 1 for every eigenvalue λ.
func largestStep(values []complex128) float64 {
	largest := math.Inf(1)
	for _, v := range values {
		largest = min(largest, -2*real(v)/(cmplx.Abs(v)*cmplx.Abs(v)))
	}
	return largest
}

// perturbed returns a symmetric network with one weight changed by a part in 10¹², any other as
// it is. The stepper's equation is then solved as it stands, and not by the formula for
// symmetric networks, by which Leimkuhler–Matthews has no bias.
func perturbed(net *network.Network) (*network.Network, error) {
	if !net.Symmetric() {
		return net, nil
	}
	entries := net.Weights().Entries()
	entries[0].Weight *= 1 + 1e-12
	parts := net.Parts()
	var err error
	if parts.Weights, err = network.NewCSR(net.Neurons(), entries); err != nil {
		return nil, err
	}
	return network.New(parts)
}
