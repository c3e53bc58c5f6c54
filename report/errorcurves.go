package report

import (
	"math"

	"noiseprune/internal/page"
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

// errorCurves shows the relative error of the trajectories over time, a view for each family of starts; nil where there is none.
func errorCurves(r *sim.Result, rules []rule) page.Part {
	chart := &page.Curves{X: page.Axis{Label: timeLabel}, Choose: "Starts:"}
	for _, s := range startRows() {
		if curves := curvesOf(s, r.Data.Times, rules); len(curves) > 0 {
			chart.Views = append(chart.Views, errorView(r.Data.Times, curves, s.label))
		}
	}
	if len(chart.Views) == 0 {
		return nil
	}
	return &page.Figure{
		ID: "errors", Title: "Trajectory error over time", Chart: chart,
		Caption: "‖x_pruned(t) − x(t)‖ / ‖x(t)‖: original and pruned networks start from the same states and see the same noise. " +
			"Positive starts count as activity what the leak and the weights conserve of them; the others have the same magnitudes with " +
			"random signs. Lines are means over the runs, shaded bands one standard deviation to either side. " +
			"Lower is better: 0 is the original's own trajectory, 1 an error as large as the activity itself." + daggerCaption(rules),
	}
}

// curvesOf returns the curves of the rules that have them at all times and are not 0 throughout.
func curvesOf(s starts, times []float64, rules []rule) (curves []errorCurve) {
	for _, rule := range rules {
		c := errorCurve{rule: rule}
		c.mean, c.sd = s.curve(rule.data)
		if len(c.mean) == len(times) && largest(c.mean) > 0 {
			curves = append(curves, c)
		}
	}
	return curves
}

// errorView is logarithmic where one rule's error is far above another's.
func errorView(times []float64, curves []errorCurve, label string) page.CurveView {
	view := page.CurveView{Label: label, Y: page.Axis{Label: "relative error"}, X: times}
	low, high := math.Inf(1), 0.0
	for _, c := range curves {
		peak := largest(c.mean)
		low, high = min(low, peak), max(high, peak)
		line := page.Line{Label: c.rule.marked(c.rule.label), Style: c.rule.style, Values: c.mean}
		if len(c.sd) == len(times) {
			line.Low, line.High = c.edge(-1), c.edge(1)
		}
		view.Lines = append(view.Lines, line)
	}
	view.Y.Log = high > 20*low
	if !view.Y.Log {
		view.Y.Min = new(float64)
	}
	return view
}

// largest returns the largest finite value, 0 where none is positive.
func largest(values []float64) (most float64) {
	for _, v := range values {
		if !math.IsInf(v, 0) && v > most {
			most = v
		}
	}
	return most
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

// timeLabel is the label of every time axis: a network's own rates set the unit.
const timeLabel = "time t (unit: 1 / that of the leak)"
