package draw

import (
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Line joins points. A point that an axis cannot show interrupts it. A band around the
// line, where Low and High are given, shows a spread.
type Line struct {
	Name       string
	Style      Style
	Width      float64 // in points; 0 for 1.1
	X, Y       []float64
	Low, High  []float64 // nil for no band
	Dots       bool      // marks the points too
	PointsOnly bool      // draws the points without the line
}

const (
	lineWidth       = 1.1 // in points
	dotRadius       = 1.7
	lineBandOpacity = 55 // of 255
)

func (l Line) coordinates() (x, y []float64) {
	return l.X, append(append(append([]float64{}, l.Y...), l.Low...), l.High...)
}

func (l Line) name() string { return l.Name }

func (l Line) plotter(a axes) plot.Plotter { return lineDrawing{l, a} }

type lineDrawing struct {
	Line
	axes
}

// Plot implements plot.Plotter.
func (l lineDrawing) Plot(c draw.Canvas, p *plot.Plot) {
	if l.Low != nil {
		band{l.axes, l.X, l.Low, l.High}.fill(c, p, l.Style.tint(lineBandOpacity))
	}
	point := l.points(c, p)
	var piece []vg.Point
	strokePiece := func() {
		if len(piece) > 1 && !l.PointsOnly {
			c.StrokeLines(l.lineStyle(), c.ClipLinesXY(piece)...)
		}
		piece = nil
	}
	for k, x := range l.X {
		if !l.shows(x, l.Y[k]) {
			strokePiece()
			continue
		}
		piece = append(piece, point(x, l.Y[k]))
		if l.Dots || l.PointsOnly {
			c.DrawGlyph(l.dot(), piece[len(piece)-1])
		}
	}
	strokePiece()
}

// shows reports whether the axes can show a point.
func (l lineDrawing) shows(x, y float64) bool {
	return Drawable(l.x.position(x)) && Drawable(y) && (!l.y.Log || y > 0)
}

func (l Line) lineStyle() draw.LineStyle {
	if l.Width == 0 {
		return l.Style.line(lineWidth)
	}
	return l.Style.line(vg.Length(l.Width))
}

func (l Line) dot() draw.GlyphStyle {
	return draw.GlyphStyle{Color: l.Style.Colour, Radius: dotRadius, Shape: draw.CircleGlyph{}}
}

// Thumbnail implements plot.Thumbnailer: the line's sample in the legend.
func (l lineDrawing) Thumbnail(c *draw.Canvas) {
	y := c.Center().Y
	if !l.PointsOnly {
		c.StrokeLine2(l.lineStyle(), c.Min.X, y, c.Max.X, y)
	}
	if l.Dots || l.PointsOnly {
		c.DrawGlyph(l.dot(), c.Center())
	}
}
