package connectomes

import (
	"fmt"
	"slices"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// gains are those of a rule over the weight-based one, as ratios of mean trajectory errors, beside what may explain them:
// one of each for every connectome and density.
type gains struct{ gain, synapses, spread []float64 }

// gainsOf computes them for the connectomes of these numbers from the chosen draws.
func gainsOf(studies []*study, which, chosen []int, r figure.Rule) (g gains) {
	for _, n := range which {
		s := studies[n]
		for k, keep := range s.keeps {
			weight, rule := s.column(k, figure.Weight, measureTrajectory), s.column(k, r, measureTrajectory)
			gain := experiment.MeanOf(weight, chosen) / experiment.MeanOf(rule, chosen)
			g.gain, g.synapses, g.spread = append(g.gain, gain), append(g.synapses, keep*s.perNeuron), append(g.spread, s.spread)
		}
	}
	return g
}

func (g gains) withSynapses() float64 { return rankCorrelation(g.synapses, g.gain) }
func (g gains) withSpread() float64   { return rankCorrelation(g.spread, g.gain) }

// claimGain tests a reason why noise-prune gains much over the weight-based rule in one
// connectome and little in another.
func claimGain(o *figure.Outcome, seed uint64, studies []*study) {
	draws := len(studies[0].values[0])
	everywhere, every := experiment.Numbers(len(studies)), experiment.Numbers(draws)
	o.AddJudged(figure.Claim{
		Place: "beyond the paper", Statement: "noise-prune gains the more over the weight-based rule, the more synapses a neuron keeps " +
			"(seen in these data, not predicted)",
		Criterion: "over connectomes and densities, the synapses that a neuron keeps and the gain (trajectory error of weight-based pruning " +
			"over noise-prune's) have a rank correlation above 0.5, by its interval over draws",
	}, func(r figure.Rule) figure.Verdict {
		rank := experiment.Bootstrap(seed, draws, func(chosen []int) float64 { return gainsOf(studies, everywhere, chosen, r).withSynapses() })
		spread := experiment.Bootstrap(seed, draws, func(chosen []int) float64 { return gainsOf(studies, everywhere, chosen, r).withSpread() })
		others := experiment.Bootstrap(seed, len(studies), func(which []int) float64 { return gainsOf(studies, which, every, r).withSynapses() })
		if r == figure.Noise {
			o.AddInterval("rank_correlation_synapses_gain", rank)
			o.AddInterval("rank_correlation_spread_gain", spread)
		}
		all := gainsOf(studies, everywhere, every, r).gain
		v := figure.Judge(rank.Above(0.5))
		v.Found = fmt.Sprintf("the gain is %s to %s; its rank correlation with the synapses that a neuron keeps is %s over draws, with the "+
			"spread of diff-cov over edges %s; had other connectomes been taken, of which these %d are a sample, %s", figure.Show(slices.Min(all)),
			figure.Show(slices.Max(all)), rank, spread, len(studies), others)
		v.Short = "correlation " + rank.String()
		return v
	})
}
