package rectified

import (
	"fmt"
	"math"
	"strings"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// section is where the paper makes the statements.
const section = "Section 6, rectified linear units"

// samplingMargin is how far the deviation of measured probabilities may lie from √(2/S):
// S is the median over edges and itself known to a few per cent.
const samplingMargin = 0.15

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
		holds, largest, everywhere, checked := true, 0.0, 0.0, 0
		for _, one := range s.runs {
			checked += len(one.worst)
			for draw, worst := range one.worst {
				holds = holds && worst[r] <= s.all[draw][r]*(1+1e-9)
				largest, everywhere = max(largest, worst[r]), max(everywhere, s.all[draw][r])
			}
		}
		return figure.Verdict{
			Found: fmt.Sprintf("on %d visited sets ε is at most %s after noise-prune, with all neurons at most %s over %d draws; %s is promised",
				checked, figure.Show(largest), figure.Show(everywhere), len(s.all), figure.Show(s.promised())),
			Short: figure.Show(largest), Meets: holds && largest <= s.promised(),
		}
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
	o.AddNumber("worst_sets_difference", ahead(figure.Noise).Difference)
	o.AddNumber("worst_sets_difference_se", ahead(figure.Noise).SE)
	o.AddJudged(figure.Claim{
		Place: section + " (the paper says it of linear networks)", Statement: "on the active sets, too, noise-prune approximates better " +
			"than the weight-based rule",
		Criterion: fmt.Sprintf("the mean ε over the visited sets is smaller by more than %d standard errors of the paired difference over "+
			"draws", experiment.AheadBy),
	}, func(r figure.Rule) figure.Verdict {
		l := ahead(r)
		return figure.Verdict{
			Found: fmt.Sprintf("it is %s after noise-prune and %s after weight-based pruning, difference %s (s.e.), smaller in %d of %d draws",
				figure.Show(l.Rule), figure.Show(l.Other), l, l.Won, l.Runs),
			Short: l.String(), Meets: l.Ahead(),
		}
	})
}

// claimTrajectories states that the dynamics are preserved, and better than by weight.
func claimTrajectories(o *figure.Outcome, s *study) {
	limit := experiment.PreservedAt(s.linear.Neurons())
	o.AddJudged(figure.Claim{
		Place: section, Statement: "the dynamics of the rectified network are determined by the A_Γ, which are approximated: they are preserved",
		Criterion: "with the noise at each place, " + experiment.PreservedCriterion(limit),
	}, func(r figure.Rule) figure.Verdict {
		v := figure.Verdict{Meets: true}
		var errors, short []string
		for _, one := range s.runs {
			v.Meets = v.Meets && one.fine.Preserves(r, limit)
			mean := figure.Show(one.fine.Mean(r))
			errors = append(errors, one.fine.MeanWithInterval(r)+" with the noise "+placementLabel(one.fine.Placement))
			short = append(short, mean)
		}
		v.Found = "the relative error of the state after noise-prune averages (with its 95% interval over runs) " + strings.Join(errors, ", ")
		v.Short = strings.Join(short, ", ")
		return v
	})
	o.AddJudged(figure.Claim{
		Place: section + " (the paper says it of linear networks)", Statement: "noise-prune outperforms the weight-based strategy in " +
			"rectified networks",
		Criterion: fmt.Sprintf("with the noise at each place the error is smaller by more than %d standard errors of the paired difference "+
			"over runs", experiment.AheadBy),
	}, func(r figure.Rule) figure.Verdict {
		leads, short, ahead := s.leads(r)
		return figure.Verdict{
			Found: "after weight-based pruning the error averages, with the noise " + leads, Short: short, Meets: ahead,
		}
	})
}

// leads compares the trajectory errors of a rule with those of the weight-based one, with the noise at
// each place.
func (s *study) leads(r figure.Rule) (found, short string, ahead bool) {
	ahead = true
	var sentences, differences []string
	for _, one := range s.runs {
		l := one.fine.Lead(r, figure.Weight)
		ahead = ahead && l.Ahead()
		sentences = append(sentences, fmt.Sprintf("%s: %s against %s, difference %s (s.e.), %d of %d runs won",
			placementLabel(one.fine.Placement), figure.Show(l.Other), figure.Show(l.Rule), l, l.Won, l.Runs))
		differences = append(differences, l.String())
	}
	return strings.Join(sentences, "; "), strings.Join(differences, ", "), ahead
}

// claimLimit states that white noise inside the rectifier has no limit as h → 0.
func claimLimit(o *figure.Outcome, s *study) {
	agrees := true
	var found []string
	for n, r := range s.runs {
		fine, coarse := lateMean(r.fine.rate), lateMean(r.coarse.rate)
		change := fine/coarse - 1
		if inside := n == 1; inside {
			agrees = agrees && change > rateChange
		} else {
			agrees = agrees && math.Abs(change) < rateChange
		}
		found = append(found, fmt.Sprintf("%s: rate %s → %s, error %s → %s", placementLabel(r.fine.Placement), figure.Show(coarse),
			figure.Show(fine),
			figure.Show(r.coarse.Mean(figure.Noise)), figure.Show(r.fine.Mean(figure.Noise))))
	}
	fine, coarse := s.runs[0].fine.Step, s.runs[0].coarse.Step
	o.AddClaim(figure.Claim{
		Place: "beyond the paper, on (13)", Statement: "white noise inside the rectifier has no limit as h → 0; noise outside it and " +
			"coloured noise have",
		Criterion: fmt.Sprintf("from h = %g to %g the mean rate of the original grows by more than %g%% with the noise inside, and changes "+
			"by less with it outside or coloured", coarse, fine, 100*rateChange),
		Found: fmt.Sprintf("from h = %g to %g, with the noise %s (relative error after noise-prune)", coarse, fine, strings.Join(found,
			"; ")),
		Agrees: agrees,
		NoRule: "the original network",
	})
}
