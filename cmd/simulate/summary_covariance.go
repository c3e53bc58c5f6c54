package main

import (
	"fmt"
	"math"
	"strings"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/sim"
)

// covariance describes how the covariance was obtained and how accurate it is.
func (s summary) covariance(b *strings.Builder) {
	c := s.result.Covariance
	if c == nil {
		return
	}
	if c.Method == covariance.ExactMethod {
		fmt.Fprintf(b, "\n%s, exact\n", s.screen.Heading("Covariance"))
		return
	}
	s.sampling(b)
	s.stationarity(b, c.Stationarity)
	covarianceErrors(b, c)
}

// stationarity says what the test of stationarity has found.
func (s summary) stationarity(b *strings.Builder, f *sim.StationarityFacts) {
	if f == nil {
		return
	}
	verdict := "stationary"
	if !f.Stationary {
		verdict = s.screen.Bad("NOT STATIONARY")
	}
	fmt.Fprintf(b, "  %s: second half of the samples against the first, p = %.2g\n", verdict, f.PValue)
	if f.Extensions > 0 {
		fmt.Fprintf(b, "  burn-in extended %s, since activity was not stationary before\n", counted(f.Extensions, "time"))
	}
}

// sampling describes the samples of a measured covariance.
func (s summary) sampling(b *strings.Builder) {
	spec, c, t := s.result.Spec, s.result.Covariance, s.result.Schedule
	if c.Method == covariance.SolveMethod {
		fmt.Fprintf(b, "\n%s, measured from independent samples by solving\n", s.screen.Heading("Covariance"))
	} else {
		sizes, solves := stepText(t)
		fmt.Fprintf(b, "\n%s, measured by %s with h = %s\n", s.screen.Heading("Covariance"), spec.Covariance.Stepper, sizes)
		if solves != "" {
			fmt.Fprintf(b, "  each step solved %s\n", solves)
		}
	}
	replicas := int(c.Samples) / t.SamplesPerReplica
	fmt.Fprintf(b, "  %s replicas × %s samples", count(replicas), count(t.SamplesPerReplica))
	if c.EffectiveSamples != nil && c.RelativeError != nil {
		fmt.Fprintf(b, ", worth %s independent ones on a typical edge", count(int(*c.EffectiveSamples)))
	}
	b.WriteString("\n")
	if f := c.Solves; f != nil {
		fmt.Fprintf(b, "  conjugate gradients: %s a sample, %s at most, to a residual of %s\n",
			counted(f.Iterations, "iteration"), count(f.IterationsMost), fourDigits(f.Tolerance))
	}
	if wanted := spec.Covariance.UntilError; wanted != nil {
		fmt.Fprintf(b, "  sampled in %s, until the standard error of a typical edge was %s\n",
			counted(replicas/spec.Covariance.Replicas, "batch"), percent(*wanted))
	}
	if c.RelativeError != nil && c.RelativeErrorLargest != nil {
		fmt.Fprintf(b, "  standard error: typical edge %s, twentieth with the largest diff-cov %s\n",
			percent(*c.RelativeError), percent(*c.RelativeErrorLargest))
	}
	if t.Cycle != nil && c.Method != covariance.SolveMethod {
		fmt.Fprintf(b, "  one after every %s\n", counted(t.IntervalSteps, "step"))
	}
	if c.CorrelationTime != nil && c.ExpectedCorrelationTime != nil {
		fmt.Fprintf(b, "  one every %s; autocorrelation time %s (uncoupled neuron: %s)\n",
			fourDigits(float64(t.IntervalSteps)*t.StepSize), fourDigits(*c.CorrelationTime), fourDigits(*c.ExpectedCorrelationTime))
	}
}

// stepText is the step size, or the sizes of a cycle and how each is solved.
func stepText(t sim.Schedule) (sizes, solves string) {
	if t.Cycle == nil {
		return fourDigits(t.StepSize), ""
	}
	var size, solve []string
	for _, s := range t.Cycle {
		size, solve = append(size, fourDigits(s.Size)), append(solve, count(s.Sweeps))
		if s.Solve == integrator.Inverse {
			solve[len(solve)-1] = "inverse"
		}
	}
	sizes, solves = strings.Join(size, ", "), "by "+strings.Join(solve, ", ")
	if len(size) > 1 {
		sizes += " in turn"
	}
	if t.Cycle[len(t.Cycle)-1].Solve != integrator.Inverse {
		solves += " sweeps"
	}
	return sizes, solves
}

// covarianceErrors lists the errors that are known.
func covarianceErrors(b *strings.Builder, c *sim.CovarianceFacts) {
	if c.RMSRelativeError != nil && c.MaxRelativeError != nil && c.Method != covariance.SolveMethod { // which has no step
		fmt.Fprintf(b, "  error against the exact value at this step size: %s r.m.s., %s largest\n",
			percent(*c.RMSRelativeError), percent(*c.MaxRelativeError))
	}
	if c.RMSEquationError != nil && c.MaxEquationError != nil {
		fmt.Fprintf(b, "  error against the differential equation: %s r.m.s., %s largest\n",
			percent(*c.RMSEquationError), percent(*c.MaxEquationError))
	}
	if c.StepBias != nil && c.StepBiasRMS != nil {
		fmt.Fprintf(b, "  bias of the step: %s on a typical edge, %s r.m.s., %s %s\n",
			typicalBias(c.StepBiasTypical), percent(*c.StepBiasRMS), percent(*c.StepBias), largestBias(c.StepBiasBy))
	}
	if c.PrecisionError != nil {
		fmt.Fprintf(b, "  float32 states differ from float64 ones by %s, relative\n", fourDigits(*c.PrecisionError))
	}
}

// typicalBias returns the bias in percent, or says that it is unknown.
func typicalBias(bias *float64) string {
	if bias == nil {
		return "unknown (below its error)"
	}
	return percent(*bias)
}

// largestBias says what the larger of the two biases is, and how they were found.
func largestBias(by sim.BiasSource) string {
	switch by {
	case sim.BiasImpulses:
		return "on the worst twentieth of 512 edges (from h and h/2)"
	case sim.BiasPaired:
		return "on the worst twentieth (from h and h/2)"
	case sim.BiasExact, sim.BiasUnknown:
	}
	return "largest"
}

// edges prints how many edges noise-prune has kept.
func (s summary) edges(b *strings.Builder) {
	plan, pruned := s.result.Plan, s.result.Pruned
	if plan == nil || pruned == nil {
		return
	}
	fmt.Fprintf(b, "\n%s %s of %s edges (%s; expected %s), %s of them with certainty; K = %s\n",
		s.screen.Heading("Kept by noise-prune:"), count(pruned.Edges), count(s.result.Network.Edges), percent(pruned.Keep),
		count(int(math.Round(plan.ExpectedEdges))), count(plan.Clipped+plan.Protected), fourDigits(plan.K))
	if target := s.result.Target; target != nil {
		fmt.Fprintf(b, "%s %s\n", s.screen.Heading("Target:"), target)
	}
}
