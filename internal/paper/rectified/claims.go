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

// claims states what holds for the paper's kind of network.
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
		Criterion: "on no active set that a run visits is the smallest ε of (3) larger than that of all neurons in the same pruned network, for either rule, and after noise-prune none exceeds the promised ε = √(4 ln N/K_deg)",
		Found: fmt.Sprintf("on %d visited sets ε is at most %s after noise-prune and %s after weight-based pruning, with all neurons at most %s and %s over %d draws; %s is promised to noise-prune",
			checked, figure.Show(largest[0]), figure.Show(largest[1]), figure.Show(everywhere[0]), figure.Show(everywhere[1]), len(s.all), figure.Show(promised)),
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
		Place: section + " (the paper says it of linear networks)", Statement: "on the active sets, too, noise-prune approximates better than the weight-based rule",
		Criterion: fmt.Sprintf("the mean ε over the visited sets is smaller by more than %d standard errors of the paired difference over draws", experiment.AheadBy),
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
		leads = append(leads, fmt.Sprintf("%s: %s, difference %s ± %s (s.e.), %d of %d runs won", name, figure.Show(l.Other), figure.Show(l.Difference), figure.Show(l.SE), l.Won, l.Runs))
	}
	o.AddClaim(figure.Claim{
		Place: section, Statement: "the dynamics of the rectified network are determined by the A_Γ, which are approximated: they are preserved",
		Criterion: fmt.Sprintf("with the noise at each place, the relative error of the state after noise-prune, averaged over time and runs, is below %g at N = 2,000, as 1/√N at other sizes: here %s", experiment.Preserved, figure.Show(limit)),
		Found:     "the relative error of the state after noise-prune averages " + strings.Join(errors, ", "),
		Agrees:    within,
	})
	o.AddClaim(figure.Claim{
		Place: section + " (the paper says it of linear networks)", Statement: "noise-prune outperforms the weight-based strategy in rectified networks",
		Criterion: fmt.Sprintf("with the noise at each place the error is smaller by more than %d standard errors of the paired difference over runs", experiment.AheadBy),
		Found:     "after weight-based pruning the error averages, with the noise " + strings.Join(leads, "; "),
		Agrees:    ahead,
	})
}

// claimBackground states that enoughBackground background makes the rectified network the linear
// one.
func claimBackground(o *figure.Outcome, s *study) {
	agrees := true
	var found []string
	for _, p := range placements() {
		all := s.at(p)
		e := all[len(all)-1]
		agrees = agrees && e.below == 0 && math.Abs(e.own().deviation/e.allowed()-1) < samplingMargin
		text := fmt.Sprintf("%s: %s where sampling makes %s", placementLabel(p), figure.Show(e.own().deviation), figure.Show(e.allowed()))
		if e.colour.deviation > 0 {
			text += fmt.Sprintf(" (%s against white noise: the colour alone makes %s)", figure.Show(e.white.deviation), figure.Show(e.colour.deviation))
		}
		found = append(found, text)
	}
	o.AddClaim(figure.Claim{
		Place: section, Statement: "a simple way to determine the probabilities of the linear network is to add background excitation that pushes neurons away from the threshold",
		Criterion: fmt.Sprintf("with a background of %g no neuron is below threshold, and the probabilities measured in the rectified network deviate from those of the linear network under the same noise by √(2/S), "+
			"which is what S independent samples allow, within %.0f%%", enoughBackground, 100*samplingMargin),
		Found:  "root mean square deviation over edges, with the noise " + strings.Join(found, "; "),
		Agrees: agrees,
	})
}

// meansBy returns the mean ε of (3) by the origin of the probabilities.
func (s *study) meansBy() map[string]float64 {
	by := map[string]float64{}
	for _, r := range s.byOrigin {
		by[r.name] = experiment.Summary(r.worst).Mean
	}
	return by
}

// asGoodAsLinear reports whether a mean ε is that of the linear network's probabilities, and not
// that of the weights alone.
func asGoodAsLinear(mean float64, by map[string]float64) bool {
	return math.Abs(mean/by["linear"]-1) < 0.1 && mean < 0.9*by["weight"]
}

// claimServes states what the probabilities are good for.
func claimServes(o *figure.Outcome, s *study) {
	by, agrees := s.meansBy(), true
	var found []string
	for _, p := range placements() {
		all := s.at(p)
		with := by[all[len(all)-1].name()]
		agrees = agrees && asGoodAsLinear(with, by)
		found = append(found, fmt.Sprintf("%s: %s", placementLabel(p), figure.Show(with)))
	}
	o.AddClaim(figure.Claim{
		Place: section, Statement: "probabilities measured under background excitation serve as well as those of the linear network",
		Criterion: fmt.Sprintf("with the noise at each place the smallest ε of (3), averaged over %d draws, is within 10%% of that with the linear network's exact probabilities, and more than 10%% below that with the weights alone", len(s.byOrigin[0].worst)),
		Found: fmt.Sprintf("probabilities measured under a background of %g give a mean ε of, with the noise %s; the linear network's %s, the weights alone %s",
			enoughBackground, strings.Join(found, ", "), figure.Show(by["linear"]), figure.Show(by["weight"])),
		Agrees: agrees,
	})
}

// claimWithout states that without background the probabilities are others, and worse,
// where the noise passes the rectifier, as in (13).
func claimWithout(o *figure.Outcome, s *study) {
	by, agrees := s.meansBy(), true
	var found []string
	for _, p := range placements()[1:] {
		e := s.at(p)[0]
		agrees = agrees && e.own().deviation > 3*e.allowed() && by[e.name()] > 1.5*by["linear"]
		found = append(found, fmt.Sprintf("%s, %.0f%% below threshold: deviation %s (correlation of diff-cov %s; edges between two silent neurons get %s of their probability, with one silent neuron %s, with none %s), mean ε %s",
			placementLabel(p), 100*e.below, figure.Show(e.own().deviation), figure.Show(e.white.correlation), figure.Show(e.kept[0]), figure.Show(e.kept[1]), figure.Show(e.kept[2]), figure.Show(by[e.name()])))
	}
	o.AddClaim(figure.Claim{
		Place: section, Statement: "the background is needed: the argument requires probabilities from the dynamical system with coupling matrix A",
		Criterion: "without it, with the noise in the bracket as in (13), the deviation is more than 3 times what sampling allows, and the mean ε more than half larger than with the linear network's probabilities",
		Found:     fmt.Sprintf("without background, with the noise %s; with the linear network's probabilities it is %s", strings.Join(found, "; "), figure.Show(by["linear"])),
		Agrees:    agrees,
	})
	e := s.at(placements()[0])[0]
	o.AddClaim(figure.Claim{
		Place: "beyond the paper", Statement: "where the noise does not pass the rectifier, the background is hardly needed, since a silent neuron still shows its own noise",
		Criterion: "with the noise outside and no background, the mean ε is within 10% of that with the linear network's probabilities, and more than 10% below that with the weights alone",
		Found: fmt.Sprintf("with the noise outside and %.0f%% below threshold the deviation is %s, of which sampling leaves %s unexplained (correlation of diff-cov %s); the mean ε is %s, with the linear network's probabilities %s",
			100*e.below, figure.Show(e.white.deviation), figure.Show(beyondSampling(e)), figure.Show(e.white.correlation), figure.Show(by[e.name()]), figure.Show(by["linear"])),
		Agrees: asGoodAsLinear(by[e.name()], by),
	})
}

// beyondSampling returns the part of a deviation that sampling does not explain.
func beyondSampling(e *excitation) float64 {
	d, a := e.own().deviation, e.allowed()
	return math.Sqrt(max(0, d*d-a*a))
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
		found = append(found, fmt.Sprintf("%s: rate %s → %s, error %s → %s", placementLabel(r.fine.Placement), figure.Show(coarse), figure.Show(fine),
			figure.Show(leadOf(r.coarse).Noise), figure.Show(leadOf(r.fine).Noise)))
	}
	fine, coarse := s.runs[0].fine.Step, s.runs[0].coarse.Step
	o.AddClaim(figure.Claim{
		Place: "beyond the paper, on (13)", Statement: "white noise inside the rectifier has no limit as h → 0; noise outside it and coloured noise have",
		Criterion: fmt.Sprintf("from h = %g to %g the mean rate of the original grows by more than %g%% with the noise inside, and changes by less with it outside or coloured", coarse, fine, 100*rateChange),
		Found:     fmt.Sprintf("from h = %g to %g, with the noise %s (relative error after noise-prune)", coarse, fine, strings.Join(found, "; ")),
		Agrees:    agrees,
	})
}

// claimConnectome states what holds for the connectome.
func claimConnectome(o *figure.Outcome, s *study) {
	ahead := true
	var found []string
	for _, r := range s.runs {
		l := leadOf(r.fine)
		ahead = ahead && l.Ahead()
		found = append(found, fmt.Sprintf("%s: %s against %s, difference %s ± %s (s.e.)", placementLabel(r.fine.Placement), figure.Show(l.Noise), figure.Show(l.Other), figure.Show(l.Difference), figure.Show(l.SE)))
	}
	o.AddClaim(figure.Claim{
		Place: "beyond the paper", Statement: "noise-prune outperforms the weight-based strategy in a rectified connectome with inhibition",
		Criterion: fmt.Sprintf("in C. elegans with the noise at each place, the trajectory error is smaller by more than %d standard errors of the paired difference", experiment.AheadBy),
		Found:     "errors after noise-prune against weight-based pruning, with the noise " + strings.Join(found, "; "),
		Agrees:    ahead,
	})
	claimConnectomeBackground(o, s)
}

// claimConnectomeBackground asks what background the connectome needs.
func claimConnectomeBackground(o *figure.Outcome, s *study) {
	with := s.excitations[len(s.excitations)-1]
	var found []string
	for _, e := range s.excitations {
		found = append(found, fmt.Sprintf("%g: %.1f%% and %s", e.background, 100*e.below, figure.Show(e.white.deviation)))
	}
	o.AddClaim(figure.Claim{
		Place: section, Statement: "background excitation makes the rectified connectome linear, too",
		Criterion: fmt.Sprintf("with a background of %g, noise outside, no neuron is below threshold, and the probabilities deviate from the linear network's by √(2/S), within %.0f%%", with.background, 100*samplingMargin),
		Found: fmt.Sprintf("under a background, neurons below threshold and deviation of the probabilities are, %s; sampling makes %s",
			strings.Join(found, "; "), figure.Show(with.allowed())),
		Agrees: with.below == 0 && math.Abs(with.white.deviation/with.allowed()-1) < samplingMargin,
	})
}
