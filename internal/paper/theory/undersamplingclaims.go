package theory

import (
	"fmt"
	"math"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// claimPromise states that the bound holds.
func (s *undersamplingStudy) claimPromise(o *figure.Outcome) {
	alphas, means, promise := s.alphas, s.means, s.promise
	last := len(alphas) - 1
	o.AddClaim(figure.Claim{
		Place: "Section 6", Statement: "(10) still holds, albeit with ε̂ = ε/√α",
		Criterion: "no draw exceeds ε/√α",
		Found: fmt.Sprintf("the mean worst case is %s at α = 1 and %s at α = %g, where %s is promised",
			figure.Show(means[0]), figure.Show(means[last]), alphas[last], figure.Show(promise[last])),
		Agrees: s.within,
	})
}

// growthTolerance is how far the worst case may be from the guide.
const growthTolerance = 0.2

// claimGrowth states the law: 1/√α where p is small, and the growth of the edges' variance
// where it is not.
func (s *undersamplingStudy) claimGrowth(o *figure.Outcome) {
	alphas, means, guide := s.alphas, s.means, s.guide()
	last := len(alphas) - 1
	small := math.Log(means[last]/means[last-1]) / math.Log(alphas[last]/alphas[last-1])
	overall := experiment.LogSlope(alphas, means)
	off := 0.0
	for k, g := range guide {
		off = max(off, math.Abs(means[k]/g-1))
	}
	o.AddNumber("slope", overall)
	o.AddNumber("slope_smallest_alphas", small)
	o.AddNumber("largest_distance_from_guide", off)
	o.AddClaim(figure.Claim{
		Place: "Section 6", Statement: "ε grows as 1/√α",
		Criterion: fmt.Sprintf("the exponent of the mean worst case between the two smallest α, where p is small, lies in −0.6 … −0.45, "+
			"and at every α the mean is within %.0f%% of what the variance of the edges says, Σ r² (1−p)/p with the norms r of (8)",
			100*growthTolerance),
		Found: fmt.Sprintf("between α = %g and %g it grows as α^%s, and over all α, where many edges are nearly certain at first, as α^%s; "+
			"it is within %.0f%% of what the variance says",
			alphas[last-1], alphas[last], figure.Show(small), figure.Show(overall), 100*off),
		Agrees: small > -0.6 && small < -0.45 && off <= growthTolerance,
		Reason: fmt.Sprintf("where p is not small, the variance itself grows faster: between the two smallest α as α^%s here",
			figure.Show(math.Log(guide[last]/guide[last-1])/math.Log(alphas[last]/alphas[last-1]))),
	})
}
