package sim

import (
	"noiseprune/compare"
	"noiseprune/network"
)

// RuleOutcome says how similar the network pruned by one rule is to the original. Measures of Ã,
// the A of the pruned network, and of its trajectories are summarized over the N eigenvalues or
// eigenvectors of A, or over the runs; compare has their formulas.
type RuleOutcome struct {
	Plan            PlanFacts        `json:"plan"`
	Pruned          PrunedFacts      `json:"pruned"`
	EpsLambda       *compare.Summary `json:"eps_lambda"`       // ε_λ = |λ̃/λ − 1|
	EpsV            *compare.Summary `json:"eps_v"`            // ε_v = |v*Ãv/λ − 1|
	CosTheta        *compare.Summary `json:"cos_theta"`        // cos θ = |v*Ãv|/‖Ãv‖
	EpsilonWorst    *float64         `json:"epsilon_worst"`    // smallest ε of (3); nil where none exists
	TrajectoryError *compare.Summary `json:"trajectory_error"` // ‖x − x̃‖/‖x‖: over runs, of the mean over time
	ActiveSets      *ActiveSetFacts  `json:"active_sets"`      // of a rectified network; nil of a linear one
	Diverged        *string          `json:"diverged"`         // why the pruned network has no trajectories
	Stable          bool             `json:"stable"`           // the pruned network is
}

// Measure is a measure of similarity between a pruned network and the original: a field of
// RuleOutcome, with what the summary and the report print of it. It is a distribution, over
// eigenvalues, eigenvectors or runs, or a single number.
type Measure struct {
	Title        string                             // "eigenvalues: ε_λ"
	Symbol       string                             // "ε_λ"
	Summary      func(RuleOutcome) *compare.Summary // of a distribution; nil for a single number
	Number       func(RuleOutcome) *float64         // nil for a distribution
	Trajectories bool                               // a pruned network that diverged does not have it

	// fill computes what follows from the two networks alone, when the pruned one is drawn; nil for
	// what a phase of its own finds.
	fill func(o *RuleOutcome, original, pruned *network.Network)
}

// Measures lists the measures in the order in which they are printed. A new measure is a function
// in package compare, and a field and a row here.
func Measures() []Measure {
	return []Measure{
		{Title: "eigenvalues: ε_λ", Symbol: "ε_λ", Summary: func(o RuleOutcome) *compare.Summary { return o.EpsLambda }},
		{Title: "quadratic forms: ε_v", Symbol: "ε_v", Summary: func(o RuleOutcome) *compare.Summary { return o.EpsV }},
		{Title: "eigenvectors: cos θ", Symbol: "cos θ", Summary: func(o RuleOutcome) *compare.Summary { return o.CosTheta }},
		{Title: "worst case: ε of (3)", Symbol: "worst ε", Number: func(o RuleOutcome) *float64 { return o.EpsilonWorst }},
		{
			Title: "trajectories: relative error", Symbol: "trajectory error", Trajectories: true,
			Summary: func(o RuleOutcome) *compare.Summary { return o.TrajectoryError },
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
