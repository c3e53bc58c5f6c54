package theory

import (
	"fmt"
	"strings"

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
		Caption: "Clustered network. " +
			"Left: worst-case ε of (3) over draws, when nothing, a random half of the edges, or all edges within the largest cluster " +
			"have p = 1. Right: fraction of edges kept.",
	}
	o.AddSetting("networks", "N = %d, %s; covariance exact, matched diagonal", n, aboutFamilies)
	o.AddSetting("accuracy", "ε = %g without protected edges; %d draws by each rule", accuracy, draws)
	left := draw.Panel{Y: draw.Axis{Label: "worst-case ε of (3)", From: draw.At(0)}}
	right := draw.Panel{Y: draw.Axis{Label: "fraction of edges kept", From: draw.At(0)}}
	var all [familyCount][]byRule
	for _, f := range families() {
		found, err := worstOfSubsets(run, f, n, draws)
		if err != nil {
			return nil, err
		}
		for k, one := range found {
			prefix := [familyCount]string{"", "linked_"}[f]
			o.AddInterval(prefix+"worst_mean_"+one.name, experiment.MeanInterval(one.worst[figure.Noise]))
			o.AddNumber(prefix+"fraction_kept_"+one.name, one.share)
			all[f] = append(all[f], one.worst)
			if f == clustered {
				left.X.Names, right.X.Names = append(left.X.Names, one.label), append(right.X.Names, one.label)
				left.Marks = append(left.Marks, draw.Violin{At: float64(k), Style: draw.Red(), Values: one.worst[figure.Noise]})
				right.Marks = append(right.Marks, draw.Line{Style: draw.Red(), X: []float64{float64(k)}, Y: []float64{one.share}, PointsOnly: true})
			}
		}
	}
	claimSubsets(o, all)
	o.AddTables(figure.Columns("", []string{"worst_none", "worst_random_half", "worst_largest_cluster"},
		all[clustered][0][figure.Noise], all[clustered][1][figure.Noise], all[clustered][2][figure.Noise]))
	o.Picture = draw.Picture{Rows: [][]draw.Panel{{left, right}}}
	return o, nil
}

// subsetResult is that of one subset in one network.
type subsetResult struct {
	subset
	share float64 // expected fraction of the edges
	worst byRule
}

// worstOfSubsets protects each subset in the family's network of n neurons.
func worstOfSubsets(run *figure.Run, f family, n, draws int) (found []subsetResult, err error) {
	net, locals, err := f.networkAndLocals(run, n)
	if err != nil {
		return nil, err
	}
	chosen := subsetsOf(run.Seed, n)
	run.Phase("worst cases, "+f.label(), draws*len(chosen)*int(figure.RuleCount))
	for _, one := range chosen {
		plans, err := plansEpsilon(net, locals, 1, pairsOf(net, one.contains))
		if err != nil {
			return nil, err
		}
		worst, err := worstByRule(run, net, plans, draws, 0)
		if err != nil {
			return nil, err
		}
		found = append(found, subsetResult{one, plans[figure.Noise].Expected / float64(plans[figure.Noise].Edges), worst})
	}
	return found, nil
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

// mostGrowth is the factor on the mean worst case that counts as no harm.
const mostGrowth = 1.05

// claimSubsets states that protected edges do no harm; all are the worst cases of each subset.
func claimSubsets(o *figure.Outcome, all [familyCount][]byRule) {
	o.AddJudged(figure.Claim{
		Place: "Section 6", Statement: "sampling some edges with a higher probability does not harm the bound; any subset can be set to 1",
		Criterion: fmt.Sprintf("with either subset protected the mean worst case is below %g times that without, and no draw exceeds ε, ",
			mostGrowth) + eachFamily,
	}, func(r figure.Rule) figure.Verdict {
		v := figure.Judge()
		var found, short []string
		for _, f := range families() {
			half, cluster := experiment.RatioOfMeans(all[f][1][r], all[f][0][r]), experiment.RatioOfMeans(all[f][2][r], all[f][0][r])
			above := experiment.FrequencyAbove(largestOfDraws(all[f][1:], r), accuracy)
			v.Require(half.Below(mostGrowth), cluster.Below(mostGrowth), figure.If(above.Count == 0))
			found = append(found, fmt.Sprintf("%s: %s with no edge protected, %s times that with a random half and %s times with the largest "+
				"cluster at p = 1, above ε in %s", f.label(), experiment.MeanInterval(all[f][0][r]), half, cluster, above))
			short = append(short, fmt.Sprintf("%s and %s times, %s", half, cluster, f.label()))
		}
		v.Found, v.Short = "the mean worst case is, "+strings.Join(found, "; "), strings.Join(short, "; ")
		return v
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
