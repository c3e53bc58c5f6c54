package report

import (
	"image/color"
	"maps"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"noiseprune/sim"
)

// contender is one rule as the page shows it. Either part may be missing from a Result.
type contender struct {
	name    string
	label   string
	ink     ink
	outcome sim.RuleOutcome
	data    sim.RuleData
}

// contendersOf returns the rules in the order of the arrays, after them those that have
// none, by name.
func contendersOf(r *sim.Result) []contender {
	var all []contender
	seen := map[string]bool{}
	add := func(name string, data sim.RuleData) {
		if !seen[name] {
			seen[name] = true
			all = append(all, contender{name, ruleLabel(name), inkOf(name), r.Rules[name], data})
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

// ruleLabel is the name that a reader of the paper knows a rule by.
func ruleLabel(name string) string {
	switch name {
	case "noise":
		return "noise-prune"
	case "weight":
		return "weight-only"
	}
	return name
}

// ink is how one network is drawn everywhere: the colours are those of the paper's
// Figure 2, and the dashes differ too, for readers who do not tell the colours apart.
// Class is the ink's name in style.css, which lightens the colours on a dark page.
type ink struct {
	Class  string
	colour color.NRGBA
	dashes []vg.Length
}

// inkOf returns the ink of a rule.
func inkOf(rule string) ink {
	switch rule {
	case "noise":
		return ink{"noise", color.NRGBA{R: 205, G: 35, B: 30, A: 255}, []vg.Length{6, 3}}
	case "weight":
		return ink{"weight", color.NRGBA{R: 25, G: 95, B: 185, A: 255}, []vg.Length{6, 2, 1.5, 2}}
	case "uniform":
		return ink{"uniform", color.NRGBA{R: 125, G: 125, B: 125, A: 255}, []vg.Length{2, 2}}
	}
	return ink{"other", color.NRGBA{R: 130, G: 70, B: 150, A: 255}, []vg.Length{7, 2}}
}

// originalInk is the ink of the network before pruning.
func originalInk() ink {
	return ink{"original", color.NRGBA{A: 255}, nil}
}

// line is the ink as a line of the given width in points.
func (i ink) line(width vg.Length) draw.LineStyle {
	return draw.LineStyle{Color: i.colour, Width: width, Dashes: i.dashes}
}

// solid is the ink as a line without dashes.
func (i ink) solid(width vg.Length) draw.LineStyle {
	return draw.LineStyle{Color: i.colour, Width: width}
}

// tint is the ink thinned for areas, so that what lies below shows through.
func (i ink) tint() color.NRGBA {
	thin := i.colour
	thin.A = 51
	return thin
}
