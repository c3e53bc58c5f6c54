package sim

import (
	"fmt"
	"math"

	"noiseprune/covariance"
)

// How many effective samples are taken where it is left open.
const (
	openSamplesMost  = 10_000  // relative error 1.4%
	openSamplesLeast = 256     // relative error 9%
	cheapStored      = 200_000 // weights up to which the most are taken
)

// openSamples returns the number of effective samples that suits a network with that many stored weights:
// 10,000 up to 200,000 weights, above that as many fewer as there are more weights, and at least 256. A
// sample takes a time that is proportional to the weights, while what pruning changes does not depend on
// more samples than a few dozen (figure "samples" of docs/paper.md).
func openSamples(stored int) float64 {
	return max(openSamplesLeast, rounded(min(openSamplesMost, openSamplesMost*cheapStored/float64(stored))))
}

// How a covariance is sampled until its error is small enough.
const (
	checksExpected = 4  // batches of replicas that are expected to be enough
	mostBatches    = 64 // after which sampling ends all the same
	leastError     = 1e-5
)

// resolveSamples replaces an open number of samples. With an error to be reached it is that of one batch of
// replicas: a quarter of the 2/ε² by which the error is expected to be ε.
func (s *Spec) resolveSamples(stored int) {
	open := openSamples(stored)
	if e := s.Covariance.UntilError; e != nil {
		open = rounded(max(1, 2 / *e / *e / checksExpected))
	}
	s.Covariance.Samples = s.Covariance.Samples.or(open)
}

// expectedBatches returns how many batches of replicas are expected to be sampled.
func (c CovarianceSpec) expectedBatches() int {
	if c.UntilError == nil {
		return 1
	}
	return checksExpected
}

// checkUntilError returns a *SpecError for an error that cannot be sampled for.
func (s Spec) checkUntilError() error {
	const field = "covariance.until_error"
	e := s.Covariance.UntilError
	switch {
	case e == nil:
		return nil
	case !(*e >= leastError && *e < 1):
		return &SpecError{field, fmt.Sprintf("is %v; give a relative standard error from %v up to 1, such as 0.03", *e, leastError)}
	case s.Covariance.Method == covariance.ExactMethod:
		return &SpecError{field, "is given, but covariance.method exact has no sampling error; leave out one of them"}
	}
	return nil
}

// expectedError returns the relative standard error that a typical edge is to have: √(2/S) by default.
func (s Spec) expectedError() float64 {
	if e := s.Covariance.UntilError; e != nil {
		return *e
	}
	return math.Sqrt(2 / s.Covariance.Samples.Value())
}
