package sim

import (
	"noiseprune/integrator"
)

// SolveFacts describes the equations whose solutions are the samples of the method solve: how many
// iterations of conjugate gradients they took, and the largest scaled residual that was left of one
// (integrator.Sampler).
type SolveFacts struct {
	Iterations     int     `json:"iterations"`      // median over the samples, the lower one of two
	IterationsMost int     `json:"iterations_most"` // of a sample
	Residual       float64 `json:"residual"`        // the largest, at most the tolerance
	Tolerance      float64 `json:"tolerance"`
}

// facts summarizes the iterations.
func (s *solvedBlock) facts() *SolveFacts {
	f := &SolveFacts{Residual: s.residual, Tolerance: integrator.SolveTolerance, IterationsMost: len(s.iterations) - 1}
	below := int64(0)
	for k, samples := range s.iterations {
		if below += int64(samples); 2*below >= s.edges.Samples() {
			f.Iterations = k
			break
		}
	}
	return f
}
