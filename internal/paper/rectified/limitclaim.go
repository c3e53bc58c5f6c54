package rectified

import (
	"fmt"
	"strings"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// claimLimit states that white noise inside the rectifier has no limit as h → 0.
func claimLimit(o *figure.Outcome, s *study) {
	v := figure.Judge()
	var found []string
	for n, r := range s.runs {
		change := rateChangeOf(r)
		if inside := n == 1; inside {
			v.Require(change.Above(rateChange))
		} else {
			v.Require(change.Within(-rateChange, rateChange))
		}
		found = append(found, fmt.Sprintf("%s: the rate changes by %s, to %s, the error %s → %s", placementLabel(r.fine.Placement),
			change.Percent(), figure.Show(lateMean(r.fine.rate)), r.coarse.Interval(figure.Noise), r.fine.Interval(figure.Noise)))
	}
	fine, coarse := s.runs[0].fine.Step, s.runs[0].coarse.Step
	v.Found = fmt.Sprintf("from h = %g to %g, with the noise %s (relative error after noise-prune; the intervals of the rates are over %d "+
		"stretches of time)", coarse, fine, strings.Join(found, "; "), rateStretches)
	o.AddFound(figure.Claim{
		Place: "beyond the paper, on (13)", Statement: "white noise inside the rectifier has no limit as h → 0; noise outside it and " +
			"coloured noise have",
		Criterion: fmt.Sprintf("from h = %g to %g the mean rate of the original grows by more than %g%% with the noise inside, and changes "+
			"by less with it outside or coloured", coarse, fine, 100*rateChange),
		NoRule: "the original network",
	}, v)
}

// rateChangeOf returns the relative change of the mean rate from the coarse to the fine step in the second half of the first
// run, with its interval over stretches of time, each of them looked at in both.
func rateChangeOf(r *placementRun) figure.Interval {
	half := len(r.fine.rate) / 2
	stretches := func(values []float64) (means []float64) {
		late := values[half:]
		for k := range rateStretches {
			means = append(means, experiment.Mean(late[k*len(late)/rateStretches:(k+1)*len(late)/rateStretches]))
		}
		return means
	}
	return experiment.RatioOfMeans(stretches(r.fine.rate), stretches(r.coarse.rate)).Plus(-1)
}
