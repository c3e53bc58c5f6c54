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

// Heat shows a square matrix, row 0 at the top, with its scale beside it. Entries that are
// NaN stay white.
type Heat struct {
	N         int
	Values    []float64 // N × N, row after row
	Low, High float64   // the ends of the scale; values beyond take the end's colour
}

// The scale stands to the right of the matrix, in parts of its width.
const (
	scaleFrom, scaleTo, heatRoom = 1.05, 1.11, 1.3
	mostPixels                   = 400
	colourSteps                  = 40 // that a scale has: enough for the eye, few enough for a small file
)

func (h Heat) reach() (x, y []float64) { return []float64{0, float64(h.N)}, []float64{0, float64(h.N)} }

func (h Heat) name() string { return "" }

func (h Heat) plotter(Extent) plot.Plotter { return h }

// undress takes the axes' lines away and makes room for the scale.
func (h Heat) undress(p *plot.Plot) {
	n := float64(h.N)
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = 0, heatRoom*n, 0, n
	p.X.Padding, p.Y.Padding = 0, 0
	p.X.Width, p.Y.Width = 0, 0
	p.X.Tick.Marker = plot.TickerFunc(func(_, _ float64) []plot.Tick { return LinearTicks(0, n) })
	p.Y.Tick.Marker = plot.TickerFunc(func(_, _ float64) []plot.Tick {
		ticks := LinearTicks(0, n)
		for k := range ticks {
			ticks[k].Value = n - ticks[k].Value
		}
		return ticks
	})
}

// Plot implements plot.Plotter.
func (h Heat) Plot(c draw.Canvas, p *plot.Plot) {
	trX, trY := p.Transforms(&c)
	n := float64(h.N)
	area := vg.Rectangle{Min: vg.Point{X: trX(0), Y: trY(0)}, Max: vg.Point{X: trX(n), Y: trY(n)}}
	c.DrawImage(area, h.image())
	scale := vg.Rectangle{Min: vg.Point{X: trX(scaleFrom * n), Y: trY(0)}, Max: vg.Point{X: trX(scaleTo * n), Y: trY(n)}}
	const steps = 64
	bar := image.NewNRGBA(image.Rect(0, 0, 1, steps))
	for k := range steps {
		bar.SetNRGBA(0, steps-1-k, colourOf(float64(k)/(steps-1)))
	}
	c.DrawImage(scale, bar)
	style := p.X.Tick.Label
	style.XAlign, style.YAlign = text.XLeft, text.YCenter
	for _, tick := range LinearTicks(h.Low, h.High) {
		y := trY(n * (tick.Value - h.Low) / (h.High - h.Low))
		c.StrokeLine2(draw.LineStyle{Color: color.Black, Width: 0.5}, scale.Max.X, y, scale.Max.X+2, y)
		c.FillText(style, vg.Point{X: scale.Max.X + 3, Y: y}, tick.Label)
	}
}

// image has at least as many pixels as entries, or shows of each small square the entry
// farthest from the low end, so that sparse ones do not vanish.
func (h Heat) image() image.Image {
	pixels := min(h.N, mostPixels)
	m := image.NewNRGBA(image.Rect(0, 0, pixels, pixels))
	largest := make([]float64, pixels*pixels)
	for k := range largest {
		largest[k] = math.NaN()
	}
	for i := range h.N {
		for j := range h.N {
			at := i*pixels/h.N*pixels + j*pixels/h.N
			if v := h.Values[i*h.N+j]; !math.IsNaN(v) && !(largest[at] >= v) {
				largest[at] = v
			}
		}
	}
	for k, v := range largest {
		shade := color.NRGBA{R: 255, G: 255, B: 255, A: 255}
		if !math.IsNaN(v) {
			shade = colourOf((v - h.Low) / (h.High - h.Low))
		}
		m.SetNRGBA(k%pixels, k/pixels, shade)
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

// colourOf maps 0 … 1 onto viridis, which rises evenly in lightness for every reader.
func colourOf(t float64) color.NRGBA {
	anchors := [...]color.NRGBA{
		{68, 1, 84, 255}, {71, 44, 122, 255}, {59, 81, 139, 255}, {44, 113, 142, 255}, {33, 144, 141, 255},
		{39, 173, 129, 255}, {92, 200, 99, 255}, {170, 220, 50, 255}, {253, 231, 37, 255},
	}
	t = math.Round(min(max(t, 0), 1)*colourSteps) / colourSteps * float64(len(anchors)-1)
	k := min(int(t), len(anchors)-2)
	part := t - float64(k)
	mix := func(a, b uint8) uint8 { return uint8(float64(a)*(1-part) + float64(b)*part + 0.5) }
	a, b := anchors[k], anchors[k+1]
	return color.NRGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), 255}
}
