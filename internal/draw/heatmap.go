package draw

import (
	"image"
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// HeatMap shows a square matrix as a heat map, row 0 at the top, with its colour scale beside it.
// Entries that are NaN stay white. It is the only mark of its panel.
type HeatMap struct {
	N         int
	Values    []float64 // N × N, row after row
	Low, High float64   // the ends of the scale; values beyond take the end's colour
}

// The scale stands to the right of the matrix. Its edges and the end of the horizontal axis
// are in widths of the matrix.
const (
	scaleStart, scaleEnd, axisEnd = 1.05, 1.11, 1.3
	scalePixels                   = 64
	mostPixels                    = 400 // along one side of the matrix's image
)

func (h HeatMap) coordinates() (x, y []float64) {
	return []float64{0, float64(h.N)}, []float64{0, float64(h.N)}
}

func (h HeatMap) name() string { return "" }

func (h HeatMap) plotter(axes) plot.Plotter { return h }

// setAxes hides the lines of the axes, numbers the rows from the top and makes room for the
// scale.
func (h HeatMap) setAxes(p *plot.Plot) {
	n := float64(h.N)
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = 0, axisEnd*n, 0, n
	p.X.Padding, p.Y.Padding = 0, 0
	p.X.Width, p.Y.Width = 0, 0
	p.X.Tick.Marker = plot.TickerFunc(func(_, _ float64) []plot.Tick { return linearTicks(0, n) })
	p.Y.Tick.Marker = plot.TickerFunc(func(_, _ float64) []plot.Tick {
		ticks := linearTicks(0, n)
		for k := range ticks {
			ticks[k].Value = n - ticks[k].Value
		}
		return ticks
	})
}

// Plot implements plot.Plotter.
func (h HeatMap) Plot(c draw.Canvas, p *plot.Plot) {
	toX, toY := p.Transforms(&c)
	n := float64(h.N)
	c.DrawImage(rectangle(toX(0), toY(0), toX(n), toY(n)), h.image())
	h.drawScale(c, p.X.Tick.Label, rectangle(toX(scaleStart*n), toY(0), toX(scaleEnd*n), toY(n)))
}

func rectangle(left, bottom, right, top vg.Length) vg.Rectangle {
	return vg.Rectangle{Min: vg.Point{X: left, Y: bottom}, Max: vg.Point{X: right, Y: top}}
}

// drawScale draws the colour scale with its ticks.
func (h HeatMap) drawScale(c draw.Canvas, style text.Style, at vg.Rectangle) {
	bar := image.NewNRGBA(image.Rect(0, 0, 1, scalePixels))
	for k := range scalePixels {
		bar.SetNRGBA(0, scalePixels-1-k, viridis(float64(k)/(scalePixels-1)))
	}
	c.DrawImage(at, bar)
	style.XAlign, style.YAlign = text.XLeft, text.YCenter
	for _, tick := range linearTicks(h.Low, h.High) {
		y := at.Min.Y + at.Size().Y*vg.Length((tick.Value-h.Low)/(h.High-h.Low))
		c.StrokeLine2(draw.LineStyle{Color: color.Black, Width: 0.5}, at.Max.X, y, at.Max.X+2, y)
		c.FillText(style, vg.Point{X: at.Max.X + 3, Y: y}, tick.Label)
	}
}

// image returns the matrix as an image. Where it has more rows than pixels, a pixel shows the
// largest of its entries, so that sparse ones do not vanish.
func (h HeatMap) image() image.Image {
	pixels := min(h.N, mostPixels)
	m := image.NewNRGBA(image.Rect(0, 0, pixels, pixels))
	largest := make([]float64, pixels*pixels)
	for k := range largest {
		largest[k] = math.NaN()
	}
	for i := range h.N {
		for j := range h.N {
			pixel := i*pixels/h.N*pixels + j*pixels/h.N
			if v := h.Values[i*h.N+j]; !math.IsNaN(v) && !(largest[pixel] >= v) {
				largest[pixel] = v
			}
		}
	}
	for k, v := range largest {
		colour := color.NRGBA{R: 255, G: 255, B: 255, A: 255}
		if !math.IsNaN(v) {
			colour = viridis((v - h.Low) / (h.High - h.Low))
		}
		m.SetNRGBA(k%pixels, k/pixels, colour)
	}
	return enlarged(m, max(1, mostPixels/pixels))
}

// enlarged repeats each pixel, since a canvas may smooth what it scales.
func enlarged(m *image.NRGBA, times int) image.Image {
	size := m.Bounds().Dx()
	large := image.NewNRGBA(image.Rect(0, 0, size*times, size*times))
	for y := range size * times {
		for x := range size * times {
			large.SetNRGBA(x, y, m.NRGBAAt(x/times, y/times))
		}
	}
	return large
}
