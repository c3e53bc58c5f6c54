package draw

import (
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
)

// Panel is one pair of axes with the marks between them, in the order in which they are
// drawn.
type Panel struct {
	Title  string
	X, Y   Axis
	Marks  []Mark
	Legend Corner // where the named marks are explained
}

// Axis is one axis of a panel.
type Axis struct {
	Label string   // with the unit
	Log   bool     // logarithmic, unless no mark has a positive value
	From  *float64 // where the axis starts; nil for the least value of the marks
	To    *float64 // where the axis ends; nil for the largest value of the marks
	Names []string // of the places 0, 1, … of a nominal axis; nil for numbers
}

// Mark is something drawn in a panel.
type Mark interface {
	// coordinates returns the values that the axes must include.
	coordinates() (x, y []float64)
	// plotter returns what draws the mark between the given axes.
	plotter(a axes) plot.Plotter
	// name is the mark's entry in the legend; empty for none.
	name() string
}

// At returns a pointer to v, for the ends of axes.
func At(v float64) *float64 { return &v }

// layout is what differs between the axes of a printed panel and one on a page.
type layout struct {
	fontSize, tickLength vg.Length // of the ticks' labels, of the ticks
	nominalMargin        float64   // to either side of the first and the last place of a nominal axis
}

// plot returns the panel's axes and marks, without title, labels of the axes and legend.
func (a Panel) plot(l layout) *plot.Plot {
	p := plot.New()
	p.BackgroundColor = nil
	between := a.axes()
	between.x.apply(&p.X)
	between.y.apply(&p.Y)
	for _, axis := range []*plot.Axis{&p.X, &p.Y} {
		axis.Tick.Label.Font.Variant, axis.Tick.Label.Font.Size = "Sans", l.fontSize
		axis.Tick.Length, axis.Padding = l.tickLength, 2
	}
	if names := a.X.Names; names != nil {
		p.X.Min, p.X.Max = -l.nominalMargin, float64(len(names)-1)+l.nominalMargin
		p.X.Tick.Marker, p.X.Tick.Length = nominalTicks(names), 0
	}
	for _, m := range a.Marks {
		p.Add(m.plotter(between))
	}
	return p
}

// axes returns the extents that hold all marks, and the legend.
func (a Panel) axes() axes {
	var xs, ys []float64
	for _, m := range a.Marks {
		x, y := m.coordinates()
		xs, ys = append(xs, x...), append(ys, y...)
	}
	x := a.X.extent(xs)
	return axes{x, a.withLegend(x, a.Y.extent(ys))}
}

// extent returns the axis's extent for marks of the given values.
func (a Axis) extent(values []float64) Extent {
	for _, end := range []*float64{a.From, a.To} {
		if end != nil {
			values = append(values, *end)
		}
	}
	e := LinearExtent(values...)
	if a.Log {
		e = LogExtent(0, values...)
	}
	if a.From != nil {
		e.Min = *a.From
	}
	if a.To != nil {
		e.Max = *a.To
	}
	return e
}

// nominalTicks puts a name at each of the places 0, 1, ….
func nominalTicks(names []string) plot.ConstantTicks {
	ticks := make(plot.ConstantTicks, len(names))
	for k, name := range names {
		ticks[k] = plot.Tick{Value: float64(k), Label: name}
	}
	return ticks
}
