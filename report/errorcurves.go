package report

import (
	"slices"

	"noiseprune/internal/draw"
	"noiseprune/sim"
)

// errorCurve is the relative error of one rule's trajectories over time from one family of starts.
type errorCurve struct {
	rule     rule
	mean, sd []float64
}

// starts are a family of starts whose errors over time are drawn.
type starts struct {
	label string
	curve func(sim.RuleData) (mean, sd []float64)
}

func startRows() []starts {
	return []starts{
		{"positive starts", func(d sim.RuleData) (mean, sd []float64) { return d.ErrorMean, d.ErrorSD }},
		{"random signs", func(d sim.RuleData) (mean, sd []float64) { return d.SignedErrorMean, d.SignedErrorSD }},
	}
}

// errorCurves shows the relative error of the trajectories over time, a panel for each family of starts.
func errorCurves(r *sim.Result, rules []rule) *figure {
	times := r.Data.Times
	f := &figure{
		Caption: "‖x_pruned(t) − x(t)‖ / ‖x(t)‖: original and pruned networks start from the same states and see the same noise. " +
			"Above, states start positive, so that what the leak and the weights conserve of them counts as activity; below, at the " +
			"same magnitudes with random signs. " +
			"Lines are means over the runs, shaded bands one standard deviation to either side. " +
			"Lower is better: 0 is the original's own trajectory, 1 an error as large as the activity itself.",
	}
	var shown []rule
	logarithmic := false
	for _, s := range startRows() {
		curves := curvesOf(s, times, rules)
		if len(curves) == 0 {
			continue
		}
		drawing := errorPanel(times, curves, s.label)
		f.Panels = append(f.Panels, panel{
			drawing: drawing, width: pageWidth, height: pageHeight, Label: "Trajectory error over time, " + s.label,
		})
		logarithmic = logarithmic || drawing.Y.Log
		if shown == nil {
			for _, c := range curves {
				shown = append(shown, c.rule)
				f.Keys = append(f.Keys, key{Class: c.rule.style.Class, Label: c.rule.marked(c.rule.label)})
			}
		}
	}
	if len(f.Panels) == 0 {
		return nil
	}
	if logarithmic {
		f.Caption += " A logarithmic axis has errors below it at its lower end."
	}
	f.Caption += daggerCaption(shown)
	return f
}

// curvesOf returns the curves of the rules that have them at all times and are not 0 throughout.
func curvesOf(s starts, times []float64, rules []rule) (curves []errorCurve) {
	for _, rule := range rules {
		c := errorCurve{rule: rule}
		c.mean, c.sd = s.curve(rule.data)
		if len(c.mean) == len(times) && len(draw.Positive(c.mean)) > 0 {
			curves = append(curves, c)
		}
	}
	return curves
}

func errorPanel(times []float64, curves []errorCurve, label string) draw.Panel {
	var peaks, all []float64 // each rule's largest mean; all values
	for _, c := range curves {
		peaks = append(peaks, slices.Max(draw.Positive(c.mean)))
		all = append(append(all, c.mean...), c.edge(1)...)
	}
	y := errorExtent(peaks, all).Axis("relative error, " + label)
	drawing := draw.Panel{X: timeAxis(times), Y: y, Marks: errorBands(times, curves)}
	for _, c := range curves {
		drawing.Marks = append(drawing.Marks, draw.Line{Style: c.rule.style.Draw, Width: 1.7, X: times, Y: c.mean, Clamped: true})
	}
	return drawing
}

// errorExtent is logarithmic where one rule's error is far above another's.
func errorExtent(peaks, all []float64) draw.Extent {
	if slices.Max(peaks) > 20*slices.Min(peaks) {
		return draw.LogExtent(slices.Min(peaks)/100, all...)
	}
	e := draw.LinearExtent(all...)
	e.Min = 0
	return e
}

// errorBands returns a band of one standard deviation on either side of each rule's mean.
func errorBands(times []float64, curves []errorCurve) []draw.Mark {
	var bands []draw.Mark
	for _, c := range curves {
		if len(c.sd) == len(times) {
			bands = append(bands, draw.Band{Style: c.rule.style.Draw, X: times, Low: c.edge(-1), High: c.edge(1)})
		}
	}
	return bands
}

// edge returns mean + sign · standard deviation, not below 0; nil if there are no standard deviations.
func (c errorCurve) edge(sign float64) []float64 {
	if len(c.sd) != len(c.mean) {
		return nil
	}
	edge := make([]float64, len(c.mean))
	for k, mean := range c.mean {
		edge[k] = max(0, mean+float64(sign*c.sd[k]))
	}
	return edge
}

// timeAxis spans the times exactly.
func timeAxis(times []float64) draw.Axis {
	return draw.Extent{Min: slices.Min(times), Max: slices.Max(times)}.Axis(timeLabel)
}
