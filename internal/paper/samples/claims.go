package samples

import (
	"fmt"
	"math"
	"slices"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// What counts as agreement in the figure "samples".
const (
	enoughSamples  = 63   // from here on the covariance is as good as exact
	asGood         = 0.1  // relative change that counts as none
	aheadSamples   = 31   // from here on noise-prune beats the control in all measures
	aheadDynamics  = 7    // and from here on in trajectories and slow eigenvectors
	predictable    = 7    // from here on ε_v follows the mean of 1/p
	asPredicted    = 0.15 // to within this
	certain        = 3.0  // standard errors
	brokenTimes    = 2.0  // how much worse is broken
	squareRootHalf = -0.5 // the exponent of √(2/S)
	fittedSamples  = 7    // from here on the scatter of d's error is not too skewed for a standard error from some repetitions
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
	o.AddNumber("error_exponent", l.exponent)
	o.AddNumber("error_exponent_se", l.exponentSE)
	o.AddNumber("error_prefactor", l.prefactor)
	o.AddNumber("error_prefactor_se", l.prefactorSE)
	last := s.samples()[len(s.counts)-1]
	o.AddClaim(figure.Claim{
		Place: figure.BeyondPaper + " (the random projections of Spielman & Srivastava, as noise)", Statement: "the relative standard error " +
			"of d is √(2/S)",
		Criterion: fmt.Sprintf("from S = %d to %g the fitted exponent lies within %g standard errors of −½, and the prefactor of √2",
			fittedSamples, last, certain),
		Found: fmt.Sprintf("the error of d falls as S^(%s ± %s) with prefactor %s ± %s (s.e., %d repetitions; √2 = 1.414); at S = 1 it is "+
			"%s times √2",
			figure.Fixed(l.exponent, 4), figure.Fixed(l.exponentSE, 4), figure.Fixed(l.prefactor, 3), figure.Fixed(l.prefactorSE, 3), s.repetitions,
			figure.Fixed(math.Sqrt(average(s.measured[0], ofDiffCov)/2), 2)),
		Agrees: math.Abs(l.exponent-squareRootHalf) <= certain*l.exponentSE && math.Abs(l.prefactor-math.Sqrt2) <= certain*l.prefactorSE,
		NoRule: "the error of an estimate",
	})
}

// from returns the smallest S from which on a condition holds at every count, or infinity.
func (s *study) from(holds func(k int) bool) float64 {
	least := math.Inf(1)
	for k := len(s.counts) - 1; k >= 0 && holds(k); k-- {
		least = s.samples()[k]
	}
	return least
}

// excess returns how far a measure lies above that with the exact covariance, relative,
// with the standard error of the paired difference.
func (s *study) excess(k, measure int) (mean, se float64) {
	differences, exact := values(s.measured[k], measure), average(s.by[figure.Noise], measure)
	for r, v := range values(s.by[figure.Noise], measure) {
		differences[r] = (differences[r] - v) / exact
	}
	return experiment.MeanAndError(differences)
}

// notWorse says by how much mean ε_v and trajectory error are off from enoughSamples on, from which
// S on they are within asGood, and whether they count as good as with the exact covariance.
func (s *study) notWorse() (off, from [2]float64, agrees bool) {
	agrees = true
	for n, measure := range []int{ofForms, ofTrajectory} {
		counts := 0.0
		for k, effective := range s.samples() {
			if effective >= enoughSamples {
				excess, se := s.excess(k, measure)
				off[n], counts = off[n]+excess, counts+1
				agrees = agrees && math.Abs(excess)-certain*se <= asGood
			}
		}
		off[n] /= counts
		agrees = agrees && math.Abs(off[n]) <= asGood
		from[n] = s.from(func(k int) bool {
			excess, _ := s.excess(k, measure)
			return math.Abs(excess) <= asGood
		})
	}
	return off, from, agrees
}

func claimEnough(s *study, o *figure.Outcome) {
	_, from, _ := s.notWorse()
	o.AddNumber("samples_enough_eps_v", from[0])
	o.AddNumber("samples_enough_trajectory", from[1])
	o.AddJudged(figure.Claim{
		Place: figure.BeyondPaper, Statement: "a few dozen effective samples are as good as the exact covariance, although d is then off by " +
			"a fifth",
		Criterion: fmt.Sprintf("averaged over the S from %d on, mean ε_v and trajectory error are within %s of those with the exact "+
			"covariance, and at none of these S outside by more than %g standard errors",
			enoughSamples, figure.Percent(asGood), certain),
	}, func(r figure.Rule) figure.Verdict {
		off, from, agrees := s.as(r).notWorse()
		return figure.Verdict{
			Found: fmt.Sprintf("from S = %d on mean ε_v and trajectory error are off by %s and %s on average; they are within %s from S = %s "+
				"and S = %s on",
				enoughSamples, figure.Percent(off[0]), figure.Percent(off[1]), figure.Percent(asGood), figure.Show(from[0]), figure.Show(from[1])),
			Short: "off by " + figure.Percent(off[0]) + " and " + figure.Percent(off[1]), Meets: agrees,
		}
	})
}

func claimPredicted(s *study, o *figure.Outcome) {
	o.AddJudged(figure.Claim{
		Place: figure.BeyondPaper, Statement: "what too few samples cost is the mean of 1/p over the chi-squared scatter of d, as " +
			"undersampled edges do in Section 6",
		Criterion: fmt.Sprintf("from S = %d on, the factor on mean ε_v is the predicted one to within %s", predictable,
			figure.Percent(asPredicted)),
	}, func(r figure.Rule) figure.Verdict {
		one := s.as(r)
		forms, slow := one.relative(ofForms), one.relative(ofSlowForms)
		off, at := 0.0, 0
		for k, effective := range s.samples() {
			if effective >= predictable {
				off = max(off, math.Abs(forms[k]/s.predicted[0][k]-1))
			}
			if effective == predictable {
				at = k
			}
		}
		return figure.Verdict{
			Found: fmt.Sprintf("at S = %d mean ε_v is %s times that with the exact covariance, %s predicted, and %s times over the %d slowest "+
				"eigenvectors, %s predicted; from there on the factor is off by at most %s",
				predictable, figure.Show(forms[at]), figure.Show(s.predicted[0][at]), figure.Show(slow[at]), slowForms,
				figure.Show(s.predicted[1][at]), figure.Percent(off)),
			Short: "off by " + figure.Percent(off), Meets: off <= asPredicted,
		}
	})
}

// lead returns by how many standard errors of the paired difference noise-prune is ahead
// of the control.
func (s *study) lead(k, measure int) float64 {
	differences := values(s.by[figure.Weight], measure)
	for r, v := range values(s.measured[k], measure) {
		differences[r] -= v
	}
	mean, se := experiment.MeanAndError(differences)
	return mean / se
}

// aheadFrom returns the S from which on noise-prune is ahead of the control in mean ε_v, and in slow
// eigenvectors and trajectories.
func (s *study) aheadFrom() (forms, slowAndTrajectory float64) {
	ahead := func(measures ...int) float64 {
		return s.from(func(k int) bool {
			return !slices.ContainsFunc(measures, func(m int) bool { return !(s.lead(k, m) > certain) })
		})
	}
	return ahead(ofForms), ahead(ofSlowForms, ofTrajectory)
}

func claimAhead(s *study, o *figure.Outcome) {
	forms, both := s.aheadFrom()
	o.AddNumber("samples_ahead_eps_v", forms)
	o.AddNumber("samples_ahead_slow_and_trajectory", both)
	o.AddJudged(figure.Claim{
		Place: figure.BeyondPaper, Statement: "noise-prune beats the weight-based control from a handful of samples on, in mean ε_v from " +
			"some dozens",
		Criterion: fmt.Sprintf("it is ahead by more than %g standard errors of the paired difference in trajectories and slow eigenvectors "+
			"from S = %d on, and in mean ε_v from S = %d on",
			certain, aheadDynamics, aheadSamples),
	}, func(r figure.Rule) figure.Verdict {
		forms, both := s.as(r).aheadFrom()
		return figure.Verdict{
			Found: fmt.Sprintf("noise-prune is ahead of the control in trajectories and slow eigenvectors from S = %s on, and in mean ε_v from "+
				"S = %s on", figure.Show(both), figure.Show(forms)),
			Short: fmt.Sprintf("errors of %s in trajectories, %s in mean ε_v", figure.Show(average(s.by[r], ofTrajectory)),
				figure.Show(average(s.by[r], ofForms))),
			Meets: both <= aheadDynamics && forms <= aheadSamples,
		}
	})
}

func claimBroken(s *study, o *figure.Outcome) {
	control, exact := average(s.by[figure.Weight], ofForms), average(s.by[figure.Noise], ofTrajectory)
	o.AddJudged(figure.Claim{
		Place: figure.BeyondPaper, Statement: "with two samples pruning breaks: up to S = 2 the mean of 1/p has no finite value",
		Criterion: fmt.Sprintf("at S = 1 mean ε_v is more than %g times the weight-based control's, and the trajectory error more than %g "+
			"times that with the exact covariance", brokenTimes, brokenTimes),
	}, func(r figure.Rule) figure.Verdict {
		two := s.as(r).measured[0]
		forms, trajectory := average(two, ofForms), average(two, ofTrajectory)
		return figure.Verdict{
			Found: fmt.Sprintf("at S = 1 mean ε_v is %s and the trajectory error %s; the weight-based control's are %s and %s, the exact "+
				"covariance's %s and %s",
				figure.Show(forms), figure.Show(trajectory), figure.Show(control), figure.Show(average(s.by[figure.Weight], ofTrajectory)),
				figure.Show(average(s.by[figure.Noise], ofForms)), figure.Show(exact)),
			Short: figure.Show(forms) + " and " + figure.Show(trajectory),
			Meets: forms > brokenTimes*control && trajectory > brokenTimes*exact,
		}
	})
}
