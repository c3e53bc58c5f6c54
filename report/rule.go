package report

import (
	"maps"
	"slices"

	"noiseprune/internal/draw"
	"noiseprune/rules"
	"noiseprune/sim"
)

// rule is one rule as the page shows it. Either of outcome and data may be missing from a
// Result.
type rule struct {
	name    string
	label   string
	style   style
	outcome sim.RuleOutcome
	data    sim.RuleData
}

// rulesOf returns the rules in the order of the arrays, after them those that have none, by
// name.
func rulesOf(r *sim.Result) []rule {
	var all []rule
	seen := map[string]bool{}
	add := func(name string, data sim.RuleData) {
		if !seen[name] {
			seen[name] = true
			all = append(all, rule{name, rules.Title(name), styleOf(name), r.Rules[name], data})
		}
	}
	for _, data := range r.Data.Rules {
		add(data.Name, data)
	}
	for _, name := range slices.Sorted(maps.Keys(r.Rules)) {
		add(name, sim.RuleData{Name: name})
	}
	return all
}

// style is how one network is drawn in all figures. Class is the style's name in style.css,
// which lightens the colours on a dark page: a new colour must be added there too.
type style struct {
	Class string
	Draw  draw.Style
}

// styleOf returns the style of a rule.
func styleOf(rule string) style {
	switch rule {
	case "noise":
		return style{"noise", draw.Red().Dashed(6, 3)}
	case "weight":
		return style{"weight", draw.Blue().Dashed(6, 2, 1.5, 2)}
	case "uniform":
		return style{"uniform", draw.LightGrey()}
	}
	return style{"other", draw.Violet()}
}

// originalStyle is the style of the network before pruning.
func originalStyle() style { return style{"original", draw.Black()} }
