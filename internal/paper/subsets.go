package paper

import (
	"fmt"

	"noiseprune/internal/draw"
	"noiseprune/network"
	"noiseprune/noise"
	"noiseprune/rules"
)

// choiceOfSubset is the purpose of the random choice of edges in the figure "subsets".
const choiceOfSubset noise.Purpose = 100

// subsets checks Section 6: any subset of the probabilities can be set to 1.
func subsets(j *job) (*Outcome, error) {
	n, draws := pick(j, 1000, 200), pick(j, 20, 12)
	o := &Outcome{
		Shows:   "The paper argues (Section 6) that raising probabilities, up to p = 1 for any subset of the edges, does no harm but to keep more edges.",
		Caption: "Left: worst-case ε of (3) over draws, when nothing, a random half of the edges, or all edges within the largest cluster have p = 1. Right: fraction of edges kept.",
	}
	net, err := j.theoryNetwork(n)
	if err != nil {
		return nil, err
	}
	locals, err := j.exactLocals(net)
	if err != nil {
		return nil, err
	}
	o.set("network", "clustered, in the proportions of Fig. 2c, N = %d; covariance exact, matched diagonal", n)
	o.set("accuracy", "ε = %g without protected edges; %d draws", scalingEpsilon, draws)
	key := noise.Key{Seed: j.opt.Seed, Purpose: choiceOfSubset}
	kinds := []struct {
		name, label string
		chosen      func(e network.Entry) bool
	}{
		{"none", "none", func(network.Entry) bool { return false }},
		{"random_half", "random half", func(e network.Entry) bool { return key.Uniform(uint64(e.Target), uint64(e.Source), 0) < 0.5 }},
		{"largest_cluster", "largest cluster", func(e network.Entry) bool { return e.Target < n/2 }},
	}
	j.phase("worst cases", draws*len(kinds))
	left := draw.Panel{Y: draw.Axis{Label: "worst-case ε of (3)", From: draw.At(0)}}
	right := draw.Panel{Y: draw.Axis{Label: "fraction of edges kept", From: draw.At(0)}}
	var all [][]float64
	for k, kind := range kinds {
		p, err := planEpsilon(net, locals, 1, pairsOf(net, kind.chosen))
		if err != nil {
			return nil, err
		}
		worst, err := j.worstOf(net, p, draws, 0)
		if err != nil {
			return nil, err
		}
		all = append(all, worst)
		share := p.Expected / float64(p.Edges)
		o.number("worst_mean_"+kind.name, summary(worst).Mean)
		o.number("fraction_kept_"+kind.name, share)
		left.X.Names, right.X.Names = append(left.X.Names, kind.label), append(right.X.Names, kind.label)
		left.Marks = append(left.Marks, draw.Violin{At: float64(k), Style: draw.Red(), Values: worst})
		right.Marks = append(right.Marks, draw.Line{Style: draw.Red(), X: []float64{float64(k)}, Y: []float64{share}, PointsOnly: true})
	}
	none, half, cluster := summary(all[0]), summary(all[1]), summary(all[2])
	o.claim(Claim{
		Place: "Section 6", Statement: "sampling some edges with a higher probability does not harm the bound; any subset can be set to 1",
		Criterion: "with either subset protected the mean worst case is at most 5% above that without, and no draw exceeds ε",
		Found: fmt.Sprintf("the mean worst case is %s with no edge protected, %s with a random half and %s with the largest cluster at p = 1",
			show(none.Mean), show(half.Mean), show(cluster.Mean)),
		Agrees: half.Mean <= 1.05*none.Mean && cluster.Mean <= 1.05*none.Mean && max(half.Max, cluster.Max) <= scalingEpsilon,
	})
	o.Tables = append(o.Tables, columns("", []string{"worst_none", "worst_random_half", "worst_largest_cluster"}, all...))
	o.Picture = draw.Picture{Rows: [][]draw.Panel{{left, right}}}
	return o, nil
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
