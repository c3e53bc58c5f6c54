package report

import (
	"slices"

	"noiseprune/internal/draw"
	"noiseprune/sim"
)

// errorCurves shows the relative error of the trajectories over time.
func errorCurves(r *sim.Result, rules []rule) *figure {
	times := r.Data.Times
	var shown []rule
	var peaks, all []float64 // each rule's largest mean; all values
	for _, rule := range rules {
		mean := rule.data.ErrorMean
		if positive := draw.Positive(mean); len(mean) == len(times) && len(positive) > 0 {
			shown = append(shown, rule)
			peaks = append(peaks, slices.Max(positive))
			all = append(append(all, mean...), bandEdge(rule.data, 1)...)
		}
	}
	if len(shown) == 0 {
		return nil
	}
	y := errorExtent(peaks, all)
	f := &figure{
		Caption: "‖x_pruned(t) − x(t)‖ / ‖x(t)‖: original and pruned networks start from the same states and see the same noise. " +
			"Lines are means over the runs, shaded bands one standard deviation to either side. " +
			"Lower is better: 0 is the original's own trajectory, 1 an error as large as the activity itself.",
	}
	if y.Log {
		f.Caption += " The axis is logarithmic; errors below it stand at its lower end."
	}
	f.Caption += daggerCaption(shown)
	drawing := draw.Panel{X: timeAxis(times), Y: y.Axis("relative error of the trajectory"), Marks: errorBands(times, shown)}
	for _, rule := range shown {
		drawing.Marks = append(drawing.Marks, draw.Line{Style: rule.style.Draw, Width: 1.7, X: times, Y: rule.data.ErrorMean, Clamped: true})
		f.Keys = append(f.Keys, key{Class: rule.style.Class, Label: rule.marked(rule.label)})
	}
	f.Panels = []panel{{drawing: drawing, width: pageWidth, height: pageHeight}}
	return f
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
func errorBands(times []float64, rules []rule) []draw.Mark {
	var bands []draw.Mark
	for _, rule := range rules {
		if d := rule.data; len(d.ErrorSD) == len(times) {
			bands = append(bands, draw.Band{Style: rule.style.Draw, X: times, Low: bandEdge(d, -1), High: bandEdge(d, 1)})
		}
	}
	return bands
}

// bandEdge returns mean + sign · standard deviation, not below 0; nil if there are no
// standard deviations.
func bandEdge(d sim.RuleData, sign float64) []float64 {
	if len(d.ErrorSD) != len(d.ErrorMean) {
		return nil
	}
	edge := make([]float64, len(d.ErrorMean))
	for k, mean := range d.ErrorMean {
		edge[k] = max(0, mean+sign*d.ErrorSD[k])
	}
	return edge
}

// timeAxis spans the times exactly.
func timeAxis(times []float64) draw.Axis {
	return draw.Extent{Min: slices.Min(times), Max: slices.Max(times)}.Axis(timeLabel)
}
