package draw

import (
	"image/color"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// band is the area between two lines. It ends before the first point that is not drawable.
type band struct {
	axes
	at, low, high []float64
}

// fill fills the band in the given colour.
func (b band) fill(c draw.Canvas, p *plot.Plot, colour color.Color) {
	point := b.points(c, p)
	var upper, lower []vg.Point
	for k, x := range b.at {
		if !Drawable(b.x.position(x)) || !Drawable(b.low[k]) || !Drawable(b.high[k]) {
			break
		}
		upper, lower = append(upper, point(x, b.high[k])), append(lower, point(x, b.low[k]))
	}
	slices.Reverse(lower)
	if clipped := c.ClipPolygonXY(append(upper, lower...)); len(clipped) > 2 {
		c.FillPolygon(colour, clipped)
	}
}
