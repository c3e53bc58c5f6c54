package draw

import (
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Line joins points. A band around it, where Low and High are given, shows a spread.
type Line struct {
	Name      string
	Ink       Ink
	X, Y      []float64
	Low, High []float64 // nil for no band
	Dots      bool      // marks the points too
	Loose     bool      // draws the points without the line
}

func (l Line) reach() (x, y []float64) {
	return l.X, append(append(append([]float64{}, l.Y...), l.Low...), l.High...)
}

func (l Line) name() string { return l.Name }

func (l Line) plotter(y Extent) plot.Plotter { return lineDrawing{l, y} }

type lineDrawing struct {
	Line
	y Extent
}

// Plot implements plot.Plotter.
func (l lineDrawing) Plot(c draw.Canvas, p *plot.Plot) {
	trX, trY := p.Transforms(&c)
	at := func(x, y float64) vg.Point { return vg.Point{X: trX(x), Y: trY(heightOf(l.y, y))} }
	if l.Low != nil {
		var area []vg.Point
		for k, x := range l.X {
			area = append(area, at(x, l.High[k]))
		}
		for k := len(l.X) - 1; k >= 0; k-- {
			area = append(area, at(l.X[k], l.Low[k]))
		}
		if clipped := c.ClipPolygonXY(area); len(clipped) > 2 {
			c.FillPolygon(l.Ink.tint(55), clipped)
		}
	}
	var piece []vg.Point
	flush := func() {
		if len(piece) > 1 && !l.Loose {
			c.StrokeLines(l.Ink.line(1.1), c.ClipLinesXY(piece)...)
		}
		piece = nil
	}
	for k, x := range l.X {
		if !Drawable(x) || !Drawable(l.Y[k]) || (l.y.Log && !(l.Y[k] > 0)) {
			flush()
			continue
		}
		piece = append(piece, at(x, l.Y[k]))
		if l.Dots || l.Loose {
			c.DrawGlyph(l.glyph(), piece[len(piece)-1])
		}
	}
	flush()
}

func (l lineDrawing) glyph() draw.GlyphStyle {
	return draw.GlyphStyle{Color: l.Ink.Colour, Radius: 1.7, Shape: draw.CircleGlyph{}}
}

// Thumbnail implements plot.Thumbnailer.
func (l lineDrawing) Thumbnail(c *draw.Canvas) {
	y := c.Center().Y
	if !l.Loose {
		c.StrokeLine2(l.Ink.line(1.1), c.Min.X, y, c.Max.X, y)
	}
	if l.Dots || l.Loose {
		c.DrawGlyph(l.glyph(), c.Center())
	}
}
