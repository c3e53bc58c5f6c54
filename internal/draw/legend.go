package draw

import (
	"math"

	"gonum.org/v1/plot"
)

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

// What a legend takes of its panel: an entry's share of the height, and the share of the
// width in which no mark may run through it.
const (
	entryHeight = 0.075
	legendWidth = 0.5
)

func (c Corner) top() bool { return c == TopLeft || c == TopRight }

func (c Corner) left() bool { return c == TopLeft || c == BottomLeft }

// addLegend explains the named marks.
func (a Panel) addLegend(p *plot.Plot) {
	between := a.axes()
	for _, m := range a.Marks {
		if sample, ok := m.plotter(between).(plot.Thumbnailer); ok && m.name() != "" && a.Legend != None {
			p.Legend.Add(m.name(), sample)
		}
	}
	p.Legend.Top, p.Legend.Left = a.Legend.top(), a.Legend.left()
	p.Legend.TextStyle.Font.Variant, p.Legend.TextStyle.Font.Size = "Sans", fontSize-1
	p.Legend.ThumbnailWidth, p.Legend.Padding = 16, 1
}

// withLegend returns the vertical extent, extended so that no mark runs through the legend
// unless the end of the axis is given.
func (a Panel) withLegend(x, y Extent) Extent {
	entries := 0
	for _, m := range a.Marks {
		if m.name() != "" {
			entries++
		}
	}
	top := a.Legend.top()
	if a.Legend == None || entries == 0 || (top && a.Y.To != nil) || (!top && a.Y.From != nil) {
		return y
	}
	share := 1 - entryHeight*float64(entries) // of the height that is free for marks
	if nearest := a.heightUnderLegend(x, y); nearest > share {
		return stretched(y, nearest/share, top)
	}
	return y
}

// heightUnderLegend returns the share of the height that marks take on the legend's side,
// measured from the end of the axis that is opposite to the legend.
func (a Panel) heightUnderLegend(x, y Extent) float64 {
	highest := 0.0
	for _, m := range a.Marks {
		xs, ys := m.coordinates()
		for k, v := range ys {
			across, up := shareOf(x, xs[k%len(xs)]), shareOf(y, v)
			if !a.Legend.left() {
				across = 1 - across
			}
			if !a.Legend.top() {
				up = 1 - up
			}
			if across < legendWidth {
				highest = max(highest, up)
			}
		}
	}
	return highest
}

// shareOf returns where along an axis a value lies: 0 at its start, 1 at its end.
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
