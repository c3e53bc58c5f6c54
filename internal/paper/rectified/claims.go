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
	holds, promised := true, s.promised()
	var largest, everywhere [2]float64
	checked := 0
	for _, r := range s.runs {
		checked += len(r.worst)
		for draw, worst := range r.worst {
			for rule, epsilon := range worst {
				holds = holds && epsilon <= s.all[draw][rule]*(1+1e-9)
				largest[rule] = max(largest[rule], epsilon)
				everywhere[rule] = max(everywhere[rule], s.all[draw][rule])
			}
		}
	}
	o.AddClaim(figure.Claim{
		Place: section, Statement: "the approximation (3) for A, A^sparse implies the same approximation for A_Γ and A_Γ^sparse",
		Criterion: "on no active set that a run visits is the smallest ε of (3) larger than that of all neurons in the same pruned network, " +
			"for either rule, and after noise-prune none exceeds the promised ε = √(4 ln N/K_deg)",
		Found: fmt.Sprintf("on %d visited sets ε is at most %s after noise-prune and %s after weight-based pruning, with all neurons at "+
			"most %s and %s over %d draws; %s is promised to noise-prune",
			checked, figure.Show(largest[0]), figure.Show(largest[1]), figure.Show(everywhere[0]), figure.Show(everywhere[1]), len(s.all),
			figure.Show(promised)),
		Agrees: holds && largest[0] <= promised,
	})
}

// claimSmaller compares the rules on the visited sets.
func claimSmaller(o *figure.Outcome, s *study) {
	mean := make([][2]float64, len(s.all)) // of each draw over the placements
	for _, r := range s.runs {
		for draw, worst := range r.worst {
			for rule, epsilon := range worst {
				mean[draw][rule] += epsilon / float64(len(s.runs))
			}
		}
	}
	l := experiment.NewLead(ruleColumn(mean, 0), ruleColumn(mean, 1))
	o.AddNumber("worst_sets_difference", l.Difference)
	o.AddNumber("worst_sets_difference_se", l.SE)
	o.AddClaim(figure.Claim{
		Place: section + " (the paper says it of linear networks)", Statement: "on the active sets, too, noise-prune approximates better " +
			"than the weight-based rule",
		Criterion: fmt.Sprintf("the mean ε over the visited sets is smaller by more than %d standard errors of the paired difference over "+
			"draws", experiment.AheadBy),
		Found: fmt.Sprintf("it is %s after noise-prune and %s after weight-based pruning, difference %s ± %s (s.e.), smaller in %d of %d draws",
			figure.Show(l.Noise), figure.Show(l.Other), figure.Show(l.Difference), figure.Show(l.SE), l.Won, l.Runs),
		Agrees: l.Ahead(),
	})
}

// claimTrajectories states that the dynamics are preserved.
func claimTrajectories(o *figure.Outcome, s *study) {
	limit := experiment.PreservedAt(s.linear.Neurons())
	within, ahead := true, true
	var errors, leads []string
	for _, r := range s.runs {
		l := leadOf(r.fine)
		within, ahead = within && l.Noise < limit, ahead && l.Ahead()
		name := placementLabel(r.fine.Placement)
		errors = append(errors, fmt.Sprintf("%s with the noise %s", figure.Show(l.Noise), name))
		leads = append(leads, fmt.Sprintf("%s: %s, difference %s ± %s (s.e.), %d of %d runs won", name, figure.Show(l.Other),
			figure.Show(l.Difference), figure.Show(l.SE), l.Won, l.Runs))
	}
	o.AddClaim(figure.Claim{
		Place: section, Statement: "the dynamics of the rectified network are determined by the A_Γ, which are approximated: they are preserved",
		Criterion: fmt.Sprintf("with the noise at each place, the relative error of the state after noise-prune, averaged over time and "+
			"runs, is below %g at N = 2,000, as 1/√N at other sizes: here %s", experiment.Preserved, figure.Show(limit)),
		Found:  "the relative error of the state after noise-prune averages " + strings.Join(errors, ", "),
		Agrees: within,
	})
	o.AddClaim(figure.Claim{
		Place: section + " (the paper says it of linear networks)", Statement: "noise-prune outperforms the weight-based strategy in " +
			"rectified networks",
		Criterion: fmt.Sprintf("with the noise at each place the error is smaller by more than %d standard errors of the paired difference "+
			"over runs", experiment.AheadBy),
		Found:  "after weight-based pruning the error averages, with the noise " + strings.Join(leads, "; "),
		Agrees: ahead,
	})
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
			figure.Show(leadOf(r.coarse).Noise), figure.Show(leadOf(r.fine).Noise)))
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
	})
}
