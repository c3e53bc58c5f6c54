package draw

import (
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// axes are the extents between which a mark is drawn.
type axes struct{ x, y Extent }

// points returns the function from the values of a point to its place on the canvas.
// Vertically, what a logarithmic axis cannot show stands at the axis's lower end.
func (a axes) points(c draw.Canvas, p *plot.Plot) func(x, y float64) vg.Point {
	toX, toY := p.Transforms(&c)
	return func(x, y float64) vg.Point {
		return vg.Point{X: toX(a.x.position(x)), Y: toY(a.y.clampedPosition(y))}
	}
}
