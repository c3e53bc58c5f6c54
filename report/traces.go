package report

import (
	"fmt"

	"noiseprune/internal/page"
	"noiseprune/sim"
)

// traces shows the activity of the traced neurons in the original network and under the rules, a view for each neuron; nil
// where there is none.
func traces(r *sim.Result, rules []rule) page.Part {
	d := r.Data
	chart := &page.Curves{X: page.Axis{Label: timeLabel}, Choose: "Neuron:"}
	for k, neuron := range d.Traced {
		if k >= len(d.Traces) || len(d.Traces[k]) != len(d.Times) || len(d.Times) == 0 {
			continue
		}
		label := neuronLabel(r, neuron)
		view := page.CurveView{Label: label, Y: page.Axis{Label: "x of neuron " + shorten(label, 16)}, X: d.Times}
		view.Lines = append(view.Lines, page.Line{Label: "original", Style: page.Original, Values: d.Traces[k]})
		for _, rule := range rules {
			if len(rule.data.Traces) == len(d.Traced) && len(rule.data.Traces[k]) == len(d.Times) {
				view.Lines = append(view.Lines, page.Line{Label: rule.marked(rule.label), Style: rule.style, Values: rule.data.Traces[k]})
			}
		}
		chart.Views = append(chart.Views, view)
	}
	if len(chart.Views) == 0 {
		return nil
	}
	return &page.Figure{
		ID: "traces", Title: "Single neurons under the same noise", Chart: chart,
		Caption: "The activity of single neurons in the first run. The closer a line stays to the black one of the original network, " +
			"the better its network survived the pruning." + daggerCaption(rules),
	}
}

// neuronLabel is the neuron's name, or its number where it has none.
func neuronLabel(r *sim.Result, neuron int) string {
	if net := r.Data.Original; net != nil && neuron >= 0 && neuron < net.Neurons() {
		return net.Label(neuron)
	}
	return fmt.Sprint(neuron)
}
