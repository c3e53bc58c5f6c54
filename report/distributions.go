package report

import (
	"fmt"
	"slices"

	"noiseprune/compare"
	"noiseprune/internal/draw"
	"noiseprune/sim"
)

// measure is a quantity by which the rules are compared.
type measure struct {
	label   string
	log     bool // the axis may be logarithmic
	summary func(sim.RuleOutcome) *compare.Summary
	values  func(sim.RuleData) []float64
}

func measures() []measure {
	return []measure{
		{"ε_λ, relative error of eigenvalues", true,
			func(o sim.RuleOutcome) *compare.Summary { return o.EpsLambda }, func(d sim.RuleData) []float64 { return d.EpsLambda }},
		{"ε_v, relative error of quadratic forms", true,
			func(o sim.RuleOutcome) *compare.Summary { return o.EpsV }, func(d sim.RuleData) []float64 { return d.EpsV }},
		{"cos θ of eigenvector and its image", false,
			func(o sim.RuleOutcome) *compare.Summary { return o.CosTheta }, func(d sim.RuleData) []float64 { return d.CosTheta }},
		{"trajectory error, positive starts", true,
			func(o sim.RuleOutcome) *compare.Summary { return o.TrajectoryError }, func(d sim.RuleData) []float64 { return d.ErrorByRun }},
		{"trajectory error, random signs", true,
			func(o sim.RuleOutcome) *compare.Summary { return o.TrajectoryErrorSigned },
			func(d sim.RuleData) []float64 { return d.SignedErrorByRun }},
	}
}

// distributions shows the compared quantities of each rule as boxes.
func distributions(_ *sim.Result, rules []rule) *figure {
	f := &figure{
		Caption: "A box reaches from the lower to the upper quartile, its heavy line is the median, " +
			"and the whiskers end at the smallest and the largest value. The dots beside it are the values: " +
			fmt.Sprintf("one for each eigenvalue or eigenvector of A, or for each run (at most %d, evenly spaced in rank). ",
				draw.MostBoxValues) +
			"ε_λ = |λ̃/λ − 1|, ε_v = |v*Ãv/λ − 1| and the trajectory error are good near 0, cos θ near 1.",
		Narrow: true,
	}
	logarithmic := false
	for _, m := range measures() {
		if boxes, names := boxesOf(m, rules); len(boxes) > 0 {
			drawing := boxPanel(m, boxes, names)
			f.Panels = append(f.Panels, panel{drawing: drawing, width: panelWidth, height: panelHeight, Label: m.label})
			logarithmic = logarithmic || drawing.Y.Log
		}
	}
	if len(f.Panels) == 0 {
		return nil
	}
	f.Caption += daggerCaption(rules)
	if logarithmic {
		f.Caption += " Where the ticks are uneven, the axis is logarithmic, and values below it stand at its lower end."
	}
	return f
}

// boxesOf returns a box for each rule that has the measure, and the rules' labels.
func boxesOf(m measure, rules []rule) (boxes []draw.Box, names []string) {
	for _, rule := range rules {
		s := m.summary(rule.outcome)
		if s == nil || !draw.Drawable(s.Q1) || !draw.Drawable(s.Median) || !draw.Drawable(s.Q3) || !draw.Drawable(s.Max) {
			continue
		}
		b := draw.Box{
			At: float64(len(boxes)), Style: rule.style.Draw,
			Low: s.Q1, Q1: s.Q1, Median: s.Median, Q3: s.Q3, High: s.Max, Values: m.values(rule.data),
		}
		for _, v := range b.Values { // a summary has no minimum
			if draw.Drawable(v) {
				b.Low = min(b.Low, v)
			}
		}
		boxes, names = append(boxes, b), append(names, boxName(rule))
	}
	return boxes, names
}

// boxName returns a label that fits below a box.
func boxName(r rule) string {
	const characters = 14
	return r.marked(shorten(r.label, characters-len([]rune(r.marked("")))))
}

// boxPanel shows the boxes of one measure.
func boxPanel(m measure, boxes []draw.Box, names []string) draw.Panel {
	p := draw.Panel{X: draw.Axis{Names: names}, Y: boxExtent(m, boxes).Axis(m.label)}
	for _, b := range boxes {
		p.Marks = append(p.Marks, b)
	}
	return p
}

// boxExtent is logarithmic where the measure allows it and the largest value is more than 30
// times the smallest positive quartile.
func boxExtent(m measure, boxes []draw.Box) draw.Extent {
	var all, quartiles []float64
	for _, b := range boxes {
		all = append(all, b.Low, b.Q1, b.Median, b.Q3, b.High)
		quartiles = append(quartiles, b.Q1)
	}
	if low := draw.Positive(quartiles); m.log && len(low) > 0 && slices.Max(all) > 30*slices.Min(low) {
		return draw.LogExtent(slices.Min(low)/20, all...)
	}
	return draw.LinearExtent(all...)
}
