// Package sim turns a Spec into a Result: it simulates
//
//	dx = (−D x + φ(W x + b)) dt + σ dW
//
// of N neurons, measures the covariance C of x, prunes W by the noise-prune rule and by controls,
// and compares original and pruned networks (Moore & Chaudhuri 2020, equations (1), (3), (4), (5)
// and (13)). A = W − D has the eigenvalues λ. Weights W and leak D are rates: their unit sets that
// of time.
//
// A Spec is plain data and says all that defines a run: the same Spec with the same
// network gives the same Result, to the bit, whatever the number of workers and the
// kernel, which are Options and not part of it.
package sim

import (
	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/network"
	"noiseprune/rules"
)

// Spec says all that defines a run, beside the network's weights. Resolve replaces every "auto" by
// a number. The zero Spec cannot be run; DefaultSpec returns one that can.
type Spec struct {
	Network     network.Definition `json:"network" yaml:"network"`
	Seed        uint64             `json:"seed" yaml:"seed"`
	Noise       NoiseSpec          `json:"noise" yaml:"noise"`
	Integration IntegrationSpec    `json:"integration" yaml:"integration"`
	Covariance  CovarianceSpec     `json:"covariance" yaml:"covariance"`
	Prune       PruneSpec          `json:"prune" yaml:"prune"`
	Compare     CompareSpec        `json:"compare" yaml:"compare"`
}

// NoiseSpec says what noise drives the network; integrator.Placement has the equations.
type NoiseSpec struct {
	Strength        float64              `json:"strength" yaml:"strength"`                 // σ; 0 with covariance method exact only
	Increments      integrator.Increment `json:"increments" yaml:"increments"`             // gaussian or rademacher
	Placement       integrator.Placement `json:"placement" yaml:"placement"`               // outside, inside or ou
	CorrelationTime float64              `json:"correlation_time" yaml:"correlation_time"` // τ of placement ou, longer than the step size
}

// IntegrationSpec says how trajectories are computed. In the given Spec its stepper and step size are those of
// the covariance too, unless CovarianceSpec has its own; in a resolved one they are those of the compared
// trajectories, for which a cyclic stepper is replaced by an explicit one. An open step is
// integrator.StepperKind.OpenStep, in trajectories half of the exponential stepper's. The covariance's is
// shortened where its bias is found to be above Bias, by default a third of the sampling error, unless a
// stepper is given without a Bias.
type IntegrationSpec struct {
	Stepper   integrator.StepperKind `json:"stepper" yaml:"stepper"`     // auto: exponential or euler-maruyama, by the longer step
	StepSize  Number                 `json:"step_size" yaml:"step_size"` // h
	Precision integrator.Precision   `json:"precision" yaml:"precision"` // of the states, float64 or float32; statistics are float64 always
	Bias      Number                 `json:"bias" yaml:"bias"`           // relative, on a typical edge
}

// CovarianceSpec says how the covariance is obtained. Times become whole numbers of steps. An open
// burn-in is 5 of the slowest time constants −1/Re λ where A is symmetric and the noise is white; in any
// other network it follows from how a disturbance decays, and is extended where the activity turns
// out not to be stationary.
//
// An open stepper is the one with the least expected cost (StepperCost), or a cycle of the trapezoid, which has
// next to no bias on any edge, that takes at most 1.5 times as many products. An open cycle is that of one, two or three
// steps which takes the fewest. An open interval is chosen by a pilot run, so that a tenth of the
// effective samples is lost, with a cycle by its expected cost.
//
// An open number of samples is 10,000 up to 200,000 stored weights, and falls
// with their number to 256 at least. With UntilError batches of new replicas are sampled until a typical
// edge's measured error is no larger, 64 at most, and Samples is the number wanted of a batch, if open a quarter of
// the expected 2/UntilError². The method solve needs a linear, symmetric and diagonally dominant
// network with white noise; it has independent samples without burn-in, and computes in float64.
type CovarianceSpec struct {
	Method     covariance.Method      `json:"method" yaml:"method"`         // edges, dense, exact or solve
	Stepper    integrator.StepperKind `json:"stepper" yaml:"stepper"`       // auto: the integration's, else by products
	StepSize   Number                 `json:"step_size" yaml:"step_size"`   // h; auto: the integration's, else an open one
	Cycle      Number                 `json:"cycle" yaml:"cycle"`           // steps of a cycle of the trapezoid
	From       Dynamics               `json:"from" yaml:"from"`             // linear or self: those a rectified network is measured in
	Background float64                `json:"background" yaml:"background"` // extra input to every neuron while the covariance is measured
	Samples    Number                 `json:"samples" yaml:"samples"`       // effective samples wanted on a typical edge
	Replicas   int                    `json:"replicas" yaml:"replicas"`     // independent ones, at least 2
	Width      Number                 `json:"width" yaml:"width"`           // replicas in a block; auto: by the size of the weights
	BurnIn     Number                 `json:"burn_in" yaml:"burn_in"`       // time before the first sample
	Interval   Number                 `json:"interval" yaml:"interval"`     // time between samples
	Exact      Choice                 `json:"exact" yaml:"exact"`           // auto, yes or no: exact covariances and stationary errors

	UntilError *float64 `json:"until_error,omitempty" yaml:"until_error,omitempty"` // relative standard error of a typical edge
}

// PruneSpec says how the network is pruned: an edge of weight w and diff-cov d is kept with
// probability p = min(1, K|w|d), and then has weight w/p (equations (4) and (5)). At most one of K,
// Keep, Density, Edges, Epsilon and TargetError is given, all of them positive; without any, Keep is
// DefaultKeep.
//
// With TargetError Run and Prune search for the smallest Keep at which noise-prune's stationary error (without noise that of
// trajectories), in the mean over its prunings, is below it, to within 2%; the resolved Spec has that Keep instead, and Result.Target
// the search.
//
// Statements about a rule are statements about its random draws, so that each rule prunes several times: an open number is
// 16, or the number of runs where that is smaller. The first pruning is the one that is written and drawn.
type PruneSpec struct {
	K       *float64 `json:"k,omitempty" yaml:"k,omitempty"`             // the constant of (4)
	Keep    *float64 `json:"keep,omitempty" yaml:"keep,omitempty"`       // fraction of the existing edges
	Density *float64 `json:"density,omitempty" yaml:"density,omitempty"` // fraction of the possible edges
	Edges   *float64 `json:"edges,omitempty" yaml:"edges,omitempty"`     // number of edges
	Epsilon *float64 `json:"epsilon,omitempty" yaml:"epsilon,omitempty"` // accuracy ε: K = 8 ln N/(ε²σ²) (Section 4.1)

	TargetError *float64 `json:"target_error,omitempty" yaml:"target_error,omitempty"` // relative, below 1

	Prunings  Number              `json:"prunings" yaml:"prunings"`     // independent draws by each rule
	Controls  []rules.Kind        `json:"controls" yaml:"controls"`     // rules to compare with; rules.Controls() lists them
	Normalize rules.Normalization `json:"normalize" yaml:"normalize"`   // exact or scale-then-clip
	Diagonal  rules.Diagonal      `json:"diagonal" yaml:"diagonal"`     // matched or original
	Reweight  rules.Reweight      `json:"reweight" yaml:"reweight"`     // rescale or mask
	MaxFactor *float64            `json:"max_factor" yaml:"max_factor"` // cap on 1/p; null for none
	Protect   []string            `json:"protect" yaml:"protect"`       // edges kept with p = 1, as source>target
}

// CompareSpec says how original and pruned networks are compared. An open duration is 3 of the
// slowest time constants, an open scale 10σ/√(2·rate) with rate the median of −A_ii. Start says where the first
// family of trajectories begins, uniform if it is not given; the second one has the same magnitudes with random signs.
type CompareSpec struct {
	Spectra      SpectraMethod `json:"spectra" yaml:"spectra"`             // auto, full, krylov or no
	Runs         int           `json:"runs" yaml:"runs"`                   // trajectories by each rule, spread over its prunings; 0 for none
	Duration     Number        `json:"duration" yaml:"duration"`           // of each trajectory
	Observations int           `json:"observations" yaml:"observations"`   // times at which trajectories are compared
	InitialScale Number        `json:"initial_scale" yaml:"initial_scale"` // x(0) is uniform between 0 and this
	Traces       int           `json:"traces" yaml:"traces"`               // neurons whose single traces are kept
	Start        Start         `json:"start,omitzero" yaml:"start,omitempty"`
}

// DefaultSpec returns the Spec of a run without flags, but for its network's source. What is
// not named here is the zero value: the choices that are listed first, and auto.
func DefaultSpec() Spec {
	return Spec{
		Network:    network.Definition{Input: "0"},
		Seed:       1,
		Noise:      NoiseSpec{Strength: 1},
		Covariance: CovarianceSpec{Replicas: 128},
		Prune:      PruneSpec{Controls: []rules.Kind{rules.WeightKind, rules.UniformKind}, Protect: []string{}},
		Compare:    CompareSpec{Runs: 32, Observations: 200, Traces: 2},
	}
}
