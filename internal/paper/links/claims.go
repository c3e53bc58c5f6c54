package links

import (
	"fmt"
	"math"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
	"noiseprune/network"
	"noiseprune/rules"
)

// meansByKind returns the mean probability of each kind of connection.
func meansByKind(net *network.Network, kinds map[[2]int]kind, p *rules.Plan) (mean [3]float64) {
	var count [3]float64
	for place, e := range net.Weights().Entries() {
		if e.Source < e.Target {
			k := kinds[[2]int{e.Target, e.Source}]
			mean[k] += p.Probabilities[place]
			count[k]++
		}
	}
	for k := range mean {
		mean[k] /= count[k]
	}
	return mean
}

// belowLinks returns which share of the ordinary connections within clusters have a lower
// probability than every link between clusters.
func belowLinks(net *network.Network, kinds map[[2]int]kind, p *rules.Plan) float64 {
	lowest := 1.0
	var ordinary []float64
	for place, e := range net.Weights().Entries() {
		if e.Source > e.Target {
			continue
		}
		switch kinds[[2]int{e.Target, e.Source}] {
		case between:
			lowest = min(lowest, p.Probabilities[place])
		case within:
			ordinary = append(ordinary, p.Probabilities[place])
		case strong: // high by their weight
		}
	}
	return 1 - experiment.ShareAbove(ordinary, math.Nextafter(lowest, 0))
}

// describeKinds fills numbers and claims.
func describeKinds(o *figure.Outcome, net *network.Network, kinds map[[2]int]kind, p experiment.Plans) {
	noise, weight := meansByKind(net, kinds, p.Noise), meansByKind(net, kinds, p.Weight)
	for k, name := range []string{"within", "strong", "between"} {
		o.AddNumber("mean_p_"+name, noise[k])
		o.AddNumber("mean_p_"+name+"_weight_only", weight[k])
	}
	below, belowByWeight := belowLinks(net, kinds, p.Noise), belowLinks(net, kinds, p.Weight)
	o.AddNumber("share_within_below_links", below)
	o.AddNumber("share_within_below_links_weight_only", belowByWeight)
	o.AddClaim(figure.Claim{
		Place: "Fig. 1b", Statement: "the rule assigns the sparse connections between clusters higher probability",
		Criterion: "their mean p is at least twice that of the other connections within clusters, which weight alone does not achieve",
		Found: fmt.Sprintf("links between clusters have mean p = %s, the other connections within %s (by weight alone %s and %s)",
			figure.Show(noise[between]), figure.Show(noise[within]), figure.Show(weight[between]), figure.Show(weight[within])),
		Agrees: noise[between] >= 2*noise[within] && weight[between] < 2*weight[within],
	})
	o.AddClaim(figure.Claim{
		Place: "Fig. 1b", Statement: "… along with the handful of exceptionally strong connections within a cluster",
		Criterion: "their mean p is at least twice that of the other connections within clusters",
		Found:     fmt.Sprintf("the strong connections have mean p = %s", figure.Show(noise[strong])),
		Agrees:    noise[strong] >= 2*noise[within],
	})
	o.AddClaim(figure.Claim{
		Place: "Fig. 1b", Statement: "most connections within a cluster are redundant and given lower probability",
		Criterion: "at least nine tenths of them have a lower p than every link between clusters",
		Found: fmt.Sprintf("of the other connections within, %.3g%% have a lower p than every link between clusters (by weight alone %.3g%%)",
			100*below, 100*belowByWeight),
		Agrees: below >= 0.9,
	})
}
