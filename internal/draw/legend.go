package draw

import (
	"math"
)

// What a legend takes of its panel: a line's share of the height, and the share of the width
// in which nothing may run through it.
const (
	legendLine  = 0.075
	legendWidth = 0.5
)

// clearLegend extends the vertical axis, unless its end is given, so that no mark runs
// through the legend.
func (a Panel) clearLegend(x, y Extent) Extent {
	lines := 0
	for _, m := range a.Marks {
		if m.name() != "" {
			lines++
		}
	}
	top := a.Legend == TopLeft || a.Legend == TopRight
	if a.Legend == None || lines == 0 || (top && a.Y.To != nil) || (!top && a.Y.From != nil) {
		return y
	}
	share := 1 - legendLine*float64(lines) // of the height that is free for marks
	nearest := 0.0                         // the height that marks beside the legend reach, seen from the other end
	for _, m := range a.Marks {
		xs, ys := m.reach()
		for k, v := range ys {
			across, up := shareOf(x, xs[k%len(xs)]), shareOf(y, v)
			if a.Legend == TopRight || a.Legend == BottomRight {
				across = 1 - across
			}
			if !top {
				up = 1 - up
			}
			if across < legendWidth {
				nearest = max(nearest, up)
			}
		}
	}
	if nearest > share {
		return stretched(y, nearest/share, top)
	}
	return y
}

// shareOf says where along an axis a value lies: 0 at its start, 1 at its end.
func shareOf(e Extent, v float64) float64 {
	if e.Log {
		return math.Log(max(v, e.Min)/e.Min) / math.Log(e.Max/e.Min)
	}
	return (v - e.Min) / (e.Max - e.Min)
}

// stretched makes an axis longer by a factor, at its end or at its start.
func stretched(e Extent, factor float64, end bool) Extent {
	switch {
	case e.Log && end:
		e.Max = e.Min * math.Pow(e.Max/e.Min, factor)
	case e.Log:
		e.Min = e.Max * math.Pow(e.Min/e.Max, factor)
	case end:
		e.Max = e.Min + factor*(e.Max-e.Min)
	default:
		e.Min = e.Max - factor*(e.Max-e.Min)
	}
	return e
}
