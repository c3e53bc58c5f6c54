package report

import (
	"math"
	"slices"

	"noiseprune/internal/page"
	"noiseprune/sim"
)

// mostValues is how many values of a distribution are drawn at most, evenly spaced in rank.
const mostValues = 300

// overPrunings shows each statistic of each measure over the prunings of every rule; nil where there is one pruning.
func overPrunings(rules []rule) page.Part {
	chart := &page.Distributions{Choose: "Measure:"}
	if len(rules) == 0 {
		return nil
	}
	for _, over := range headlinesFirst(rules[0].outcome.OverPrunings) {
		name := sim.StatisticName(over.Measure, over.Statistic)
		view := page.DistributionView{Label: name, Y: page.Axis{Label: name}}
		for _, rule := range rules {
			if o := rule.outcome.Over(over.Measure, over.Statistic); o != nil && len(o.Values) > 1 {
				view.Groups = append(view.Groups, page.Sample{Label: rule.marked(rule.label), Style: rule.style, Values: o.Values})
			}
		}
		if len(view.Groups) > 0 {
			chart.Views = append(chart.Views, view)
		}
	}
	if len(chart.Views) == 0 {
		return nil
	}
	return &page.Figure{
		ID: "prunings", Title: "The prunings of each rule", Chart: chart,
		Caption: "Each dot is one pruning, a random draw; boxes reach from the lower to the upper quartile, with the median within. " +
			"The verdicts above compare the rules pruning by pruning. All measures are good near 0, but for cos θ, which is good near 1." +
			daggerCaption(rules),
	}
}

// headlinesFirst puts the measures of stationary activity and of trajectories before the spectral ones.
func headlinesFirst(all []sim.OverPrunings) []sim.OverPrunings {
	sorted := slices.Clone(all)
	slices.SortStableFunc(sorted, func(a, b sim.OverPrunings) int {
		first, second := sim.OfTrajectories(a.Measure), sim.OfTrajectories(b.Measure)
		switch {
		case first && !second:
			return -1
		case second && !first:
			return 1
		}
		return 0
	})
	return sorted
}

// distributed is a quantity of which each eigenvalue, eigenvector or run of the first pruning has a value.
type distributed struct {
	label  string
	log    bool // the axis may be logarithmic
	values func(sim.RuleData) []float64
}

func distributedRows() []distributed {
	return []distributed{
		{"ε_λ, relative error of eigenvalues", true, func(d sim.RuleData) []float64 { return d.EpsLambda }},
		{"ε_v, relative error of quadratic forms", true, func(d sim.RuleData) []float64 { return d.EpsV }},
		{"cos θ of eigenvector and its image", false, func(d sim.RuleData) []float64 { return d.CosTheta }},
		{"ε_v at random vectors", true, func(d sim.RuleData) []float64 { return d.EpsRandom }},
		{"trajectory error of the runs, positive starts", true, func(d sim.RuleData) []float64 { return d.ErrorByRun }},
		{"trajectory error of the runs, random signs", true, func(d sim.RuleData) []float64 { return d.SignedErrorByRun }},
	}
}

// distributions shows how these quantities are distributed within one pruning; nil where there are none.
func distributions(rules []rule) page.Part {
	chart := &page.Distributions{Choose: "Measure:"}
	for _, m := range distributedRows() {
		view := page.DistributionView{Label: m.label, Y: page.Axis{Label: m.label}}
		var all []float64
		for _, rule := range rules {
			if values := m.values(rule.data); len(values) > 0 {
				shown := spaced(values)
				all = append(all, shown...)
				view.Groups = append(view.Groups, page.Sample{Label: rule.marked(rule.label), Style: rule.style, Values: shown})
			}
		}
		if len(view.Groups) > 0 {
			view.Y.Log = m.log && wide(all)
			chart.Views = append(chart.Views, view)
		}
	}
	if len(chart.Views) == 0 {
		return nil
	}
	return &page.Figure{
		ID: "distributions", Title: "Eigenvalues, eigenvectors and runs of the first pruning", Chart: chart,
		Caption: "Dots are single eigenvalues or eigenvectors of A, or runs, at most 300 evenly spaced in rank; a box reaches from the lower " +
			"to the upper quartile of them, with the median within. ε_λ = |λ̃/λ − 1|, ε_v = |v*Ãv/λ − 1| and the trajectory error are " +
			"good near 0, cos θ near 1. A logarithmic axis leaves out what is 0." + daggerCaption(rules),
	}
}

// spaced returns at most mostValues of the values that are finite, in ascending order.
func spaced(values []float64) (shown []float64) {
	ranked := finiteSorted(values)
	if len(ranked) <= mostValues {
		return ranked
	}
	for k := range mostValues {
		shown = append(shown, ranked[k*(len(ranked)-1)/(mostValues-1)])
	}
	return shown
}

// finiteSorted returns the values that are finite, in ascending order.
func finiteSorted(values []float64) []float64 {
	finite := slices.DeleteFunc(slices.Clone(values), func(v float64) bool { return math.IsNaN(v) || math.IsInf(v, 0) })
	slices.Sort(finite)
	return finite
}

// wide reports whether the largest of the values is more than 30 times the lower quartile of the positive ones.
func wide(values []float64) bool {
	ranked := finiteSorted(values)
	for len(ranked) > 0 && ranked[0] <= 0 {
		ranked = ranked[1:]
	}
	return len(ranked) > 0 && ranked[len(ranked)-1] > 30*ranked[len(ranked)/4]
}
