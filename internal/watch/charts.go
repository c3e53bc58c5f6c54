package watch

import (
	"cmp"
	"math"
	"slices"

	"noiseprune/internal/page"
)

// figure is a chart with the ID of the section that it stands in.
type figure struct {
	ID      string       `json:"id"`
	Title   string       `json:"title"`
	Caption string       `json:"caption"`
	Chart   *page.Curves `json:"chart"`
}

// figuresOf returns the charts of what is known.
func figuresOf(s Status) []figure {
	all := []figure{}
	if chart := samplesChart(s.Samples); chart != nil {
		all = append(all, figure{"samples", "How the error of the covariance falls", "The relative standard error of the diff-cov of a " +
			"typical edge by all samples so far, beside the line 1/√samples through what the planned samples are expected to give.", chart})
	}
	if chart := sweepChart(s.Sweep, s.Network); chart != nil {
		all = append(all, figure{"sweep", "Error against the share of the edges kept",
			"Of the network under way: " + s.Sweep.Measure + ", the mean over prunings, at the budgets that are done.", chart})
	}
	if chart := activityChart(s.Activity); chart != nil {
		all = append(all, figure{"activity", s.Activity.title(), s.Activity.caption(), chart})
	}
	return all
}

// title is that of the figure.
func (a Activity) title() string {
	if a.Recorded != "" && len(a.Rules) == 0 {
		return "Single neurons"
	}
	return "Single neurons under the same noise"
}

// caption says what the figure shows.
func (a Activity) caption() string {
	if a.Recorded != "" {
		return "The last frames of single neurons in the first replica, as far as it is simulated."
	}
	return "The activity of single neurons in the first run, in the original network and in the pruned ones, as far as it is simulated."
}

// samplesChart shows the errors over the samples; nil where none is known. The line of what is expected begins before the
// first error and goes on to what is planned.
func samplesChart(s Samples) *page.Curves {
	if s.Planned <= 0 || len(s.Counts) == 0 {
		return nil
	}
	first, last := float64(s.Planned)/64, float64(s.Planned)
	view := page.CurveView{Y: page.Axis{Label: "relative standard error", Log: true}}
	measured := page.Line{Label: "measured", Style: page.Original, Dots: true}
	expected := page.Line{Label: "expected", Style: page.Expected}
	add := func(samples, value float64) {
		view.X = append(view.X, samples)
		measured.Values = append(measured.Values, value)
		expected.Values = append(expected.Values, s.Expected*math.Sqrt(float64(s.Planned)/samples))
	}
	if first < float64(s.Counts[0]) {
		add(first, math.NaN())
	}
	for k, n := range s.Counts {
		add(float64(n), s.Errors[k])
	}
	if last > float64(s.Counts[len(s.Counts)-1]) {
		add(last, math.NaN())
	}
	view.Lines = []page.Line{measured, expected}
	return &page.Curves{X: page.Axis{Label: "samples (replicas × times)", Log: true}, Views: []page.CurveView{view}}
}

// activityChart shows the activity over time, a view for each neuron; nil where there is none.
func activityChart(a Activity) *page.Curves {
	chart := &page.Curves{X: page.Axis{Label: "time t"}, Choose: "Neuron:"}
	for k, neuron := range a.Neurons {
		view := page.CurveView{Label: neuron, Y: page.Axis{Label: "x"}}
		for t := range a.Original[k] {
			view.X = append(view.X, a.Start+float64(t)*a.Interval)
		}
		view.Lines = []page.Line{{Label: cmp.Or(a.Recorded, "original"), Style: page.Original, Values: a.Original[k]}}
		for r, rule := range a.Rules {
			view.Lines = append(view.Lines, page.Line{
				Label: rule.Title, Style: page.RuleStyle(rule.Name, r), Values: padded(a.Pruned[r][k], len(view.X)),
			})
		}
		chart.Views = append(chart.Views, view)
	}
	if len(chart.Views) == 0 || len(chart.Views[0].X) < 2 {
		return nil
	}
	return chart
}

// padded returns the values with missing ones after them, so many in all.
func padded(values page.Values, count int) page.Values {
	values = slices.Clone(values[:min(count, len(values))])
	for len(values) < count {
		values = append(values, math.NaN())
	}
	return values
}
