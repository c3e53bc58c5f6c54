package report

import (
	"fmt"
	"slices"

	"noiseprune/internal/draw"
	"noiseprune/sim"
)

// traceHeight is the height of one neuron's panel, in points.
const traceHeight = 170

// traces draws the activity of the traced neurons in the original network and under the
// rules, but for the uniform one, which would hide the others. It returns nil if there
// are none.
func traces(r *sim.Result, contenders []contender) (*figure, error) {
	d := r.Data
	f := &figure{
		Title: "Single neurons under the same noise",
		Caption: "The activity of single neurons in the first run. The closer a coloured line stays to the black one of the original network, " +
			"the better its network survived the pruning.",
		Keys: []key{{Ink: originalInk().Class, Label: "original"}},
	}
	var shown []contender
	for _, c := range contenders {
		if c.name != "uniform" && len(c.data.Traces) == len(d.Traced) && len(c.data.Traces) > 0 {
			shown = append(shown, c)
			f.Keys = append(f.Keys, key{Ink: c.ink.Class, Label: c.label})
		}
	}
	cut := false
	for k, neuron := range d.Traced {
		if k >= len(d.Traces) || len(d.Traces[k]) != len(d.Times) || len(d.Times) == 0 {
			continue
		}
		drawing, beyond, err := trace(r, k, labelOf(r, neuron), shown)
		if err != nil {
			return nil, err
		}
		cut = cut || beyond
		f.Panels = append(f.Panels, drawing)
	}
	if len(f.Panels) == 0 {
		return nil, nil //nolint:nilnil // no data, no figure
	}
	if cut {
		f.Caption += " Lines that leave a panel go beyond three times the range of the original."
	}
	return f, nil
}

// trace draws the k-th traced neuron, and reports whether a line leaves the panel.
func trace(r *sim.Result, k int, label string, shown []contender) (drawing panel, beyond bool, err error) {
	times, original := r.Data.Times, r.Data.Traces[k]
	y, beyond := traceExtent(original, k, shown)
	p := newPlot()
	draw.LinearExtent(times...).Apply(&p.X)
	p.X.Min, p.X.Max = slices.Min(times), slices.Max(times)
	y.Apply(&p.Y)
	p.Add(curve{times, original, y, originalInk().line(1.6)})
	for n := len(shown) - 1; n >= 0; n-- { // noise-prune comes first and is drawn last, on top
		if line := shown[n].data.Traces[k]; len(line) == len(times) {
			p.Add(curve{times, line, y, shown[n].ink.line(1.3)})
		}
	}
	drawing, err = render(p, labels{timeLabel, "x of neuron " + shorten(label, 16)}, pageWidth, traceHeight,
		fmt.Sprintf("activity of neuron %s over time", label))
	return drawing, beyond, err
}

// traceExtent holds the original with room around it for the others, as much as they
// need, but no more than the original's range on either side.
func traceExtent(original []float64, k int, shown []contender) (e draw.Extent, beyond bool) {
	own := draw.LinearExtent(original...)
	all := slices.Clone(original)
	for _, c := range shown {
		all = append(all, c.data.Traces[k]...)
	}
	e = draw.LinearExtent(all...)
	room := own.Max - own.Min
	if e.Min < own.Min-room {
		e.Min, beyond = own.Min-room, true
	}
	if e.Max > own.Max+room {
		e.Max, beyond = own.Max+room, true
	}
	return e, beyond
}

// labelOf is the neuron's name, or its number where it has none.
func labelOf(r *sim.Result, neuron int) string {
	if net := r.Data.Original; net != nil && neuron >= 0 && neuron < net.Neurons() {
		return net.Label(neuron)
	}
	return fmt.Sprint(neuron)
}
