package paper

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/gonum/stat"

	"noiseprune/internal/draw"
)

// claimConnectomes states what holds over all connectomes.
func claimConnectomes(o *Outcome, studies []*connectomeStudy) {
	claimAheadOfRandom(o, studies)
	claimPreserved(o, studies)
	claimFewEdges(o, studies)
	claimGain(o, studies)
}

// claimAheadOfRandom states that noise-prune does better than pruning without any
// knowledge.
func claimAheadOfRandom(o *Outcome, studies []*connectomeStudy) {
	agrees, total, of := true, 0, 0
	var exceptions []string
	for _, s := range studies {
		ahead, _, behind := s.standing(ruleUniform)
		all := s.comparisons()
		total, of = total+ahead, of+all
		if 2*ahead <= all || len(behind) > 0 {
			agrees, exceptions = false, append(exceptions, s.title)
		}
	}
	found := fmt.Sprintf("ahead of random pruning in %d of %d comparisons", total, of)
	if len(exceptions) > 0 {
		found += "; not clearly in " + strings.Join(exceptions, ", ")
	}
	o.claim(Claim{
		Place: "beyond the paper", Statement: "noise-prune does better than pruning random edges, in every connectome",
		Criterion: "the same, against random pruning, in each connectome", Found: found, Agrees: agrees,
	})
}

// claimPreserved states that the dynamics of the connectomes are preserved.
func claimPreserved(o *Outcome, studies []*connectomeStudy) {
	var found []string
	lost, preserved := 0.0, math.Inf(1) // the most synapses of a neuron where the dynamics are lost, the fewest where not
	agrees := true
	for _, s := range studies {
		k := s.place(connectomeKeep)
		mean, _ := moments(s.column(k, ruleNoise, measureTrajectory))
		found = append(found, fmt.Sprintf("%s %s", s.title, show(mean)))
		if synapses := connectomeKeep * s.perNeuron; mean < connectomePreserved {
			preserved = min(preserved, synapses)
		} else {
			agrees, lost = false, max(lost, synapses)
		}
	}
	o.claim(Claim{
		Place: "beyond the paper (Section 5 says it of clustered networks)", Statement: "noise-prune preserves network dynamics in every connectome",
		Criterion: fmt.Sprintf("the trajectory error at %g of the edges is below %g, the limit of Figs. 2c–f", connectomeKeep, connectomePreserved),
		Found:     fmt.Sprintf("the trajectory errors at %g of the edges are ", connectomeKeep) + strings.Join(found, ", "),
		Agrees:    agrees,
		Reason: fmt.Sprintf("where the dynamics are lost, a neuron keeps up to %s synapses on average, where they are preserved %s and more; on K_deg see below",
			show(lost), show(preserved)),
	})
}

// place returns where a density stands among those of the study.
func (s *connectomeStudy) place(keep float64) int {
	for k, v := range s.keeps {
		if v == keep {
			return k
		}
	}
	panic(fmt.Sprintf("paper: no density %g", keep))
}

// claimFewEdges looks for the reason where the dynamics are not preserved: the theory's
// K_deg = 4 ln N/ε² edges for each neuron.
func claimFewEdges(o *Outcome, studies []*connectomeStudy) {
	beyond, few, least := 0, 0, math.Inf(1)
	agrees := true
	for _, s := range studies {
		for k, keep := range s.keeps {
			enough := degree(s.net.Neurons(), 1)
			if keep*s.perNeuron < enough {
				few++
			}
			mean, _ := moments(s.column(k, ruleNoise, measureTrajectory))
			if mean < connectomePreserved {
				continue
			}
			beyond++
			least = min(least, enough/(keep*s.perNeuron))
			agrees = agrees && keep*s.perNeuron < enough
		}
	}
	found := "no network exceeds it"
	if beyond > 0 {
		found = fmt.Sprintf("in each of the %d networks beyond %g the neurons keep too few synapses for the theory to promise anything, by factors of %s and more; "+
			"the promise is not needed everywhere: %d networks keep too few and %d of them stay below %g", beyond, connectomePreserved, show(least), few, few-beyond, connectomePreserved)
	}
	o.claim(Claim{
		Place: "Section 4.1", Statement: "K_deg = 4 ln N/ε² edges for each neuron are needed for accuracy ε: where dynamics are lost, fewer are left",
		Criterion: fmt.Sprintf("wherever the trajectory error is %g or more, a neuron keeps fewer than K_deg at ε = 1 on average", connectomePreserved),
		Found:     found, Agrees: agrees,
	})
}

// claimGain looks for the reason why noise-prune gains much over the weight-based rule in
// one connectome and little in another.
func claimGain(o *Outcome, studies []*connectomeStudy) {
	var gains, synapses, spreads []float64
	for _, s := range studies {
		for k, keep := range s.keeps {
			a, _ := moments(s.column(k, ruleNoise, measureTrajectory))
			b, _ := moments(s.column(k, ruleWeight, measureTrajectory))
			gains, synapses, spreads = append(gains, b/a), append(synapses, keep*s.perNeuron), append(spreads, s.spread)
		}
	}
	rank, other := rankCorrelation(synapses, gains), rankCorrelation(spreads, gains)
	o.number("rank_correlation_synapses_gain", rank)
	o.number("rank_correlation_spread_gain", other)
	o.claim(Claim{
		Place: "beyond the paper", Statement: "noise-prune gains the more over the weight-based rule, the more synapses a neuron keeps (seen in these data, not predicted)",
		Criterion: "over connectomes and densities, the synapses that a neuron keeps and the gain (trajectory error of weight-based pruning over noise-prune's) have a rank correlation above 0.5",
		Found: fmt.Sprintf("the gain is %s to %s; its rank correlation with the synapses that a neuron keeps is %s, with the spread of diff-cov over edges %s",
			show(slices.Min(gains)), show(slices.Max(gains)), show(rank), show(other)),
		Agrees: rank > 0.5,
	})
}

// rankCorrelation returns Spearman's coefficient; equal values share their mean rank.
func rankCorrelation(a, b []float64) float64 {
	ra, rb := make([]float64, len(a)), make([]float64, len(b))
	for k := range a {
		ra[k], rb[k] = rankOf(a, k), rankOf(b, k)
	}
	return stat.Correlation(ra, rb, nil)
}

// rankOf returns the rank of the k-th value.
func rankOf(values []float64, k int) float64 {
	rank := -0.5
	for _, v := range values {
		switch {
		case v < values[k]:
			rank++
		case v == values[k]:
			rank += 0.5
		}
	}
	return rank
}

// panels draws one connectome.
func (s *connectomeStudy) panels() []draw.Panel {
	labels := [measureCount]string{
		measureLambda: "eigenvalues, mean ε_λ", measureV: "quadratic forms, mean ε_v", measureTrajectory: "error of the state",
	}
	var panels []draw.Panel
	for _, m := range headline() {
		p := draw.Panel{
			X: draw.Axis{Label: "fraction of edges kept", From: draw.At(0), To: draw.At(0.55)},
			Y: draw.Axis{Label: labels[m], From: draw.At(0)},
		}
		for _, r := range []int{ruleUniform, ruleWeight, ruleNoise} {
			by := pruningRules()[r]
			line := draw.Line{Name: by.label, Style: by.ink, Dots: true, X: s.keeps}
			for k := range s.keeps {
				mean, sd := moments(s.column(k, r, m))
				line.Y, line.Low, line.High = append(line.Y, mean), append(line.Low, max(0, mean-sd)), append(line.High, mean+sd)
			}
			p.Marks = append(p.Marks, line)
		}
		panels = append(panels, p)
	}
	panels[0].Title = fmt.Sprintf("%s, N = %s", s.title, thousands(s.net.Neurons()))
	return panels
}

// listConnectomes makes the table of the page.
func listConnectomes(studies []*connectomeStudy) *Listing {
	l := &Listing{
		Caption: "Means over draws: noise-prune / weight-based / random. Synapses: onto a neuron, kept on average. Spread: of diff-cov over edges, s.d. over mean.",
		Columns: []string{"connectome", "N", "kept", "synapses", "spread", "ε_λ", "ε_v", "trajectory error"},
	}
	for _, s := range studies {
		for k, keep := range s.keeps {
			row := []string{s.title, thousands(s.net.Neurons()), fmt.Sprintf("%g%%", 100*keep), show(keep * s.perNeuron), show(s.spread)}
			for _, m := range headline() {
				var three []string
				for r := range ruleCount {
					mean, _ := moments(s.column(k, r, m))
					three = append(three, show(mean))
				}
				row = append(row, strings.Join(three, " / "))
			}
			l.Rows = append(l.Rows, row)
		}
	}
	return l
}
