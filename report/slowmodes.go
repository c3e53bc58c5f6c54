package report

import (
	"math"
	"slices"

	"noiseprune/internal/page"
	"noiseprune/sim"
)

// shownModes is how many slow modes are shown at most.
const shownModes = 50

// slowModes shows the slowest modes one by one: their time constants where spectra are by products, and otherwise how far each
// is off; nil where neither is known.
func slowModes(r *sim.Result, rules []rule) page.Part {
	chart := &page.Curves{X: page.Axis{Label: "mode, the slowest first"}, Choose: "Measure:"}
	if view := timeConstants(r, rules); view != nil {
		chart.Views = append(chart.Views, *view)
	}
	for _, m := range distributedRows()[:3] {
		if view := slowestOf(m, rules); r.Network.SlowModes == nil && view != nil {
			chart.Views = append(chart.Views, *view)
		}
	}
	if len(chart.Views) == 0 {
		return nil
	}
	return &page.Figure{
		ID: "slow-modes", Title: "Slow modes", Chart: chart,
		Caption: "The modes that decay most slowly, one by one: a mode of eigenvalue λ has the time constant −1/Re λ. Slow modes make most " +
			"of what a network does over time." + daggerCaption(rules),
	}
}

// timeConstants shows those of all networks, where they were found by products.
func timeConstants(r *sim.Result, rules []rule) *page.CurveView {
	if r.Network.SlowModes == nil || len(r.Network.SlowModes.TimeConstants) == 0 {
		return nil
	}
	view := &page.CurveView{Label: "time constants", Y: page.Axis{Label: "time constant", Log: true}}
	add := func(label string, style page.Style, facts *sim.SlowModeFacts) {
		line := page.Line{Label: label, Style: style, Dots: true}
		for _, v := range facts.TimeConstants {
			line.Values = append(line.Values, orMissing(v))
		}
		view.Lines = append(view.Lines, line)
	}
	add("original", page.Original, r.Network.SlowModes)
	for _, rule := range rules {
		if s := rule.outcome.SlowModes; s != nil {
			add(rule.marked(rule.label), rule.style, &s.SlowModeFacts)
		}
	}
	padded(view)
	return view
}

// slowestOf shows a quantity of the original's slowest modes after each rule. Their order is that of
// compare.Eigendecomposition, the slowest last.
func slowestOf(m distributed, rules []rule) *page.CurveView {
	view := &page.CurveView{Label: m.label, Y: page.Axis{Label: m.label}}
	var all []float64
	for _, rule := range rules {
		values := m.values(rule.data)
		if len(values) == 0 {
			continue
		}
		slowest := slices.Clone(values[max(0, len(values)-shownModes):])
		slices.Reverse(slowest)
		all = append(all, slowest...)
		view.Lines = append(view.Lines, page.Line{Label: rule.marked(rule.label), Style: rule.style, Values: slowest, Dots: true})
	}
	if len(view.Lines) == 0 {
		return nil
	}
	view.Y.Log = m.log && wide(all)
	padded(view)
	return view
}

// padded makes all lines as long as the longest, with missing values, and numbers the modes from 1.
func padded(view *page.CurveView) {
	longest := 0
	for _, line := range view.Lines {
		longest = max(longest, len(line.Values))
	}
	for k := range view.Lines {
		for len(view.Lines[k].Values) < longest {
			view.Lines[k].Values = append(view.Lines[k].Values, math.NaN())
		}
	}
	for k := range longest {
		view.X = append(view.X, float64(k+1))
	}
}

// orMissing returns *v, or NaN, which is not drawn.
func orMissing(v *float64) float64 {
	if v == nil {
		return math.NaN()
	}
	return *v
}
