package report

import (
	"fmt"
	"slices"

	"noiseprune/internal/draw"
	"noiseprune/sim"
)

// traces shows the activity of the traced neurons in the original network and under the
// rules, but for the uniform one, which would hide the others.
func traces(r *sim.Result, rules []rule) *figure {
	d := r.Data
	f := &figure{
		Caption: "The activity of single neurons in the first run. The closer a coloured line stays to the black one " +
			"of the original network, the better its network survived the pruning.",
		Keys: []key{{Class: originalStyle().Class, Label: "original"}},
	}
	var shown []rule
	for _, rule := range rules {
		if rule.name != "uniform" && len(rule.data.Traces) == len(d.Traced) && len(rule.data.Traces) > 0 {
			shown = append(shown, rule)
			f.Keys = append(f.Keys, key{Class: rule.style.Class, Label: rule.marked(rule.label)})
		}
	}
	anyCut := false
	for k, neuron := range d.Traced {
		if k >= len(d.Traces) || len(d.Traces[k]) != len(d.Times) || len(d.Times) == 0 {
			continue
		}
		drawing, cut := trace(d, k, neuronLabel(r, neuron), shown)
		anyCut = anyCut || cut
		f.Panels = append(f.Panels, drawing)
	}
	if len(f.Panels) == 0 {
		return nil
	}
	f.Caption += daggerCaption(shown)
	if anyCut {
		f.Caption += " Lines that leave a panel go beyond three times the range of the original."
	}
	return f
}

// trace shows the k-th traced neuron, and reports whether a line leaves the panel.
func trace(d sim.Data, k int, label string, rules []rule) (drawing panel, cut bool) {
	times, original := d.Times, d.Traces[k]
	y, cut := traceExtent(original, k, rules)
	marks := []draw.Mark{draw.Line{Style: originalStyle().Draw, Width: 1.6, X: times, Y: original}}
	for _, rule := range slices.Backward(rules) { // noise-prune comes first and is drawn last, on top
		if line := rule.data.Traces[k]; len(line) == len(times) {
			marks = append(marks, draw.Line{Style: rule.style.Draw, Width: 1.3, X: times, Y: line})
		}
	}
	return panel{
		drawing: draw.Panel{X: timeAxis(times), Y: y.Axis("x of neuron " + shorten(label, 16)), Marks: marks},
		width:   pageWidth, height: traceHeight,
		Label: fmt.Sprintf("activity of neuron %s over time", label),
	}, cut
}

// traceExtent holds the original and as much of the others as lies within the original's
// range on either side of it. It reports whether this cuts off a line.
func traceExtent(original []float64, k int, rules []rule) (e draw.Extent, cut bool) {
	own := draw.LinearExtent(original...)
	all := slices.Clone(original)
	for _, rule := range rules {
		all = append(all, rule.data.Traces[k]...)
	}
	e = draw.LinearExtent(all...)
	room := own.Max - own.Min
	if e.Min < own.Min-room {
		e.Min, cut = own.Min-room, true
	}
	if e.Max > own.Max+room {
		e.Max, cut = own.Max+room, true
	}
	return e, cut
}

// neuronLabel is the neuron's name, or its number where it has none.
func neuronLabel(r *sim.Result, neuron int) string {
	if net := r.Data.Original; net != nil && neuron >= 0 && neuron < net.Neurons() {
		return net.Label(neuron)
	}
	return fmt.Sprint(neuron)
}
