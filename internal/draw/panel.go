package draw

import (
	"math"
	"strings"
	"unicode/utf8"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
)

// Panel is one pair of axes with what is drawn between them, in order.
type Panel struct {
	Title  string
	X, Y   Axis
	Marks  []Mark
	Legend Corner // where the named marks are explained
}

// Axis is one axis of a panel.
type Axis struct {
	Label string   // with the unit
	Log   bool     //
	From  *float64 // where the axis starts; nil for where the marks do
	To    *float64 // where it ends
	Names []string // of the places 0, 1, … of a nominal axis; nil for numbers
}

// Corner is the place of a legend.
type Corner uint8

// The corners.
const (
	None Corner = iota // no legend
	TopRight
	TopLeft
	BottomRight
	BottomLeft
)

// Mark is something drawn in a panel.
type Mark interface {
	// reach returns the values that the axes must hold.
	reach() (x, y []float64)
	// plotter returns what draws the mark, where y spans the vertical extent.
	plotter(y Extent) plot.Plotter
	// name is what the legend calls it; empty for nothing.
	name() string
}

const (
	fontSize   = 7.5
	wordLength = 9 // of names that stand side by side; longer ones are slanted
)

// longest returns the length of the longest name.
func longest(names []string) int {
	n := 0
	for _, name := range names {
		n = max(n, utf8.RuneCountInString(name))
	}
	return n
}

// plot assembles the panel.
func (a Panel) plot() *plot.Plot {
	p := plot.New()
	p.BackgroundColor = nil
	p.Title.Text = a.Title
	p.Title.TextStyle.Font.Variant, p.Title.TextStyle.Font.Size = "Sans", fontSize+0.5
	p.Title.Padding = 3
	var xs, ys []float64
	for _, m := range a.Marks {
		x, y := m.reach()
		xs, ys = append(xs, x...), append(ys, y...)
	}
	x := a.X.apply(&p.X, xs)
	y := a.clearLegend(x, a.Y.apply(&p.Y, ys))
	applyExtent(x, &p.X)
	applyExtent(y, &p.Y)
	marks := a.Marks
	if x.Log {
		marks = acrossDecades(marks)
	}
	if a.X.Names != nil {
		p.NominalX(a.X.Names...)
		p.X.Min, p.X.Max = -0.6, float64(len(a.X.Names))-0.4
		p.X.Tick.Length, p.X.Width = 0, 0
	}
	dress(&p.X, a.X.Label)
	dress(&p.Y, a.Y.Label)
	if longest(a.X.Names) > wordLength {
		p.X.Tick.Label.Rotation, p.X.Tick.Label.XAlign, p.X.Tick.Label.YAlign = math.Pi/7, text.XRight, text.YTop
	}
	for _, m := range marks {
		p.Add(m.plotter(y))
		if thumb, ok := m.plotter(y).(plot.Thumbnailer); ok && m.name() != "" && a.Legend != None {
			p.Legend.Add(m.name(), thumb)
		}
		if frameless, ok := m.(Heat); ok {
			frameless.undress(p)
		}
	}
	p.Legend.Top = a.Legend == TopLeft || a.Legend == TopRight
	p.Legend.Left = a.Legend == TopLeft || a.Legend == BottomLeft
	p.Legend.TextStyle.Font.Variant, p.Legend.TextStyle.Font.Size = "Sans", fontSize-1
	p.Legend.ThumbnailWidth, p.Legend.Padding = 16, 1
	return p
}

// apply gives the axis its extent.
func (a Axis) apply(to *plot.Axis, values []float64) Extent {
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
	e.Apply(to)
	return e
}

// dress gives an axis the look of all pictures.
func dress(a *plot.Axis, label string) {
	a.Label.Text = label
	a.Label.TextStyle.Font.Variant, a.Label.TextStyle.Font.Size = "Sans", fontSize
	a.Label.Padding = 2
	a.Tick.Label.Font.Variant, a.Tick.Label.Font.Size = "Sans", fontSize-0.5
	a.Tick.Width, a.Width = 0.5, 0.5
	a.Tick.Marker = plainTicks{a.Tick.Marker}
	if a.Tick.Length != 0 {
		a.Tick.Length = 3
	}
	a.Padding = 2
}

// plainTicks writes powers of ten without the raised minus, which the font of a PNG lacks.
type plainTicks struct{ plot.Ticker }

// Ticks implements plot.Ticker.
func (t plainTicks) Ticks(lo, hi float64) []plot.Tick {
	ticks := t.Ticker.Ticks(lo, hi)
	for k := range ticks {
		ticks[k].Label = plainPower(ticks[k].Label)
	}
	return ticks
}

// plainPower writes 10⁻⁴ as 1e−4 and 2×10⁻⁴ as 2e−4.
func plainPower(label string) string {
	at := strings.Index(label, "10⁻")
	if at < 0 {
		return label
	}
	raised := strings.NewReplacer("⁻", "−", "⁰", "0", "¹", "1", "²", "2", "³", "3", "⁴", "4", "⁵", "5", "⁶", "6", "⁷", "7", "⁸", "8", "⁹", "9")
	factor := strings.TrimRight(label[:at], "×·\u202f\u00a0 ")
	if factor == "" {
		factor = "1"
	}
	return factor + "e" + raised.Replace(label[at+len("10"):])
}

// At returns a pointer to v, for the ends of axes.
func At(v float64) *float64 { return &v }
