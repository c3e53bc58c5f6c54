package sim

import (
	"noiseprune/compare"
	"noiseprune/network"
)

// RuleOutcome says how similar the network pruned by one rule is to the original. Measures of Ã,
// the A of the pruned network, and of its trajectories are summarized over the N eigenvalues or
// eigenvectors of A, or over the runs; compare has their formulas.
type RuleOutcome struct {
	Plan         PlanFacts        `json:"plan"`
	Pruned       PrunedFacts      `json:"pruned"`
	EpsLambda    *compare.Summary `json:"eps_lambda"`    // ε_λ = |λ̃/λ − 1|
	EpsV         *compare.Summary `json:"eps_v"`         // ε_v = |v*Ãv/λ − 1|
	CosTheta     *compare.Summary `json:"cos_theta"`     // cos θ = |v*Ãv|/‖Ãv‖
	EpsilonWorst *float64         `json:"epsilon_worst"` // smallest ε of (3); nil where none exists

	// EpsilonWorstError is, with compare.spectra krylov, how far the ends of the spectrum behind EpsilonWorst may be off;
	// otherwise nil. PencilCondition is the condition number of the pencil (−Ã, −A), the κ of graph sparsifiers; nil where
	// it is not finite.
	EpsilonWorstError *float64 `json:"epsilon_worst_error"`
	PencilCondition   *float64 `json:"pencil_condition"`

	SlowModes *SlowModeOutcome `json:"slow_modes"` // with compare.spectra krylov; otherwise nil

	// With compare.spectra krylov, of the bulk of the spectrum; otherwise nil. In a directed network the density is that
	// of the symmetric part (A + Aᵀ)/2.
	SpectralDensity *compare.DensityChange `json:"spectral_density"`
	EpsilonRandom   *compare.Summary       `json:"epsilon_random"` // ε_v at 128 random vectors of signs

	Stationary *StationaryOutcome `json:"stationary"` // of a linear network, where it could be had; otherwise nil

	// ‖x − x̃‖/‖x‖ over runs, of the mean over time: from positive starts, and from the same with random signs.
	TrajectoryError       *compare.Summary `json:"trajectory_error"`
	TrajectoryErrorSigned *compare.Summary `json:"trajectory_error_signed"`

	// NoiseShare is what noise has of the trajectory error: the share E‖d₀‖²/E‖d‖², d = x − x̃ from positive starts and d₀ from
	// starts at 0 under the same noise, at most 1 at each time, as the mean over the observation times.
	NoiseShare *float64 `json:"noise_share"`
	// UniformShare is the share of the squared norm of a positive start x(0) that lies on the uniform vector, (Σx_i)²/(N Σx_i²), as
	// the mean over the runs. What becomes of it depends on row sums alone, which pruning keeps on average.
	UniformShare *float64 `json:"uniform_share"`

	StationaryMeasured *MeasuredStationary `json:"stationary_measured"` // nil where the stationary error is computed exactly

	ActiveSets *ActiveSetFacts `json:"active_sets"` // of a rectified network; nil of a linear one
	Diverged   *string         `json:"diverged"`    // why a pruned network has no trajectories
	Stable     bool            `json:"stable"`      // all pruned networks are

	OverPrunings []OverPrunings `json:"over_prunings"` // the measures as distributions over prunings, and against noise-prune's
}

// Measure is a measure of similarity between a pruned network and the original: a field of
// RuleOutcome, with what the summary and the report print of it. It is a distribution, over
// eigenvalues, eigenvectors or runs, or a single number.
type Measure struct {
	Name         string                             // of the field in result.json
	Title        string                             // "eigenvalues: ε_λ"
	Symbol       string                             // "ε_λ"
	Summary      func(RuleOutcome) *compare.Summary // of a distribution; nil for a single number
	Number       func(RuleOutcome) *float64         // nil for a distribution
	Trajectories bool                               // a pruned network that diverged does not have it

	// fill computes what follows from the two networks alone, when the pruned one is drawn; nil for
	// what a phase of its own finds.
	fill func(o *RuleOutcome, original, pruned *network.Network)
}

// The names of the measures of trajectories: from positive starts, and from starts of random signs.
const (
	TrajectoryMeasure       = "trajectory_error"
	SignedTrajectoryMeasure = "trajectory_error_signed"
)

// MeasureSymbol returns how a measure is called in a sentence; its name where Measures does not list it.
func MeasureSymbol(name string) string {
	for _, m := range Measures() {
		if m.Name == name {
			return m.Symbol
		}
	}
	return name
}

// OfTrajectories reports whether a measure is of activity over time, and so known of as many prunings as are simulated.
func OfTrajectories(measure string) bool {
	return measure == StationaryMeasure || measure == TrajectoryMeasure || measure == SignedTrajectoryMeasure
}

// Measures lists the measures in the order in which they are printed. A new measure is a function
// in package compare, and a field and a row here.
func Measures() []Measure {
	return []Measure{
		{
			Name: StationaryMeasure, Title: "stationary error", Symbol: "stationary error", Trajectories: true,
			Number: func(o RuleOutcome) *float64 {
				switch {
				case o.Stationary != nil:
					return &o.Stationary.Error
				case o.StationaryMeasured != nil:
					return &o.StationaryMeasured.Error
				}
				return nil
			},
		},
		{Name: CorrelationMeasure, Title: "correlations: rms change", Symbol: "change of correlations", Number: func(o RuleOutcome) *float64 {
			if o.Stationary == nil {
				return nil
			}
			return &o.Stationary.CorrelationOnEdges.RMS
		}},
		{Name: "eps_lambda", Title: "eigenvalues: ε_λ", Symbol: "ε_λ", Summary: func(o RuleOutcome) *compare.Summary { return o.EpsLambda }},
		{Name: "eps_v", Title: "quadratic forms: ε_v", Symbol: "ε_v", Summary: func(o RuleOutcome) *compare.Summary { return o.EpsV }},
		{Name: "cos_theta", Title: "eigenvectors: cos θ", Symbol: "cos θ", Summary: func(o RuleOutcome) *compare.Summary { return o.CosTheta }},
		{Name: "epsilon_worst", Title: "worst case: ε of (3)", Symbol: "worst-case ε", Number: func(o RuleOutcome) *float64 {
			return o.EpsilonWorst
		}},
		{Name: "epsilon_random", Title: "random vectors: ε_v", Symbol: "random ε_v", Summary: func(o RuleOutcome) *compare.Summary {
			return o.EpsilonRandom
		}},
		{Name: "spectral_density", Title: "spectrum: relative distance", Symbol: "spectral distance", Number: func(o RuleOutcome) *float64 {
			if o.SpectralDensity == nil {
				return nil
			}
			return &o.SpectralDensity.Relative
		}},
		{
			Name: TrajectoryMeasure, Title: "transient, positive starts", Symbol: "transient, positive starts", Trajectories: true,
			Summary: func(o RuleOutcome) *compare.Summary { return o.TrajectoryError },
		},
		{
			Name: SignedTrajectoryMeasure, Title: "transient, random signs", Symbol: "transient, random signs", Trajectories: true,
			Summary: func(o RuleOutcome) *compare.Summary { return o.TrajectoryErrorSigned },
		},
	}
}

// Known reports whether the outcome has the measure.
func (m Measure) Known(o RuleOutcome) bool {
	if m.Summary != nil {
		return m.Summary(o) != nil
	}
	return m.Number(o) != nil
}
