package report

import (
	"fmt"
	"strings"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/internal/page"
	"noiseprune/sim"
)

// fact is a name, its value, and what the value means.
type fact struct{ Name, Value, Meaning string }

// factsPart returns the facts as a part of a page.
func factsPart(title string, rows []fact) *page.Facts {
	part := &page.Facts{Title: title}
	for _, f := range rows {
		part.Rows = append(part.Rows, page.Fact{Name: f.Name, Value: f.Value, Meaning: f.Meaning})
	}
	return part
}

// networkFacts describes the network and the noise.
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
		{"leak", r.Spec.Network.Leak.String(), "the rule that set it"},
		{"slowest rate", number(n.RateSlow), "lower bound or estimate of −Re λ of the slowest mode"},
		{"typical rate", number(n.RateTypical), "median of −A_ii; its inverse is a typical time constant"},
		{"eigenvalues of A", eigenvalueRange(n), "real parts, " + orAbsent(n.LambdaBy)},
		{"condition number of the eigenvectors", optional(n.EigenvectorCondition),
			"a change δ of A moves eigenvalues by up to this times δ; 1 where A is symmetric"},
		{"noise strength σ", number(r.Spec.Noise.Strength),
			r.Spec.Noise.Increments.String() + " increments, placement " + r.Spec.Noise.Placement.String()},
	}
}

func eigenvalueRange(n sim.NetworkFacts) string {
	if n.LambdaMin == nil && n.LambdaMax == nil {
		return absent
	}
	return optional(n.LambdaMin) + " to " + optional(n.LambdaMax)
}

// scheduleFacts lists the step size and the numbers of steps and samples.
func scheduleFacts(r *sim.Result) []fact {
	s := r.Schedule
	var facts []fact
	if r.Spec.Covariance.Method != covariance.SolveMethod {
		facts = []fact{
			{"stepper of the covariance", r.Spec.Covariance.Stepper.String(), stepperChoice(s)},
			{"its step size h", stepSizes(s), "largest stable of Euler–Maruyama: " + number(r.Network.LargestStep)},
			{"burn-in", count(s.BurnInSteps), "steps before the first sample"},
			{"interval", count(s.IntervalSteps), "steps between samples"},
		}
	}
	return append(facts,
		fact{"samples", count(s.SamplesPerReplica), "of each of " + count(r.Spec.Covariance.Replicas) + " replicas"},
		fact{"stepper of the trajectories", r.Spec.Integration.Stepper.String(), "step size " + number(s.TrajectoryStepSize)},
		fact{"trajectories", count(s.TrajectorySteps), "steps each, " + count(r.Spec.Compare.Runs) +
			" runs, compared every " + count(s.ObservationSteps) + " steps"})
}

// stepSizes are the step size, or the sizes of a cycle with the sweeps of each step.
func stepSizes(s sim.Schedule) string {
	if s.Cycle == nil {
		return number(s.StepSize)
	}
	var sizes []string
	for _, step := range s.Cycle {
		solve := count(step.Sweeps) + " sweeps"
		if step.Solve == integrator.Inverse {
			solve = "by the inverse"
		}
		sizes = append(sizes, number(step.Size)+" ("+solve+")")
	}
	return strings.Join(sizes, ", ")
}

// stepperChoice says what each stepper that was considered was expected to cost.
func stepperChoice(s sim.Schedule) string {
	var all []string
	for _, c := range s.Steppers {
		all = append(all, c.Name()+" "+number(c.Typical)+" and "+number(c.Slowest))
	}
	return "products expected for each replica, on typical and on the slowest edges: " + strings.Join(all, ", ")
}

// covarianceFacts says how the covariance was found and how accurate it is; nil without one.
func covarianceFacts(c *sim.CovarianceFacts) []fact {
	if c == nil {
		return nil
	}
	facts := []fact{{"method", orAbsent(c.Method.String()), ""}}
	if c.Samples > 0 {
		facts = append(facts,
			fact{"samples", count(c.Samples), "replicas × times"},
			fact{"effective samples", optional(c.EffectiveSamples),
				"median over the edges; least " + optional(c.EffectiveLeast)},
			fact{"relative standard error", optionalPercent(c.RelativeError),
				"of the diff-cov of a typical edge, from " + count(c.ErrorGroups) + " groups of replicas"},
			fact{"the same, of large ones", optionalPercent(c.RelativeErrorLargest),
				"root mean square over the twentieth of the edges with the largest diff-cov, which pruning keeps"})
	}
	if s := c.Stationarity; s != nil {
		facts = append(facts, fact{"stationary", yes(s.Stationary), fmt.Sprintf(
			"second against first half of the samples: p = %s of %s tests; burn-in extended %d times",
			number(s.PValue), count(s.Tests), s.Extensions)})
	}
	if c.CorrelationTime != nil {
		facts = append(facts, fact{"autocorrelation time", optional(c.CorrelationTime),
			"of the squares that a typical diff-cov averages, measured; of an uncoupled neuron: " + optional(c.ExpectedCorrelationTime)})
	}
	if f := c.Solves; f != nil {
		facts = append(facts,
			fact{"iterations", count(f.Iterations), "of conjugate gradients a sample, median; most: " + count(f.IterationsMost)},
			fact{"residual", number(f.Residual), "largest that a solution left, scaled to noise of variance 1; tolerance " + number(f.Tolerance)})
	}
	facts = append(facts, fact{"exact value available", yes(c.ExactAvailable), ""})
	if c.Method == covariance.SolveMethod && c.ExactAvailable {
		facts = append(facts, fact{"error against the exact value", optionalPercent(c.RMSRelativeError),
			"root mean square over all edges, relative; largest: " + optionalPercent(c.MaxRelativeError) + ", absolute " + optional(c.MaxAbsError)})
	} else if c.MaxRelativeError != nil || c.MaxAbsError != nil || c.RMSRelativeError != nil {
		facts = append(facts,
			fact{"error against the exact value at this step size", optionalPercent(c.RMSRelativeError),
				"root mean square over all edges, relative; largest: " + optionalPercent(c.MaxRelativeError) + ", absolute " + optional(c.MaxAbsError)},
			fact{"error against the differential equation", optionalPercent(c.RMSEquationError),
				"the same against the exact value as h → 0; largest: " + optionalPercent(c.MaxEquationError)})
	}
	if c.StepBias != nil {
		facts = append(facts, fact{"bias of the step", optionalPercent(c.StepBiasRMS),
			"root mean square, found by: " + c.StepBiasBy.String() + "; on a typical edge: " + optionalPercent(c.StepBiasTypical) +
				"; largest: " + optionalPercent(c.StepBias)})
	}
	if c.PrecisionError != nil {
		facts = append(facts, fact{"error of float32 states", optional(c.PrecisionError),
			"against float64 ones under the same noise, relative"})
	}
	return facts
}
