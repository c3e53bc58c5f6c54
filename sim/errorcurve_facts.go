package sim

import "math"

// SampledError is how precise diff-cov is after so many samples. Up to the samples of one block of replicas it is the root mean square
// over the blocks, of samples of each alone, of up to 1,000 edges, evenly spaced among all; from there on it is that of all blocks
// merged so far. The last one is of all samples and all edges.
type SampledError struct {
	Samples       int64    `json:"samples"`        // replicas × times
	RelativeError *float64 `json:"relative_error"` // standard error, as CovarianceFacts has it; nil for fewer than two groups of replicas
	ExactError    *float64 `json:"exact_error"`    // root mean square deviation from the stepper's exact value; nil where that was not known
	Expected      float64  `json:"expected"`       // of RelativeError: it falls as 1/√samples
}

// describeErrors fills the errors against samples. The facts have those of all samples.
func (r *run) describeErrors(c *errorCurve) {
	facts, root := r.result.Covariance, func(square float64) *float64 { return value(math.Sqrt(square)) }
	add := func(samples int64, relative, exact *float64) {
		if relative != nil || exact != nil {
			facts.Errors = append(facts.Errors, SampledError{samples, relative, exact, r.expectedAfter(samples)})
		}
	}
	for k, e := range c.within {
		if samples := int64(c.plan.times[k]) * int64(c.width); samples < facts.Samples {
			add(samples, root(e.relative/float64(c.wide)), root(e.exact/float64(c.wide)))
		}
	}
	for _, e := range c.merged {
		if e.samples < facts.Samples {
			add(e.samples, root(e.relative), root(e.exact))
		}
	}
	add(facts.Samples, facts.RelativeError, facts.RMSRelativeError)
}

// expectedAfter returns the relative standard error that a typical edge is expected to have after so many samples: that of the spec
// after those that are planned, and 1/√samples of it before and after.
func (r *run) expectedAfter(samples int64) float64 {
	return r.spec.expectedError() * math.Sqrt(float64(r.plannedSamples())/float64(samples))
}

// plannedSamples returns how many samples all blocks are expected to have.
func (r *run) plannedSamples() int64 {
	c := r.spec.Covariance
	return int64(c.Replicas) * int64(r.schedule.SamplesPerReplica) * int64(c.expectedBatches())
}
