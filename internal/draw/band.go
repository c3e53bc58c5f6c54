package draw

import (
	"image/color"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Band fills the area between two lines. It ends before the first point that is not
// drawable.
type Band struct {
	Style        Style
	X, Low, High []float64
}

// bandOpacity is that of a Band, of 255.
const bandOpacity = 51

func (b Band) coordinates() (x, y []float64) {
	return b.X, append(append([]float64{}, b.Low...), b.High...)
}

func (b Band) name() string { return "" }

func (b Band) plotter(a axes) plot.Plotter { return bandDrawing{b, a} }

type bandDrawing struct {
	Band
	axes
}

// Plot implements plot.Plotter.
func (b bandDrawing) Plot(c draw.Canvas, p *plot.Plot) {
	b.fill(c, p, b.Style.tint(bandOpacity))
}

// fill fills the band in the given colour.
func (b bandDrawing) fill(c draw.Canvas, p *plot.Plot, colour color.Color) {
	point := b.points(c, p)
	var upper, lower []vg.Point
	for k, x := range b.X {
		if !Drawable(b.x.position(x)) || !Drawable(b.Low[k]) || !Drawable(b.High[k]) {
			break
		}
		upper, lower = append(upper, point(x, b.High[k])), append(lower, point(x, b.Low[k]))
	}
	slices.Reverse(lower)
	if clipped := c.ClipPolygonXY(append(upper, lower...)); len(clipped) > 2 {
		c.FillPolygon(colour, clipped)
	}
}
