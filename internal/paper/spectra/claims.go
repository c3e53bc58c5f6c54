package spectra

import (
	"fmt"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// medians returns the medians of ε_λ, ε_v and 1 − cos θ. What is left of cos θ is too
// close to 1 to be compared by eye.
func (v version) medians() [3]float64 {
	return [3]float64{experiment.Summary(v.epsLambda).Median, experiment.Summary(v.epsV).Median, 1 - experiment.Summary(v.cosTheta).Median}
}

// means returns the means of ε_λ, ε_v and 1 − cos θ.
func (v version) means() [3]float64 {
	return [3]float64{experiment.Summary(v.epsLambda).Mean, experiment.Summary(v.epsV).Mean, 1 - experiment.Summary(v.cosTheta).Mean}
}

// showThree prints what medians or means return.
func showThree(v [3]float64) string {
	return fmt.Sprintf("%s, %s, %s", figure.Show(v[0]), figure.Show(v[1]), figure.Show(v[2]))
}

// better reports whether a does better than b on all three measures.
func better(a, b [3]float64) bool {
	return experiment.Lower(a[0], b[0]) && experiment.Lower(a[1], b[1]) && experiment.Lower(a[2], b[2])
}

// claimBetter states, for each measure, that noise-prune does better: on average and at the
// worse end of the box. The median is a statement of its own, since in a network of one
// large cluster half of the eigenvectors or more are localized in that cluster.
func (s *study) claimBetter(o *figure.Outcome, place string) {
	noise, weight := s.versions[byNoise], s.versions[byWeight]
	for k, m := range noise.measures() { // cos θ as 1 − cos θ, since both are close to 1
		lost, control := m.loss(), weight.measures()[k].loss()
		a, b, label := experiment.Summary(lost.values), experiment.Summary(control.values), lost.label
		o.AddClaim(figure.Claim{
			Place: place, Statement: "noise-prune performs better than the weight-based control on " + m.label,
			Criterion: fmt.Sprintf("mean and upper quartile of %s are lower with noise-prune", label),
			Found: fmt.Sprintf("%s has mean %s and upper quartile %s after noise-prune, %s and %s after weight-based pruning",
				label, figure.Show(a.Mean), figure.Show(a.Q3), figure.Show(b.Mean), figure.Show(b.Q3)),
			Agrees: experiment.Lower(a.Mean, b.Mean) && experiment.Lower(a.Q3, b.Q3),
			Reason: s.comparedByCluster(o, m.name),
		})
	}
	a, b := noise.medians(), weight.medians()
	o.AddClaim(figure.Claim{
		Place: place, Statement: "the medians of noise-prune are better on all three measures",
		Criterion: "medians of ε_λ, ε_v and 1 − cos θ are lower",
		Found: fmt.Sprintf("the medians of ε_λ, ε_v and 1 − cos θ are %s after noise-prune and %s after weight-based pruning",
			showThree(a), showThree(b)),
		Agrees: better(a, b),
		Reason: s.comparedByCluster(o, "cos_theta"),
	})
}

// claimOriginalDiagonal states that the original diagonal gives similar results.
func (s *study) claimOriginalDiagonal(o *figure.Outcome) {
	noise, weight := s.versions[byNoiseOriginal].means(), s.versions[byWeightOriginal].means()
	o.AddClaim(figure.Claim{
		Place: "Section 3", Statement: "empirically, similar results apply to the original diagonal setting",
		Criterion: "with the original diagonal, too, noise-prune has the lower mean ε_λ, ε_v and 1 − cos θ",
		Found: fmt.Sprintf("with the original diagonal the means of ε_λ, ε_v and 1 − cos θ are %s after noise-prune and %s after "+
			"weight-based pruning",
			showThree(noise), showThree(weight)),
		Agrees: better(noise, weight),
	})
}

// measuredTolerance is how far the medians may move when the covariance is measured.
const measuredTolerance = 0.1

// claimMeasured states that a covariance from trajectories does as well as the exact one.
func (s *study) claimMeasured(o *figure.Outcome) {
	exact, measured := s.versions[byNoise].means(), s.versions[byMeasured].means()
	agrees := true
	for k := range exact {
		agrees = agrees && measured[k] < (1+measuredTolerance)*exact[k]
	}
	o.AddClaim(figure.Claim{
		Place: "Section 3 (the rule as described; the authors' code has no trajectories)", Statement: "the covariance can be read off " +
			"noise-driven activity",
		Criterion: fmt.Sprintf("with the measured covariance the means are within %.0f%% of those with the exact one, or better",
			100*measuredTolerance),
		Found: fmt.Sprintf("with a covariance measured to %.1f%% the means of ε_λ, ε_v and 1 − cos θ are %s, with the exact one %s",
			100*o.Numbers["covariance_relative_error"], showThree(measured), showThree(exact)),
		Agrees: agrees,
	})
}
