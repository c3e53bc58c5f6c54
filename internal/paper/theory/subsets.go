package theory

import (
	"fmt"

	"noiseprune/internal/draw"
	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
	"noiseprune/network"
	"noiseprune/noise"
	"noiseprune/rules"
)

// choiceOfSubset is the purpose of the random choice of edges in the figure "subsets".
const choiceOfSubset noise.Purpose = 100

// Subsets checks Section 6: any subset of the probabilities can be set to 1.
func Subsets(run *figure.Run) (*figure.Outcome, error) {
	n, draws := figure.Pick(run.Options, 1000, 200), figure.Pick(run.Options, 20, 12)
	o := &figure.Outcome{
		Shows: "The paper argues (Section 6) that raising probabilities, up to p = 1 for any subset of the edges, does no harm but to " +
			"keep more edges.",
		Caption: "Left: worst-case ε of (3) over draws, when nothing, a random half of the edges, or all edges within the largest cluster " +
			"have p = 1. Right: fraction of edges kept.",
	}
	net, locals, err := networkAndLocals(run, n)
	if err != nil {
		return nil, err
	}
	o.AddSetting("network", "clustered, in the proportions of Fig. 2c, N = %d; covariance exact, matched diagonal", n)
	o.AddSetting("accuracy", "ε = %g without protected edges; %d draws", accuracy, draws)
	chosen := subsetsOf(run.Seed, n)
	run.Phase("worst cases", draws*len(chosen))
	left := draw.Panel{Y: draw.Axis{Label: "worst-case ε of (3)", From: draw.At(0)}}
	right := draw.Panel{Y: draw.Axis{Label: "fraction of edges kept", From: draw.At(0)}}
	var all [][]float64
	for k, subset := range chosen {
		p, err := planEpsilon(net, locals, 1, pairsOf(net, subset.contains))
		if err != nil {
			return nil, err
		}
		worst, err := experiment.WorstCases(run, net, p, draws, 0)
		if err != nil {
			return nil, err
		}
		all = append(all, worst)
		share := p.Expected / float64(p.Edges)
		o.AddNumber("worst_mean_"+subset.name, experiment.Summary(worst).Mean)
		o.AddNumber("fraction_kept_"+subset.name, share)
		left.X.Names, right.X.Names = append(left.X.Names, subset.label), append(right.X.Names, subset.label)
		left.Marks = append(left.Marks, draw.Violin{At: float64(k), Style: draw.Red(), Values: worst})
		right.Marks = append(right.Marks, draw.Line{Style: draw.Red(), X: []float64{float64(k)}, Y: []float64{share}, PointsOnly: true})
	}
	claimSubsets(o, all)
	o.AddTables(figure.Columns("", []string{"worst_none", "worst_random_half", "worst_largest_cluster"}, all...))
	o.Picture = draw.Picture{Rows: [][]draw.Panel{{left, right}}}
	return o, nil
}

// subset is a set of edges that are kept with certainty.
type subset struct {
	name, label string // in files and in pictures
	contains    func(e network.Entry) bool
}

// subsetsOf returns no edges, a random half, and those into the first half of n neurons, the
// largest cluster.
func subsetsOf(seed uint64, n int) []subset {
	key := noise.Key{Seed: seed, Purpose: choiceOfSubset}
	return []subset{
		{"none", "none", func(network.Entry) bool { return false }},
		{"random_half", "random half", func(e network.Entry) bool { return key.Uniform(uint64(e.Target), uint64(e.Source), 0) < 0.5 }},
		{"largest_cluster", "largest cluster", func(e network.Entry) bool { return e.Target < n/2 }},
	}
}

// claimSubsets states that protected edges do no harm; all are the worst cases of each subset.
func claimSubsets(o *figure.Outcome, all [][]float64) {
	none, half, cluster := experiment.Summary(all[0]), experiment.Summary(all[1]), experiment.Summary(all[2])
	o.AddClaim(figure.Claim{
		Place: "Section 6", Statement: "sampling some edges with a higher probability does not harm the bound; any subset can be set to 1",
		Criterion: "with either subset protected the mean worst case is at most 5% above that without, and no draw exceeds ε",
		Found: fmt.Sprintf("the mean worst case is %s with no edge protected, %s with a random half and %s with the largest cluster at p = 1",
			figure.Show(none.Mean), figure.Show(half.Mean), figure.Show(cluster.Mean)),
		Agrees: half.Mean <= 1.05*none.Mean && cluster.Mean <= 1.05*none.Mean && max(half.Max, cluster.Max) <= accuracy,
	})
}

// pairsOf lists the chosen edges of a symmetric network.
func pairsOf(net *network.Network, chosen func(network.Entry) bool) (pairs []rules.Pair) {
	for _, e := range net.Weights().Entries() {
		if e.Target > e.Source && chosen(e) {
			pairs = append(pairs, rules.Pair{Target: e.Target, Source: e.Source})
		}
	}
	return pairs
}
