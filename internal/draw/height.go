package draw

import (
	"math"
	"slices"

	"gonum.org/v1/plot"
)

// A logarithmic axis is a linear one of decades: gonum leaves room for the label of any
// other as if it stood at the arithmetic mean, far up the axis.

// applyExtent gives an axis its extent.
func applyExtent(e Extent, a *plot.Axis) {
	e.Apply(a)
	if e.Log {
		a.Min, a.Max, a.Scale = math.Log10(e.Min), math.Log10(e.Max), plot.LinearScale{}
		a.Tick.Marker = decades{a.Tick.Marker}
	}
}

// heightOf returns where on the vertical axis a value stands, in the units of applyExtent.
// What a logarithmic axis cannot show stands at its lower end.
func heightOf(e Extent, v float64) float64 {
	if e.Log {
		return math.Log10(e.Raise(v))
	}
	return v
}

// acrossDecades returns the marks of a logarithmic horizontal axis in the units of
// applyExtent. Lines alone have one.
func acrossDecades(marks []Mark) []Mark {
	moved := slices.Clone(marks)
	for k, m := range moved {
		if l, ok := m.(Line); ok {
			l.X = slices.Clone(l.X)
			for i, x := range l.X {
				l.X[i] = math.Log10(x)
			}
			moved[k] = l
		}
	}
	return moved
}

// decades puts the ticks of a logarithmic axis onto one of decades.
type decades struct{ plot.Ticker }

// Ticks implements plot.Ticker.
func (d decades) Ticks(lo, hi float64) []plot.Tick {
	ticks := d.Ticker.Ticks(math.Pow(10, lo)*(1-1e-12), math.Pow(10, hi)*(1+1e-12))
	for k := range ticks {
		ticks[k].Value = math.Log10(ticks[k].Value)
	}
	return ticks
}
