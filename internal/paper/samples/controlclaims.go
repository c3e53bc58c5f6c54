package samples

import (
	"fmt"
	"slices"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// lead compares noise-prune with the control in one measure.
func (s *study) lead(k, measure int) experiment.Lead {
	return experiment.NewLead(values(s.measured[k], measure), values(s.by[figure.Weight], measure))
}

// aheadFrom returns the S from which on noise-prune is ahead of the control in all of some measures.
func (s *study) aheadFrom(measures ...int) float64 {
	return s.from(func(k int) bool {
		return !slices.ContainsFunc(measures, func(m int) bool { return s.lead(k, m).Ahead().Met != figure.Yes })
	})
}

// aheadSince says whether noise-prune is ahead in a measure at every S from that one on.
func (s *study) aheadSince(least float64, measure int) figure.Condition {
	all := figure.If(true)
	for k, effective := range s.samples() {
		if effective >= least {
			all = figure.All(all, s.lead(k, measure).Ahead())
		}
	}
	return all
}

func claimAhead(s *study, o *figure.Outcome) {
	o.AddNumber("samples_ahead_eps_v", s.aheadFrom(ofForms))
	o.AddNumber("samples_ahead_slow_and_trajectory", s.aheadFrom(ofSlowForms, ofTrajectory))
	o.AddJudged(figure.Claim{
		Place: figure.BeyondPaper, Statement: "noise-prune beats the weight-based control from a handful of samples on, in mean ε_v from " +
			"some dozens",
		Criterion: fmt.Sprintf("the 95%% intervals of the paired differences over repetitions lie above 0 in trajectories and slow "+
			"eigenvectors from S = %d on, and in mean ε_v from S = %d on", aheadDynamics, aheadSamples),
	}, func(r figure.Rule) figure.Verdict {
		one := s.as(r)
		v := figure.Judge(one.aheadSince(aheadDynamics, ofTrajectory), one.aheadSince(aheadDynamics, ofSlowForms),
			one.aheadSince(aheadSamples, ofForms))
		v.Found = fmt.Sprintf("the intervals lie above 0 in trajectories and slow eigenvectors from S = %s on, and in mean ε_v from S = %s on",
			figure.Show(one.aheadFrom(ofSlowForms, ofTrajectory)), figure.Show(one.aheadFrom(ofForms)))
		v.Short = fmt.Sprintf("errors of %s in trajectories, %s in mean ε_v", experiment.MeanInterval(values(s.by[r], ofTrajectory)),
			experiment.MeanInterval(values(s.by[r], ofForms)))
		return v
	})
}

func claimBroken(s *study, o *figure.Outcome) {
	control, exact := values(s.by[figure.Weight], ofForms), values(s.by[figure.Noise], ofTrajectory)
	o.AddJudged(figure.Claim{
		Place: figure.BeyondPaper, Statement: "with two samples pruning breaks: up to S = 2 the mean of 1/p has no finite value",
		Criterion: fmt.Sprintf("at S = 1 mean ε_v is more than %g times the weight-based control's, and the trajectory error more than %g "+
			"times that with the exact covariance", brokenTimes, brokenTimes),
	}, func(r figure.Rule) figure.Verdict {
		two := s.as(r).measured[0]
		forms, trajectory := experiment.RatioOfMeans(values(two, ofForms), control), experiment.RatioOfMeans(values(two, ofTrajectory), exact)
		v := figure.Judge(forms.Above(brokenTimes), trajectory.Above(brokenTimes))
		v.Found = fmt.Sprintf("at S = 1 mean ε_v is %s times the weight-based control's, and the trajectory error %s times that with the exact "+
			"covariance", forms, trajectory)
		v.Short = fmt.Sprintf("%s and %s times", forms, trajectory)
		return v
	})
}
