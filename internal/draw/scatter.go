package draw

import (
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Scatter shows points as small squares, drawn as one path so that thousands of them make a
// small file. Points outside the axes are left out.
type Scatter struct {
	Style Style
	Size  float64 // of a square's side, in points
	X, Y  []float64
}

func (s Scatter) coordinates() (x, y []float64) { return s.X, s.Y }

func (s Scatter) name() string { return "" }

func (s Scatter) plotter(a axes) plot.Plotter { return scatterDrawing{s, a} }

type scatterDrawing struct {
	Scatter
	axes
}

// Plot implements plot.Plotter.
func (s scatterDrawing) Plot(c draw.Canvas, p *plot.Plot) {
	point, size := s.points(c, p), vg.Length(s.Size)
	var path vg.Path
	for k, x := range s.X {
		at := point(x, s.Y[k])
		if !c.Contains(at) {
			continue
		}
		path.Move(vg.Point{X: at.X - size/2, Y: at.Y})
		path.Line(vg.Point{X: at.X + size/2, Y: at.Y})
	}
	if len(path) == 0 {
		return
	}
	c.SetLineStyle(s.Style.solid(size))
	c.Stroke(path)
}
