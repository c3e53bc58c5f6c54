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
	claimAheadOfRandom(o, studies)
	claimPreserved(o, studies)
	claimFewEdges(o, studies)
	claimGain(o, studies)
}

// claimAheadOfRandom states that noise-prune does better than pruning without any
// knowledge.
func claimAheadOfRandom(o *figure.Outcome, studies []*study) {
	agrees, total, of := true, 0, 0
	var exceptions []string
	for _, s := range studies {
		ahead, _, behind := s.standing(ruleUniform)
		all := s.comparisons()
		total, of = total+ahead, of+all
		if 2*ahead <= all || len(behind) > 0 {
			agrees, exceptions = false, append(exceptions, s.Title)
		}
	}
	found := fmt.Sprintf("ahead of random pruning in %d of %d comparisons", total, of)
	if len(exceptions) > 0 {
		found += "; not clearly in " + strings.Join(exceptions, ", ")
	}
	o.AddClaim(figure.Claim{
		Place: "beyond the paper", Statement: "noise-prune does better than pruning random edges, in every connectome",
		Criterion: "the same, against random pruning, in each connectome", Found: found, Agrees: agrees,
	})
}

// claimPreserved states that the dynamics of the connectomes are preserved.
func claimPreserved(o *figure.Outcome, studies []*study) {
	var found []string
	lost, kept := 0.0, math.Inf(1) // the most synapses of a neuron where the dynamics are lost, the fewest where not
	agrees := true
	for _, s := range studies {
		k := s.place(keepPreserved)
		mean := s.mean(k, ruleNoise, measureTrajectory)
		found = append(found, fmt.Sprintf("%s %s", s.Title, figure.Show(mean)))
		if synapses := keepPreserved * s.perNeuron; mean < preservedLimit {
			kept = min(kept, synapses)
		} else {
			agrees, lost = false, max(lost, synapses)
		}
	}
	o.AddClaim(figure.Claim{
		Place: "beyond the paper (Section 5 says it of clustered networks)", Statement: "noise-prune preserves network dynamics in every " +
			"connectome",
		Criterion: fmt.Sprintf("the trajectory error at %g of the edges is below %g, the limit of Figs. 2c–f", keepPreserved, preservedLimit),
		Found:     fmt.Sprintf("the trajectory errors at %g of the edges are ", keepPreserved) + strings.Join(found, ", "),
		Agrees:    agrees,
		Reason: fmt.Sprintf("where the dynamics are lost, a neuron keeps up to %s synapses on average, where they are preserved %s and "+
			"more; on K_deg see below",
			figure.Show(lost), figure.Show(kept)),
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
	beyond, few, least := 0, 0, math.Inf(1)
	agrees := true
	for _, s := range studies {
		for k, keep := range s.keeps {
			enough := experiment.Degree(s.net.Neurons(), 1)
			if keep*s.perNeuron < enough {
				few++
			}
			mean := s.mean(k, ruleNoise, measureTrajectory)
			if mean < preservedLimit {
				continue
			}
			beyond++
			least = min(least, enough/(keep*s.perNeuron))
			agrees = agrees && keep*s.perNeuron < enough
		}
	}
	found := "no network exceeds it"
	if beyond > 0 {
		found = fmt.Sprintf("in each of the %d networks beyond %g the neurons keep too few synapses for the theory to promise anything, by "+
			"factors of %s and more; "+
			"the promise is not needed everywhere: %d networks keep too few and %d of them stay below %g", beyond, preservedLimit,
			figure.Show(least), few, few-beyond, preservedLimit)
	}
	o.AddClaim(figure.Claim{
		Place: "Section 4.1", Statement: "K_deg = 4 ln N/ε² edges for each neuron are needed for accuracy ε: where dynamics are lost, fewer " +
			"are left",
		Criterion: fmt.Sprintf("wherever the trajectory error is %g or more, a neuron keeps fewer than K_deg at ε = 1 on average",
			preservedLimit),
		Found: found, Agrees: agrees,
	})
}

// claimGain tests a reason why noise-prune gains much over the weight-based rule in one
// connectome and little in another.
func claimGain(o *figure.Outcome, studies []*study) {
	var gains, synapses, spreads []float64
	for _, s := range studies {
		for k, keep := range s.keeps {
			a := s.mean(k, ruleNoise, measureTrajectory)
			b := s.mean(k, ruleWeight, measureTrajectory)
			gains, synapses, spreads = append(gains, b/a), append(synapses, keep*s.perNeuron), append(spreads, s.spread)
		}
	}
	rank, other := rankCorrelation(synapses, gains), rankCorrelation(spreads, gains)
	o.AddNumber("rank_correlation_synapses_gain", rank)
	o.AddNumber("rank_correlation_spread_gain", other)
	o.AddClaim(figure.Claim{
		Place: "beyond the paper", Statement: "noise-prune gains the more over the weight-based rule, the more synapses a neuron keeps " +
			"(seen in these data, not predicted)",
		Criterion: "over connectomes and densities, the synapses that a neuron keeps and the gain (trajectory error of weight-based pruning " +
			"over noise-prune's) have a rank correlation above 0.5",
		Found: fmt.Sprintf("the gain is %s to %s; its rank correlation with the synapses that a neuron keeps is %s, with the spread of "+
			"diff-cov over edges %s",
			figure.Show(slices.Min(gains)), figure.Show(slices.Max(gains)), figure.Show(rank), figure.Show(other)),
		Agrees: rank > 0.5,
	})
}
