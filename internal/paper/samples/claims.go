package samples

import (
	"fmt"
	"math"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// What counts as agreement in the figure "samples".
const (
	enoughSamples   = 63   // from here on the covariance is as good as exact
	asGood          = 0.1  // relative change that counts as none
	aheadSamples    = 31   // from here on noise-prune beats the control in all measures
	aheadDynamics   = 7    // and from here on in trajectories and slow eigenvectors
	predictable     = 7    // from here on ε_v follows the mean of 1/p
	asPredicted     = 0.15 // to within this
	exponentMargin  = 0.01 // how far the fitted exponent may lie from −½
	prefactorMargin = 0.02 // and the prefactor from √2, relatively
	brokenTimes     = 2.0  // how much worse is broken
	squareRootHalf  = -0.5 // the exponent of √(2/S)
	fittedSamples   = 7    // from here on the scatter of d's error is not too skewed for a standard error from some repetitions
)

// addClaims adds all claims to the outcome.
func addClaims(s *study, o *figure.Outcome) {
	claimError(s, o)
	claimEnough(s, o)
	claimPredicted(s, o)
	claimAhead(s, o)
	claimBroken(s, o)
}

func claimError(s *study, o *figure.Outcome) {
	l := s.fit()
	o.AddInterval("error_exponent", l.exponent)
	o.AddInterval("error_prefactor", l.prefactor)
	first := make([]float64, s.repetitions)
	for k, square := range values(s.measured[0], ofDiffCov) {
		first[k] = math.Sqrt(square / 2)
	}
	v := figure.Judge(
		l.exponent.Within(squareRootHalf-exponentMargin, squareRootHalf+exponentMargin),
		l.prefactor.Within((1-prefactorMargin)*math.Sqrt2, (1+prefactorMargin)*math.Sqrt2))
	v.Found = fmt.Sprintf("the error of d falls as S to the power of %s with prefactor %s (%d repetitions; √2 = 1.414); at S = 1 it is %s "+
		"times √2", l.exponent, l.prefactor, s.repetitions, experiment.MeanInterval(first))
	o.AddFound(figure.Claim{
		Place: figure.BeyondPaper + " (the random projections of Spielman & Srivastava, as noise)", Statement: "the relative standard error " +
			"of d is √(2/S)",
		Criterion: fmt.Sprintf("from S = %d to %g the fitted exponent lies within %g of −½, and the prefactor within %s of √2",
			fittedSamples, s.samples()[len(s.counts)-1], exponentMargin, figure.Percent(prefactorMargin)),
		NoRule: "the error of an estimate",
	}, v)
}

func claimPredicted(s *study, o *figure.Outcome) {
	o.AddJudged(figure.Claim{
		Place: figure.BeyondPaper, Statement: "what too few samples cost is the mean of 1/p over the chi-squared scatter of d, as " +
			"undersampled edges do in Section 6",
		Criterion: fmt.Sprintf("from S = %d on, the factor on mean ε_v is the predicted one to within %s", predictable,
			figure.Percent(asPredicted)),
	}, func(r figure.Rule) figure.Verdict {
		one := s.as(r)
		v := figure.Judge()
		var at, farthest, slow figure.Interval // in units of the predicted factor, but for slow
		for k, effective := range s.samples() {
			if effective < predictable {
				continue
			}
			i := one.factor(k, ofForms).Times(1 / s.predicted[0][k])
			v.Require(i.Within(1-asPredicted, 1+asPredicted))
			if at.Draws == 0 {
				at, farthest, slow = i, i, one.factor(k, ofSlowForms).Times(1/s.predicted[1][k])
			}
			if math.Abs(i.Value-1) > math.Abs(farthest.Value-1) {
				farthest = i
			}
		}
		v.Found = fmt.Sprintf("at S = %d the factor on mean ε_v is %s times the predicted one, over the %d slowest eigenvectors %s times; from "+
			"there on it is %s times the predicted one where that is farthest off", predictable, at, slowForms, slow, farthest)
		v.Short = farthest.String() + " times"
		return v
	})
}

// factor returns a measure at one count in units of the exact covariance's.
func (s *study) factor(k, measure int) figure.Interval {
	return experiment.RatioOfMeans(values(s.measured[k], measure), values(s.by[figure.Noise], measure))
}
