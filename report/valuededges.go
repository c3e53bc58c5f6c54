package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"

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
	ranked := rankedEdges(net, r.Data.DiffCov)
	t.Hint = fmt.Sprintf("The first %s of %s edges, by the product of |weight| and diff-cov, to which the probability is proportional until "+
		"it reaches 1.", count(min(mostValued, len(ranked))), count(len(ranked)))
	for k, e := range ranked[:min(mostValued, len(ranked))] {
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

// rankedEdge is an edge with its score |w|·d.
type rankedEdge struct {
	place, target, source int
	weight, score         float64
}

// rankedEdges returns all edges, those of the largest score first. Of a pair in a symmetric network it has one half.
func rankedEdges(net *network.Network, diffCov []float64) (all []rankedEdge) {
	for i := range net.Neurons() {
		sources, values := net.Weights().Row(i)
		start := net.Weights().RowStart(i)
		for k, source := range sources {
			if j := int(source); j != i && (j < i || !net.Symmetric()) {
				all = append(all, rankedEdge{start + k, i, j, values[k], math.Abs(values[k]) * diffCov[start+k]})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b rankedEdge) int { return cmp.Compare(b.score, a.score) })
	return all
}
