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
	var mean [figure.RuleCount][3]float64
	var below [figure.RuleCount]float64
	for r, plan := range p {
		mean[r], below[r] = meansByKind(net, kinds, plan), belowLinks(net, kinds, plan)
		suffix := "_" + figure.Rule(r).Name()
		for k, name := range []string{"within", "strong", "between"} {
			o.AddNumber("mean_p_"+name+suffix, mean[r][k])
		}
		o.AddNumber("share_within_below_links"+suffix, below[r])
	}
	twice := func(k kind, what string) func(figure.Rule) figure.Verdict {
		return func(r figure.Rule) figure.Verdict {
			one, other := figure.Show(mean[r][k]), figure.Show(mean[r][within])
			v := figure.Judge(figure.If(mean[r][k] >= 2*mean[r][within]))
			v.Found = fmt.Sprintf("%s have mean p = %s, the other connections within clusters %s%s", what, one, other, figure.NothingDrawn)
			v.Short = one + " and " + other
			return v
		}
	}
	o.AddJudged(figure.Claim{
		Place: "Fig. 1b", Statement: "the rule assigns the sparse connections between clusters higher probability",
		Criterion: "their mean p is at least twice that of the other connections within clusters",
	}, twice(between, "links between clusters"))
	o.AddJudged(figure.Claim{
		Place: "Fig. 1b", Statement: "… along with the handful of exceptionally strong connections within a cluster",
		Criterion: "their mean p is at least twice that of the other connections within clusters",
	}, twice(strong, "the strong connections"))
	o.AddJudged(figure.Claim{
		Place: "Fig. 1b", Statement: "most connections within a cluster are redundant and given lower probability",
		Criterion: "at least nine tenths of them have a lower p than every link between clusters",
	}, func(r figure.Rule) figure.Verdict {
		share := fmt.Sprintf("%.3g%%", 100*below[r])
		v := figure.Judge(figure.If(below[r] >= 0.9))
		v.Found = fmt.Sprintf("of the other connections within, %s have a lower p than every link between clusters%s", share, figure.NothingDrawn)
		v.Short = share
		return v
	})
}
