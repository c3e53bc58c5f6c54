package report

import (
	"fmt"
	"math"

	"noiseprune/internal/page"
	"noiseprune/network"
	"noiseprune/sim"
)

// mostValued is how many edges are listed at most.
const mostValued = 1000

// valuedEdges lists the edges that noise-prune values most, by |w|·d, with what became of them; nil without diff-covs.
func valuedEdges(r *sim.Result, rules []rule) page.Part {
	net := r.Data.Original
	if net == nil || len(r.Data.DiffCov) != net.Weights().Stored() || net.Synapses() == 0 {
		return nil
	}
	t := &page.Table{
		ID: "valued", Title: "The connections that the rule values most", Search: "Find a neuron:", Sortable: true,
		Head: []page.Column{{Label: "rank"}, {Label: "source", Text: true}, {Label: "target", Text: true}, {Label: "weight"},
			{Label: "diff-cov d"}, {Label: "|w|·d"}},
	}
	var p []float64
	for _, rule := range rules {
		if rule.name == "noise" && len(rule.data.Probabilities) == net.Weights().Stored() {
			p = rule.data.Probabilities
		}
	}
	pruned := noisePruned(rules)
	if p != nil {
		t.Head = append(t.Head, page.Column{Label: "probability"})
	}
	if pruned != nil {
		t.Head = append(t.Head, page.Column{Label: "first draw", Text: true})
	}
	ranked, total := rankedEdges(net, r.Data.DiffCov, mostValued)
	t.Hint = fmt.Sprintf("The first %s of %s edges, by the product of |weight| and diff-cov, to which the probability is proportional until "+
		"it reaches 1.", count(len(ranked)), count(total))
	for k, e := range ranked {
		d := r.Data.DiffCov[e.place]
		cells := []page.Cell{
			sorted(float64(k + 1)), {Value: net.Label(e.source)}, {Value: net.Label(e.target)}, sorted(e.weight), sorted(d), sorted(e.score),
		}
		if p != nil {
			cells = append(cells, sorted(p[e.place]))
		}
		if pruned != nil {
			cells = append(cells, page.Cell{Value: whetherKept(pruned, e)})
		}
		t.Rows = append(t.Rows, page.Row{Cells: cells})
	}
	return t
}

// sorted is a number by which a table is sorted, unless it is not finite.
func sorted(v float64) page.Cell {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return page.Cell{Value: absent}
	}
	return page.Cell{Value: number(v), Sort: &v}
}

func whetherKept(pruned *network.Network, e rankedEdge) string {
	if _, kept := pruned.Weights().Find(e.target, e.source); kept {
		return "kept"
	}
	return "pruned"
}
