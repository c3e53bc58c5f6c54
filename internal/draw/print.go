package draw

import (
	"math"
	"strings"
	"unicode/utf8"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
)

// Sizes of printed panels.
const (
	fontSize   = 7.5 // in points, of the axes' labels
	slantAbove = 9   // letters of a name on a nominal axis: with longer ones, all are slanted
)

// printed returns the panel as a picture for print shows it.
func (a Panel) printed() *plot.Plot {
	p := a.plot(layout{fontSize: fontSize - 0.5, tickLength: 3, nominalMargin: 0.6})
	p.Title.Text = a.Title
	p.Title.TextStyle.Font.Variant, p.Title.TextStyle.Font.Size = "Sans", fontSize+0.5
	p.Title.Padding = 3
	labelAxis(&p.X, a.X.Label)
	labelAxis(&p.Y, a.Y.Label)
	if longest(a.X.Names) > slantAbove {
		p.X.Tick.Label.Rotation, p.X.Tick.Label.XAlign, p.X.Tick.Label.YAlign = math.Pi/7, text.XRight, text.YTop
	}
	for _, m := range a.Marks {
		if heat, ok := m.(HeatMap); ok {
			heat.setAxes(p)
		}
	}
	a.addLegend(p)
	return p
}

// labelAxis writes an axis's label, and its powers of ten as the font of a PNG can.
func labelAxis(a *plot.Axis, label string) {
	a.Label.Text = label
	a.Label.TextStyle.Font.Variant, a.Label.TextStyle.Font.Size = "Sans", fontSize
	a.Label.Padding = 2
	a.Tick.Marker = plainTicks{a.Tick.Marker}
}

// longest returns the number of letters of the longest name.
func longest(names []string) int {
	n := 0
	for _, name := range names {
		n = max(n, utf8.RuneCountInString(name))
	}
	return n
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
	raised := strings.NewReplacer("⁻", "−", "⁰", "0", "¹", "1", "²", "2", "³", "3", "⁴", "4",
		"⁵", "5", "⁶", "6", "⁷", "7", "⁸", "8", "⁹", "9")
	factor := strings.TrimRight(label[:at], "×·\u202f\u00a0 ")
	if factor == "" {
		factor = "1"
	}
	return factor + "e" + raised.Replace(label[at+len("10"):])
}
