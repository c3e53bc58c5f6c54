package theory

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// claimPromise states that the bound holds.
func (s *undersamplingStudy) claimPromise(o *figure.Outcome) {
	last := len(s.alphas) - 1
	o.AddJudged(figure.Claim{
		Place: "Section 6", Statement: "(10) still holds, albeit with ε̂ = ε/√α",
		Criterion: "no draw exceeds ε/√α, " + eachFamily,
	}, func(r figure.Rule) figure.Verdict {
		v := figure.Verdict{Meets: true}
		var found, short []string
		for _, f := range families() {
			largest := 0.0 // in units of the promise
			for k, alpha := range s.alphas {
				largest = max(largest, slices.Max(s.worst[f][k][r])/promise(alpha))
			}
			v.Meets = v.Meets && largest <= 1
			found = append(found, fmt.Sprintf("%s: the mean worst case is %s at α = 1 and %s at α = %g, and no draw has more than %s of ε/√α",
				f.label(), figure.Show(experiment.Mean(s.worst[f][0][r])), figure.Show(experiment.Mean(s.worst[f][last][r])), s.alphas[last],
				figure.Show(largest)))
			short = append(short, fmt.Sprintf("%s, %s", figure.Show(largest), f.label()))
		}
		v.Found, v.Short = strings.Join(found, "; "), "at most "+strings.Join(short, "; ")+" of ε/√α"
		return v
	})
}

// growthTolerance is how far the worst case may be from the guide.
const growthTolerance = 0.2

// claimGrowth states the law: 1/√α where p is small, and the growth of the edges' variance
// where it is not.
func (s *undersamplingStudy) claimGrowth(o *figure.Outcome) {
	alphas, last := s.alphas, len(s.alphas)-1
	step := math.Log(alphas[last] / alphas[last-1])
	ofNoise := s.guide(figure.Noise)
	o.AddJudged(figure.Claim{
		Place: "Section 6", Statement: "ε grows as 1/√α",
		Criterion: fmt.Sprintf("in the clustered network the exponent of the mean worst case between the two smallest α, where p is small, "+
			"lies in −0.6 … −0.45, and at every α the mean is within %.0f%% of what the variance of the edges says, Σ r² (1−p)/p with the "+
			"norms r of (8)", 100*growthTolerance),
		Reason: fmt.Sprintf("where p is not small, the variance itself grows faster: between the two smallest α as α^%s here",
			figure.Show(math.Log(ofNoise[last]/ofNoise[last-1])/step)),
	}, func(r figure.Rule) figure.Verdict {
		means, guide := s.means(r), s.guide(r)
		small := math.Log(means[last]/means[last-1]) / step
		overall := experiment.LogSlope(alphas, means)
		off := 0.0
		for k, g := range guide {
			off = max(off, math.Abs(means[k]/g-1))
		}
		suffix := ""
		if r != figure.Noise {
			suffix = "_" + r.Name()
		}
		o.AddNumber("slope"+suffix, overall)
		o.AddNumber("slope_smallest_alphas"+suffix, small)
		o.AddNumber("largest_distance_from_guide"+suffix, off)
		return figure.Verdict{
			Found: fmt.Sprintf("between α = %g and %g it grows as α^%s, and over all α, where many edges are nearly certain at first, as α^%s; "+
				"it is within %.0f%% of what the variance says",
				alphas[last-1], alphas[last], figure.Show(small), figure.Show(overall), 100*off),
			Short: fmt.Sprintf("α^%s, within %.0f%%", figure.Show(small), 100*off),
			Meets: small > -0.6 && small < -0.45 && off <= growthTolerance,
		}
	})
}
