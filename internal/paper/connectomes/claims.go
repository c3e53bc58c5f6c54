package connectomes

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// claimConnectomes states the claims over all connectomes.
func claimConnectomes(o *figure.Outcome, studies []*study) {
	claimAheadEverywhere(o, studies, figure.Random, "noise-prune does better than pruning random edges, in every connectome")
	claimAheadEverywhere(o, studies, figure.Hidden, figure.CovariancesMatter+", in every connectome")
	claimPreserved(o, studies)
	claimFewEdges(o, studies)
	claimGain(o, studies)
}

// claimAheadEverywhere states that noise-prune does better than another rule in each connectome.
func claimAheadEverywhere(o *figure.Outcome, studies []*study, than figure.Rule, statement string) {
	o.AddJudged(figure.Claim{
		Place: figure.BeyondPaper, Statement: statement,
		Criterion: fmt.Sprintf("the same, against the control %s, in each connectome", than.Label()),
	}, func(r figure.Rule) figure.Verdict {
		total, of := 0, 0
		var exceptions []string
		for _, s := range studies {
			ahead, _, _ := s.standing(r, than)
			total, of = total+ahead, of+s.comparisons()
			if !s.mostlyAhead(r, than) {
				exceptions = append(exceptions, s.Title)
			}
		}
		found := fmt.Sprintf("ahead of the control %s in %d of %d comparisons", than.Label(), total, of)
		if len(exceptions) > 0 {
			found += "; not clearly in " + strings.Join(exceptions, ", ")
		}
		return figure.Verdict{Found: found, Short: fmt.Sprintf("ahead in %d of %d", total, of), Meets: len(exceptions) == 0}
	})
}

// claimPreserved states that the dynamics of the connectomes are preserved.
func claimPreserved(o *figure.Outcome, studies []*study) {
	lost, kept := 0.0, math.Inf(1) // the most synapses of a neuron where the dynamics are lost, the fewest where not
	for _, s := range studies {
		if synapses := keepPreserved * s.perNeuron; s.mean(s.place(keepPreserved), figure.Noise, measureTrajectory) < preservedLimit {
			kept = min(kept, synapses)
		} else {
			lost = max(lost, synapses)
		}
	}
	o.AddJudged(figure.Claim{
		Place: "beyond the paper (Section 5 says it of clustered networks)", Statement: "noise-prune preserves network dynamics in every " +
			"connectome",
		Criterion: fmt.Sprintf("the trajectory error at %g of the edges is below %g, the limit of Figs. 2c–f", keepPreserved, preservedLimit),
		Reason: fmt.Sprintf("where the dynamics are lost, a neuron keeps up to %s synapses on average, where they are preserved %s and "+
			"more; on K_deg see below",
			figure.Show(lost), figure.Show(kept)),
	}, func(r figure.Rule) figure.Verdict {
		var found []string
		below := 0
		for _, s := range studies {
			errors := s.column(s.place(keepPreserved), r, measureTrajectory)
			found = append(found, fmt.Sprintf("%s %s", s.Title, experiment.MeanWithInterval(errors)))
			if experiment.Mean(errors) < preservedLimit {
				below++
			}
		}
		return figure.Verdict{
			Found: fmt.Sprintf("the trajectory errors at %g of the edges are, with their 95%% intervals over draws, ", keepPreserved) +
				strings.Join(found, ", "),
			Short: fmt.Sprintf("below in %d of %d", below, len(studies)), Meets: below == len(studies),
		}
	})
}

// place returns where a density stands among those of the study.
func (s *study) place(keep float64) int {
	for k, v := range s.keeps {
		if v == keep {
			return k
		}
	}
	panic(fmt.Sprintf("paper: no density %g", keep))
}

// claimFewEdges tests a reason why dynamics are not preserved: the theory's
// K_deg = 4 ln N/ε² edges for each neuron.
func claimFewEdges(o *figure.Outcome, studies []*study) {
	o.AddJudged(figure.Claim{
		Place: "Section 4.1", Statement: "K_deg = 4 ln N/ε² edges for each neuron are needed for accuracy ε: where dynamics are lost, fewer " +
			"are left",
		Criterion: fmt.Sprintf("wherever the trajectory error is %g or more, a neuron keeps fewer than K_deg at ε = 1 on average",
			preservedLimit),
	}, func(r figure.Rule) figure.Verdict {
		all, beyond, few, least, agrees := 0, 0, 0, math.Inf(1), true
		for _, s := range studies {
			for k, keep := range s.keeps {
				all++
				enough := experiment.Degree(s.net.Neurons(), 1)
				if keep*s.perNeuron < enough {
					few++
				}
				if s.mean(k, r, measureTrajectory) < preservedLimit {
					continue
				}
				beyond++
				least = min(least, enough/(keep*s.perNeuron))
				agrees = agrees && keep*s.perNeuron < enough
			}
		}
		v := figure.Verdict{Found: "no network exceeds it", Short: fmt.Sprintf("%d networks beyond", beyond), Meets: agrees}
		if beyond > 0 {
			v.Found = fmt.Sprintf("in each of the %d networks beyond %g the neurons keep too few synapses for the theory to promise anything, by "+
				"factors of %s and more", beyond, preservedLimit, figure.Show(least))
		}
		v.Found += fmt.Sprintf("; %d of all %d networks keep too few, so that the statement could fail in %d only", few, all, all-few)
		return v
	})
}

// claimGain tests a reason why noise-prune gains much over the weight-based rule in one
// connectome and little in another.
func claimGain(o *figure.Outcome, studies []*study) {
	o.AddJudged(figure.Claim{
		Place: "beyond the paper", Statement: "noise-prune gains the more over the weight-based rule, the more synapses a neuron keeps " +
			"(seen in these data, not predicted)",
		Criterion: "over connectomes and densities, the synapses that a neuron keeps and the gain (trajectory error of weight-based pruning " +
			"over noise-prune's) have a rank correlation above 0.5",
	}, func(r figure.Rule) figure.Verdict {
		var gains, synapses, spreads []float64
		for _, s := range studies {
			for k, keep := range s.keeps {
				gain := s.mean(k, figure.Weight, measureTrajectory) / s.mean(k, r, measureTrajectory)
				gains, synapses, spreads = append(gains, gain), append(synapses, keep*s.perNeuron), append(spreads, s.spread)
			}
		}
		rank, other := rankCorrelation(synapses, gains), rankCorrelation(spreads, gains)
		if r == figure.Noise {
			o.AddNumber("rank_correlation_synapses_gain", rank)
			o.AddNumber("rank_correlation_spread_gain", other)
		}
		return figure.Verdict{
			Found: fmt.Sprintf("the gain is %s to %s; its rank correlation with the synapses that a neuron keeps is %s, with the spread of "+
				"diff-cov over edges %s",
				figure.Show(slices.Min(gains)), figure.Show(slices.Max(gains)), figure.Show(rank), figure.Show(other)),
			Short: "correlation " + figure.Show(rank), Meets: rank > 0.5,
		}
	})
}
