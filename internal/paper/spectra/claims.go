package spectra

import (
	"fmt"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// showThree prints intervals of the three measures.
func showThree(v [measureCount]figure.Interval) string {
	return fmt.Sprintf("%s, %s, %s", v[0], v[1], v[2])
}

// columns returns the means of both versions of a comparison.
func (c comparison) columns() (rule, other [measureCount]figure.Interval) {
	for k, l := range c {
		rule[k], other[k] = l.Rule, l.Other
	}
	return rule, other
}

// byInterval is how a difference over prunings counts.
const byInterval = "the 95% interval of the paired difference over prunings lies above 0"

// claimBetter states, for each measure, that noise-prune does better: on average and at the
// worse end of the box. The median is a statement of its own, since in a network of one
// large cluster half of the eigenvectors or more are localized in that cluster.
func (s *study) claimBetter(o *figure.Outcome, place string) {
	weight := s.versions[figure.Weight]
	for k, m := range weight.draws[0].measures() { // cos θ as 1 − cos θ, since both are close to 1
		label := m.loss().label
		o.AddJudged(figure.Claim{
			Place: place, Statement: "noise-prune performs better than the weight-based control on " + m.label,
			Criterion: fmt.Sprintf("mean and upper quartile of %s are lower with noise-prune: %s, for both", label, byInterval),
			Reason:    s.comparedByCluster(o, k),
		}, func(r figure.Rule) figure.Verdict {
			v := s.versions[r]
			mean := experiment.NewLead(v.losses(k, ofMean), weight.losses(k, ofMean))
			upper := experiment.NewLead(v.losses(k, ofUpperQuartile), weight.losses(k, ofUpperQuartile))
			verdict := figure.Judge(mean.Ahead(), upper.Ahead())
			verdict.Found = fmt.Sprintf("over %d prunings %s has mean %s and upper quartile %s after noise-prune, %s and %s after weight-based "+
				"pruning: lower by %s and %s", s.draws, label, mean.Rule, upper.Rule, mean.Other, upper.Other, mean.Difference, upper.Difference)
			verdict.Short = fmt.Sprintf("%s and %s", mean.Rule, upper.Rule)
			return verdict
		})
	}
	o.AddJudged(figure.Claim{
		Place: place, Statement: "the medians of noise-prune are better on all three measures",
		Criterion: "medians of ε_λ, ε_v and 1 − cos θ are lower: " + byInterval,
		Reason:    s.comparedByCluster(o, measureCount-1),
	}, func(r figure.Rule) figure.Verdict {
		return verdictOn(compareVersions(s.versions[r], weight, ofMedian),
			"the medians of ε_λ, ε_v and 1 − cos θ", "after weight-based pruning")
	})
}

// verdictOn returns the verdict of a comparison of all three measures; control says how the second
// version was pruned.
func verdictOn(c comparison, subject, control string) figure.Verdict {
	a, b := c.columns()
	v := figure.Judge(c.ahead())
	v.Found = fmt.Sprintf("%s are %s after noise-prune and %s %s: lower by %s", subject, showThree(a), showThree(b), control, c)
	v.Short = showThree(a)
	return v
}

// claimCovariances states that noise-prune does better than with the variances alone.
func (s *study) claimCovariances(o *figure.Outcome) {
	o.AddJudged(figure.Claim{
		Place: figure.BeyondPaper, Statement: figure.CovariancesMatter,
		Criterion: "mean ε_λ, ε_v and 1 − cos θ are lower than with the covariance hidden: " + byInterval,
	}, func(r figure.Rule) figure.Verdict {
		return verdictOn(compareVersions(s.versions[r], s.versions[figure.Hidden], ofMean),
			"the means of ε_λ, ε_v and 1 − cos θ", "with the covariance hidden")
	})
}

// claimOriginalDiagonal states that the original diagonal gives similar results.
func (s *study) claimOriginalDiagonal(o *figure.Outcome) {
	o.AddJudged(figure.Claim{
		Place: "Section 3", Statement: "empirically, similar results apply to the original diagonal setting",
		Criterion: "with the original diagonal, too, noise-prune has the lower mean ε_λ, ε_v and 1 − cos θ: " + byInterval,
	}, func(r figure.Rule) figure.Verdict {
		return verdictOn(compareVersions(s.versions[original+int(r)], s.versions[original+int(figure.Weight)], ofMean),
			"with the original diagonal the means of ε_λ, ε_v and 1 − cos θ", "after weight-based pruning")
	})
}

// measuredTolerance is how far the means may move when the covariance is measured.
const measuredTolerance = 0.1

// claimMeasured states that a covariance from trajectories does as well as the exact one. The
// controls take the place of the measured covariance.
func (s *study) claimMeasured(o *figure.Outcome) {
	exact := s.versions[figure.Noise]
	o.AddJudged(figure.Claim{
		Place:     "Section 3 (the rule as described; the authors' code has no trajectories)",
		Statement: "the covariance can be read off noise-driven activity",
		Criterion: fmt.Sprintf("with the measured covariance the means are within %.0f%% of those with the exact one, or better: the 95%% "+
			"interval of the ratio over prunings lies below %g", 100*measuredTolerance, 1+measuredTolerance),
	}, func(r figure.Rule) figure.Verdict {
		place := int(r)
		if r == figure.Noise {
			place = byMeasured
		}
		v := figure.Judge()
		var ratios [measureCount]figure.Interval
		for k := range ratios {
			ratios[k] = experiment.RatioOfMeans(s.versions[place].losses(k, ofMean), exact.losses(k, ofMean))
			v.Require(ratios[k].Below(1 + measuredTolerance))
		}
		v.Found = fmt.Sprintf("with a covariance measured to %.1f%% the means of ε_λ, ε_v and 1 − cos θ are, in units of those with the exact "+
			"one, %s", 100*o.Numbers["covariance_relative_error"], showThree(ratios))
		v.Short = showThree(ratios)
		return v
	})
}
