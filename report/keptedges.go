package report

import (
	"fmt"

	"noiseprune/internal/page"
	"noiseprune/network"
	"noiseprune/sim"
)

// keptEdges shows each edge's diff-cov against its weight, those that noise-prune kept apart from those that it pruned; all
// together in a Result that pruned nothing, and nil without diff-covs.
func keptEdges(r *sim.Result, rules []rule, edges edgeSample) page.Part {
	net := r.Data.Original
	if net == nil || len(r.Data.DiffCov) != net.Weights().Stored() || net.Synapses() == 0 {
		return nil
	}
	chart := edges.points("diff-cov (unit: activity squared)")
	caption := "Each dot is an edge: the absolute value of its weight, and its diff-cov, the variance of the difference (for a negative " +
		"weight, of the sum) of its two neurons. Noise-prune keeps an edge with a probability proportional to the product of both."
	pruned := noisePruned(rules)
	if pruned == nil {
		chart.Groups = []page.Dots{edges.dots("edges", page.Noise, r.Data.DiffCov, nil)}
	} else {
		kept := func(k int) bool { _, ok := pruned.Weights().Find(edges.targets[k], edges.sources[k]); return ok }
		chart.Groups = []page.Dots{
			edges.dots("pruned", page.Uniform, r.Data.DiffCov, func(k int) bool { return !kept(k) }),
			edges.dots("kept", page.Noise, r.Data.DiffCov, kept),
		}
		caption += " What the first draw kept and what it pruned is told apart."
	}
	return &page.Figure{ID: "kept", Title: "Weight and diff-cov of the edges", Caption: caption + edges.caption(), Chart: chart}
}

// noisePruned returns the first noise-pruned network; nil where there is none.
func noisePruned(rules []rule) *network.Network {
	for _, rule := range rules {
		if rule.name == "noise" {
			return rule.data.Pruned
		}
	}
	return nil
}

// probabilities shows each rule's probability of keeping an edge against the edge's weight; nil where they are not known.
func probabilities(r *sim.Result, rules []rule, edges edgeSample) page.Part {
	net := r.Data.Original
	if net == nil {
		return nil
	}
	chart := edges.points("probability of keeping the edge")
	for _, rule := range rules {
		if len(rule.data.Probabilities) == net.Weights().Stored() && rule.name != "uniform" && len(edges.places) > 0 {
			chart.Groups = append(chart.Groups, edges.dots(rule.label, rule.style, rule.data.Probabilities, nil))
		}
	}
	if len(chart.Groups) == 0 {
		return nil
	}
	return &page.Figure{
		ID: "probabilities", Title: "Which edges are kept", Chart: chart,
		Caption: "Each dot is an edge: the absolute value of its weight, and the probability that a rule keeps it. " +
			"Weight-only probabilities follow a line; at equal weight noise-prune has larger probabilities where the diff-cov is larger. " +
			"Probabilities are cut off at 1." + edges.caption(),
	}
}

// points returns a chart against the weight, without dots.
func (s edgeSample) points(y string) *page.Points {
	chart := &page.Points{X: page.Axis{Label: "|weight| (a rate, in the unit of the leak)", Log: s.wide()}, Y: page.Axis{Label: y, Log: true}}
	chart.Names = s.names
	return chart
}

// wide reports whether the weights differ more than tenfold.
func (s edgeSample) wide() bool {
	return len(s.weights) > 0 && s.weights[0] > 0 && s.weights[len(s.weights)-1] > 10*s.weights[0]
}

// dots returns the values of the edges that are chosen, all where choose is nil.
func (s edgeSample) dots(label string, style page.Style, values []float64, choose func(k int) bool) page.Dots {
	d := page.Dots{Label: label, Style: style}
	for k, place := range s.places {
		if choose == nil || choose(k) {
			d.X, d.Y, d.Name = append(d.X, s.weights[k]), append(d.Y, values[place]), append(d.Name, k)
		}
	}
	return d
}

// caption says how many edges are drawn, where that is not all.
func (s edgeSample) caption() string {
	if s.total == len(s.places) {
		return ""
	}
	return fmt.Sprintf(" Of %s edges %s are drawn, evenly spaced in the order of their weights.", count(s.total), count(len(s.places)))
}
