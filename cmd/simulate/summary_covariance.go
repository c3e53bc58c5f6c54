package main

import (
	"fmt"
	"math"
	"strings"

	"noiseprune/covariance"
	"noiseprune/sim"
)

// covariance describes how the covariance was obtained and how accurate it is.
func (s summary) covariance(b *strings.Builder) {
	c := s.result.Covariance
	if c == nil {
		return
	}
	if c.Method == covariance.ExactMethod {
		fmt.Fprintf(b, "\nCovariance, exact\n")
		return
	}
	s.sampling(b)
	covarianceErrors(b, c)
}

// sampling describes the samples of a measured covariance.
func (s summary) sampling(b *strings.Builder) {
	spec, c, t := s.result.Spec, s.result.Covariance, s.result.Schedule
	fmt.Fprintf(b, "\nCovariance, measured by %s with h = %s\n", spec.Integration.Stepper, fourDigits(t.StepSize))
	fmt.Fprintf(b, "  %s replicas × %s samples", count(spec.Covariance.Replicas), count(t.SamplesPerReplica))
	if c.EffectiveSamples != nil && c.RelativeError != nil {
		fmt.Fprintf(b, ", worth %s independent ones on a typical edge: error %s",
			count(int(*c.EffectiveSamples)), percent(*c.RelativeError))
	}
	b.WriteString("\n")
	if c.CorrelationTime != nil && c.ExpectedCorrelationTime != nil {
		fmt.Fprintf(b, "  one every %s; autocorrelation time %s (uncoupled neuron: %s)\n",
			fourDigits(float64(t.IntervalSteps)*t.StepSize), fourDigits(*c.CorrelationTime), fourDigits(*c.ExpectedCorrelationTime))
	}
}

// covarianceErrors lists the errors that are known.
func covarianceErrors(b *strings.Builder, c *sim.CovarianceFacts) {
	if c.RMSRelativeError != nil && c.MaxRelativeError != nil {
		fmt.Fprintf(b, "  against the exact value: error %s (root mean square), %s (largest)\n",
			percent(*c.RMSRelativeError), percent(*c.MaxRelativeError))
	}
	if c.StepBias != nil {
		fmt.Fprintf(b, "  bias of the step, on the worst edge: %s\n", percent(*c.StepBias))
	}
	if c.PrecisionError != nil {
		fmt.Fprintf(b, "  float32 states differ from float64 ones by %s, relative\n", fourDigits(*c.PrecisionError))
	}
}

// edges prints how many edges noise-prune has kept.
func (s summary) edges(b *strings.Builder) {
	plan, pruned := s.result.Plan, s.result.Pruned
	if plan == nil || pruned == nil {
		return
	}
	fmt.Fprintf(b, "\nKept by noise-prune: %s of %s edges (%s; expected %s), %s of them with certainty; K = %s\n",
		count(pruned.Edges), count(s.result.Network.Edges), percent(pruned.Keep),
		count(int(math.Round(plan.ExpectedEdges))), count(plan.Clipped+plan.Protected), fourDigits(plan.K))
}
