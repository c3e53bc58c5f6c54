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
		v := figure.Judge()
		var found, short []string
		for _, f := range families() {
			largest := s.inPromises(f, r)
			above := experiment.FrequencyAbove(largest, 1)
			v.Require(figure.If(above.Count == 0))
			found = append(found, fmt.Sprintf("%s: the mean worst case is %s at α = 1 and %s at α = %g, no draw has more than %s of ε/√α, and at "+
				"any α it is exceeded in %s", f.label(), experiment.MeanInterval(s.worst[f][0][r]), experiment.MeanInterval(s.worst[f][last][r]),
				s.alphas[last], figure.Show(slices.Max(largest)), above))
			short = append(short, fmt.Sprintf("%s, %s", figure.Show(slices.Max(largest)), f.label()))
		}
		v.Found, v.Short = strings.Join(found, "; "), "at most "+strings.Join(short, "; ")+" of ε/√α"
		return v
	})
}

// inPromises returns the worst case of each draw in units of what is promised, the largest over α.
func (s *undersamplingStudy) inPromises(f family, r figure.Rule) []float64 {
	largest := make([]float64, len(s.worst[f][0][r]))
	for k, alpha := range s.alphas {
		for draw, worst := range s.worst[f][k][r] {
			largest[draw] = max(largest[draw], worst/promise(alpha))
		}
	}
	return largest
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
		small := s.exponent(r, alphas[last-1:], s.worst[clustered][last-1:])
		overall := s.exponent(r, alphas, s.worst[clustered])
		v := figure.Judge(small.Within(-0.6, -0.45))
		farthest := figure.Interval{Value: 1, Low: 1, High: 1}
		for k := range last { // the guide goes through the last one
			i := experiment.RatioOfMeans(s.worst[clustered][k][r], s.worst[clustered][last][r]).Times(s.scatter[r][last] / s.scatter[r][k])
			v.Require(i.Within(1-growthTolerance, 1+growthTolerance))
			if math.Abs(i.Value-1) > math.Abs(farthest.Value-1) {
				farthest = i
			}
		}
		suffix := ""
		if r != figure.Noise {
			suffix = "_" + r.Name()
		}
		o.AddInterval("slope"+suffix, overall)
		o.AddInterval("slope_smallest_alphas"+suffix, small)
		o.AddInterval("farthest_from_guide"+suffix, farthest)
		v.Found = fmt.Sprintf("between α = %g and %g it grows as α to the power of %s, and over all α, where many edges are nearly certain at "+
			"first, of %s; where it is farthest from what the variance says, it is %s times that", alphas[last-1], alphas[last], small, overall,
			farthest)
		v.Short = fmt.Sprintf("exponent %s, %s times what the variance says", small, farthest)
		return v
	})
}

// exponent returns that with which the mean worst case of a rule grows over some α. The draws of one number at all α are
// left out together, since they share their random numbers.
func (s *undersamplingStudy) exponent(r figure.Rule, alphas []float64, worst []byRule) figure.Interval {
	return experiment.Jackknife(len(worst[0][r]), func(chosen []int) float64 {
		var means []float64
		for _, one := range worst {
			means = append(means, experiment.MeanOf(one[r], chosen))
		}
		return experiment.LogSlope(alphas, means)
	})
}
