package rectified

import (
	"fmt"
	"strings"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// section is where the paper makes the statements.
const section = "Section 6, rectified linear units"

// samplingMargin is how far the deviation of measured probabilities may lie from √(2/S):
// S is the median over edges and itself known to a few per cent.
const samplingMargin = 0.15

// rateStretches is into how many stretches the second half of a run is cut for the interval of its mean rate.
const rateStretches = 8

// rateChange is the relative change of the mean rate between two step sizes that tells a
// limit from none.
const rateChange = 0.03

// claims adds all claims on the paper's kind of network to the outcome.
func claims(o *figure.Outcome, s *study) {
	claimSets(o, s)
	claimSmaller(o, s)
	claimTrajectories(o, s)
	claimBackground(o, s)
	claimServes(o, s)
	claimWithout(o, s)
	claimLimit(o, s)
}

// claimSets states that (3) for A implies (3) for A_Γ.
func claimSets(o *figure.Outcome, s *study) {
	o.AddJudged(figure.Claim{
		Place: section, Statement: "the approximation (3) for A, A^sparse implies the same approximation for A_Γ and A_Γ^sparse",
		Criterion: "on no active set that a run visits is the smallest ε of (3) larger than that of all neurons in the same pruned network, " +
			"and none exceeds ε = √(4 ln N/K_deg), which is promised to noise-prune",
	}, func(r figure.Rule) figure.Verdict {
		largest, everywhere, checked := 0.0, 0.0, 0
		exceptions := make([]float64, len(s.all)) // 1 for each draw in which some set exceeds
		for _, one := range s.runs {
			checked += len(one.worst)
			for draw, worst := range one.worst {
				if worst[r] > s.all[draw][r]*(1+1e-9) || worst[r] > s.promised() {
					exceptions[draw] = 1
				}
				largest, everywhere = max(largest, worst[r]), max(everywhere, s.all[draw][r])
			}
		}
		exceeds := experiment.FrequencyAbove(exceptions, 0)
		v := figure.Judge(figure.If(exceeds.Count == 0))
		v.Found = fmt.Sprintf("on %d visited sets ε is at most %s after noise-prune, with all neurons at most %s; %s is promised; some set "+
			"exceeds either in %s", checked, figure.Show(largest), figure.Show(everywhere), figure.Show(s.promised()), exceeds)
		v.Short = figure.Show(largest)
		return v
	})
}

// claimSmaller compares the rules on the visited sets.
func claimSmaller(o *figure.Outcome, s *study) {
	mean := make([]epsilons, len(s.all)) // of each draw over the placements
	for _, one := range s.runs {
		for draw, worst := range one.worst {
			for r, epsilon := range worst {
				mean[draw][r] += epsilon / float64(len(s.runs))
			}
		}
	}
	ahead := func(r figure.Rule) experiment.Lead {
		return experiment.NewLead(ruleColumn(mean, r), ruleColumn(mean, figure.Weight))
	}
	o.AddInterval("worst_sets_difference", ahead(figure.Noise).Difference)
	o.AddJudged(figure.Claim{
		Place: section + " (the paper says it of linear networks)", Statement: "on the active sets, too, noise-prune approximates better " +
			"than the weight-based rule",
		Criterion: "the mean ε over the visited sets is smaller: the 95% interval of the paired difference over draws lies above 0",
	}, func(r figure.Rule) figure.Verdict {
		l := ahead(r)
		v := figure.Judge(l.Ahead())
		v.Found = fmt.Sprintf("it is %s after noise-prune and %s after weight-based pruning, %s", l.Rule, l.Other, l)
		v.Short = l.Difference.String()
		return v
	})
}

// claimTrajectories states that the dynamics are preserved, and better than by weight.
func claimTrajectories(o *figure.Outcome, s *study) {
	limit := experiment.PreservedAt(s.linear.Neurons())
	o.AddJudged(figure.Claim{
		Place: section, Statement: "the dynamics of the rectified network are determined by the A_Γ, which are approximated: they are preserved",
		Criterion: "with the noise at each place, " + experiment.PreservedCriterion(limit),
	}, func(r figure.Rule) figure.Verdict {
		v := figure.Judge()
		var errors, short []string
		for _, one := range s.runs {
			v.Require(one.fine.Preserves(r, limit))
			mean := one.fine.Interval(r).String()
			errors = append(errors, mean+" with the noise "+placementLabel(one.fine.Placement))
			short = append(short, mean)
		}
		v.Found = "the relative error of the state after noise-prune averages over runs " + strings.Join(errors, ", ")
		v.Short = strings.Join(short, ", ")
		return v
	})
	o.AddJudged(figure.Claim{
		Place: section + " (the paper says it of linear networks)", Statement: "noise-prune outperforms the weight-based strategy in " +
			"rectified networks",
		Criterion: "with the noise at each place the error is smaller: " + experiment.AheadOverRuns,
	}, func(r figure.Rule) figure.Verdict {
		v := s.leads(r)
		v.Found = "after weight-based pruning the error averages, with the noise " + v.Found
		return v
	})
}

// leads compares the trajectory errors of a rule with those of the weight-based one, with the noise at
// each place.
func (s *study) leads(r figure.Rule) figure.Verdict {
	v := figure.Judge()
	var sentences, differences []string
	for _, one := range s.runs {
		l := one.fine.Lead(r, figure.Weight)
		v.Require(l.Ahead())
		sentences = append(sentences, fmt.Sprintf("%s: %s against %s, %s", placementLabel(one.fine.Placement), l.Other, l.Rule, l))
		differences = append(differences, l.Difference.String())
	}
	v.Found, v.Short = strings.Join(sentences, "; "), strings.Join(differences, ", ")
	return v
}
