package report

import (
	"fmt"
	"strings"

	"noiseprune/compare"
	"noiseprune/sim"
)

// fact is a name, its value, and what the value means.
type fact struct{ Name, Value, Meaning string }

// condition is one of the theory's conditions, whether it holds, and what follows.
type condition struct {
	Name    string
	Holds   bool
	Meaning string
}

// findings says in sentences what a reader wants to know first.
func findings(r *sim.Result, rules []rule) []string {
	var all []string
	if r.Pruned != nil {
		all = append(all, fmt.Sprintf("Noise-prune kept %s of %s edges (%s).",
			count(r.Pruned.Edges), count(r.Network.Edges), percent(r.Pruned.Keep)))
	}
	medians := func(what string, of func(sim.RuleOutcome) *compare.Summary) {
		var parts []string
		for _, rule := range rules {
			if s := of(rule.outcome); s != nil {
				parts = append(parts, fmt.Sprintf("%s %s", rule.label, number(s.Median)))
			}
		}
		if len(parts) > 0 {
			all = append(all, what+": "+strings.Join(parts, ", ")+".")
		}
	}
	medians("Median relative trajectory error", func(o sim.RuleOutcome) *compare.Summary { return o.TrajectoryError })
	medians("Median error of the quadratic forms, ε_v", func(o sim.RuleOutcome) *compare.Summary { return o.EpsV })
	return all
}

// networkFacts describes what went in.
func networkFacts(r *sim.Result) []fact {
	n := r.Network
	edges := "directed synapses"
	if n.Symmetric {
		edges = "unordered pairs; each is two synapses of equal weight"
	}
	return []fact{
		{"neurons", count(n.Neurons), ""},
		{"edges", count(n.Edges), edges},
		{"density", percent(n.Density), "edges over possible edges"},
		{"negative weights", percent(n.NegativeWeightShare), "of the synapses"},
		{"activation", n.Activation, ""},
		{"leak", r.Spec.Network.Leak, "the rule that set it"},
		{"slowest rate", number(n.RateSlow), "lower bound or estimate of −Re λ of the slowest mode"},
		{"typical rate", number(n.RateTypical), "median of −A_ii; its inverse is a typical time constant"},
		{"eigenvalues of A", eigenvalueRange(n), "real parts, " + orAbsent(n.LambdaBy)},
		{"noise strength σ", number(r.Spec.Noise.Strength),
			orAbsent(r.Spec.Noise.Increments) + " increments, placement " + orAbsent(r.Spec.Noise.Placement)},
	}
}

func eigenvalueRange(n sim.NetworkFacts) string {
	if n.LambdaMin == nil && n.LambdaMax == nil {
		return absent
	}
	return optional(n.LambdaMin) + " to " + optional(n.LambdaMax)
}

func orAbsent(text string) string {
	if text == "" {
		return absent
	}
	return text
}

// conditions holds the network against the theory's conditions.
func conditions(n sim.NetworkFacts) []condition {
	means := func(holds bool, yes, no string) string {
		if holds {
			return yes
		}
		return no
	}
	return []condition{
		{"symmetric", n.Symmetric, means(n.Symmetric,
			"the theorem's case",
			"the theorem is proved for symmetric networks; what is seen here is experience, not a guarantee")},
		{"diagonally dominant", n.DiagonallyDominant, means(n.DiagonallyDominant,
			"the theorem's case",
			"the theorem holds for a shifted network only, with a larger error")},
		{"normal", n.Normal, means(n.Normal,
			"eigenvectors are orthogonal, so the eigenvalues tell the whole transient",
			"transients may grow before they decay, which eigenvalues do not show")},
		{"stable", n.Stable, means(n.Stable,
			"the noise-driven activity has a stationary covariance",
			"there is no stationary covariance") + "; decided by " + orAbsent(n.StableBy)},
	}
}

// keptHint says how edges were chosen; nothing in a Result that did not choose them.
func keptHint(r *sim.Result) string {
	if r.Plan == nil {
		return ""
	}
	s := r.Spec.Prune
	return "An edge is kept with probability p = min(1, K · score); the score is |w| · diff-cov for noise-prune, |w| for weight-only and 1 for uniform. " +
		"The controls' K is such that as many edges are expected; what the draws kept differs by chance. " +
		fmt.Sprintf("As set: reweight %s, diagonal %s, choice of K %s.", orAbsent(s.Reweight), orAbsent(s.Diagonal), orAbsent(s.Normalize))
}

// scheduleFacts is the timetable of the simulation.
func scheduleFacts(r *sim.Result) []fact {
	s := r.Schedule
	return []fact{
		{"step size h", number(s.StepSize), "largest stable: " + number(r.Network.LargestStep)},
		{"stepper", orAbsent(r.Spec.Integration.Stepper), ""},
		{"burn-in", count(s.BurnInSteps), "steps before the first sample"},
		{"interval", count(s.IntervalSteps), "steps between samples"},
		{"samples", count(s.SamplesPerReplica), "of each of " + count(r.Spec.Covariance.Replicas) + " replicas"},
		{"trajectories", count(s.TrajectorySteps), "steps each, " + count(r.Spec.Compare.Runs) +
			" runs, compared every " + count(s.ObservationSteps) + " steps"},
	}
}

// covarianceFacts says how good the covariance is.
func covarianceFacts(c *sim.CovarianceFacts) []fact {
	if c == nil {
		return nil
	}
	facts := []fact{{"method", orAbsent(c.Method), ""}}
	if c.Samples > 0 {
		facts = append(facts,
			fact{"samples", count(c.Samples), "replicas × times"},
			fact{"effective samples", optional(c.EffectiveSamples),
				"median over the tracked edges; least " + optional(c.EffectiveLeast)},
			fact{"relative standard error", optionalPercent(c.RelativeError), "of the diff-cov of a typical edge"})
	}
	if c.CorrelationTime != nil {
		facts = append(facts, fact{"correlation time", optional(c.CorrelationTime),
			"of the squares that a typical diff-cov averages, measured; of a neuron left alone " + optional(c.ExpectedCorrelationTime)})
	}
	facts = append(facts, fact{"exact value available", yes(c.ExactAvailable), ""})
	if c.MaxRelativeError != nil || c.MaxAbsError != nil || c.RMSRelativeError != nil {
		facts = append(facts,
			fact{"error against the exact value, r.m.s.", optionalPercent(c.RMSRelativeError), "of diff-cov over all edges, relative"},
			fact{"the same, largest", optionalPercent(c.MaxRelativeError), "absolute: " + optional(c.MaxAbsError)})
	}
	if c.StepBias != nil {
		facts = append(facts, fact{"bias of the step", optionalPercent(c.StepBias),
			"largest relative difference between the stepper's exact diff-cov and the differential equation's"})
	}
	if c.PrecisionError != nil {
		facts = append(facts, fact{"error of float32 states", optional(c.PrecisionError), "against float64 ones under the same noise, relative"})
	}
	return facts
}
