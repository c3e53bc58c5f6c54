package report

import (
	"slices"

	"noiseprune/internal/draw"
	"noiseprune/sim"
)

// Size of a figure that is as wide as the page, in points.
const pageWidth, pageHeight = 640, 270

// timeLabel is the name of every time axis: a network's own rates set the unit.
const timeLabel = "time t (unit: 1 / that of the leak)"

// errorCurves draws the relative error of the trajectories over time. It returns nil if
// no rule has one.
func errorCurves(r *sim.Result, contenders []contender) (*figure, error) {
	times := r.Data.Times
	var drawn []contender
	var reached, all []float64
	for _, c := range contenders {
		if mean := c.data.ErrorMean; len(mean) == len(times) && len(draw.Positive(mean)) > 0 {
			drawn = append(drawn, c)
			reached = append(reached, slices.Max(draw.Positive(mean)))
			all = append(all, mean...)
			all = append(all, upper(c.data)...)
		}
	}
	if len(drawn) == 0 {
		return nil, nil //nolint:nilnil // no data, no figure
	}
	y := errorExtent(reached, all)
	p := newPlot()
	draw.LinearExtent(times...).Apply(&p.X)
	p.X.Min, p.X.Max = slices.Min(times), slices.Max(times)
	y.Apply(&p.Y)
	f := &figure{
		Title: "How far the pruned networks' trajectories stray",
		Caption: "‖x_pruned(t) − x(t)‖ / ‖x(t)‖: original and pruned networks start from the same states and see the same noise. " +
			"Lines are means over the runs, shaded bands one standard deviation to either side. " +
			"Lower is better: 0 is the original's own trajectory, 1 an error as large as the activity itself.",
	}
	if y.Log {
		f.Caption += " The axis is logarithmic; errors below it stand at its lower end."
	}
	for _, c := range drawn {
		if sd := c.data.ErrorSD; len(sd) == len(times) {
			p.Add(band{times, lower(c.data), upper(c.data), y, c.ink.tint()})
		}
	}
	for _, c := range drawn {
		p.Add(curve{times, c.data.ErrorMean, y, c.ink.line(1.7)})
		f.Keys = append(f.Keys, key{Ink: c.ink.Class, Label: c.label})
	}
	drawing, err := render(p, labels{timeLabel, "relative error of the trajectory"}, pageWidth, pageHeight, f.Title)
	f.Panels = []panel{drawing}
	return f, err
}

// errorExtent is logarithmic where one rule's error is far above another's.
func errorExtent(reached, all []float64) draw.Extent {
	if slices.Max(reached) > 20*slices.Min(reached) {
		return draw.LogExtent(slices.Min(reached)/100, all...)
	}
	e := draw.LinearExtent(all...)
	e.Min = 0
	return e
}

// upper and lower are the edges of the band, not below 0.
func upper(d sim.RuleData) []float64 { return shifted(d, 1) }
func lower(d sim.RuleData) []float64 { return shifted(d, -1) }

func shifted(d sim.RuleData, sign float64) []float64 {
	if len(d.ErrorSD) != len(d.ErrorMean) {
		return nil
	}
	edge := make([]float64, len(d.ErrorMean))
	for k, mean := range d.ErrorMean {
		edge[k] = max(0, mean+sign*d.ErrorSD[k])
	}
	return edge
}
