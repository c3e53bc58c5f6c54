package report

import (
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"

	"noiseprune/internal/draw"
)

// curve is a line through points. Points that are not drawable interrupt it.
type curve struct {
	x, y   []float64
	extent draw.Extent // of the vertical axis
	style  vgdraw.LineStyle
}

// Plot implements plot.Plotter.
func (l curve) Plot(c vgdraw.Canvas, p *plot.Plot) {
	trX, trY := p.Transforms(&c)
	var piece []vg.Point
	flush := func() {
		if len(piece) > 1 {
			c.StrokeLines(l.style, c.ClipLinesXY(piece)...)
		}
		piece = nil
	}
	for k, x := range l.x {
		if !draw.Drawable(x) || !draw.Drawable(l.y[k]) {
			flush()
			continue
		}
		piece = append(piece, vg.Point{X: trX(x), Y: trY(l.extent.Raise(l.y[k]))})
	}
	flush()
}

// band fills the area between two lines. It ends where one of them is not drawable.
type band struct {
	x, low, high []float64
	extent       draw.Extent
	colour       color.Color
}

// Plot implements plot.Plotter.
func (b band) Plot(c vgdraw.Canvas, p *plot.Plot) {
	trX, trY := p.Transforms(&c)
	var upper, lower []vg.Point
	for k, x := range b.x {
		if !draw.Drawable(x) || !draw.Drawable(b.low[k]) || !draw.Drawable(b.high[k]) {
			break
		}
		upper = append(upper, vg.Point{X: trX(x), Y: trY(b.extent.Raise(b.high[k]))})
		lower = append(lower, vg.Point{X: trX(x), Y: trY(b.extent.Raise(b.low[k]))})
	}
	for k := len(lower) - 1; k >= 0; k-- {
		upper = append(upper, lower[k])
	}
	if clipped := c.ClipPolygonXY(upper); len(clipped) > 2 {
		c.FillPolygon(b.colour, clipped)
	}
}

// dots are small squares at points, drawn as one path so that thousands stay small.
type dots struct {
	x, y   []float64
	extent draw.Extent
	size   vg.Length
	colour color.Color
}

// Plot implements plot.Plotter.
func (d dots) Plot(c vgdraw.Canvas, p *plot.Plot) {
	trX, trY := p.Transforms(&c)
	var path vg.Path
	for k, x := range d.x {
		at := vg.Point{X: trX(x), Y: trY(d.extent.Raise(d.y[k]))}
		if !c.Contains(at) {
			continue
		}
		path.Move(vg.Point{X: at.X - d.size/2, Y: at.Y})
		path.Line(vg.Point{X: at.X + d.size/2, Y: at.Y})
	}
	if len(path) == 0 {
		return
	}
	c.SetLineStyle(vgdraw.LineStyle{Color: d.colour, Width: d.size})
	c.Stroke(path)
}

// box shows a distribution at one place of a nominal axis: a box from the lower to the
// upper quartile with the median in it, a whisker to each extreme, and the values beside
// it.
type box struct {
	at                       float64
	low, q1, median, q3, top float64
	values                   []float64 // drawn beside the box
	extent                   draw.Extent
	ink                      ink
}

// halfWidth is half the width of a box on the nominal axis.
const halfWidth = 0.17

// Plot implements plot.Plotter.
func (b box) Plot(c vgdraw.Canvas, p *plot.Plot) {
	trX, trRaw := p.Transforms(&c)
	trY := func(v float64) vg.Length { return trRaw(b.extent.Raise(v)) }
	centre := b.at + 0.1
	left, right, mid := trX(centre-halfWidth), trX(centre+halfWidth), trX(centre)
	corners := []vg.Point{{X: left, Y: trY(b.q1)}, {X: right, Y: trY(b.q1)}, {X: right, Y: trY(b.q3)}, {X: left, Y: trY(b.q3)}}
	c.FillPolygon(b.ink.tint(), corners)
	thin := b.ink.solid(1)
	c.StrokeLines(thin, append(corners, corners[0]),
		[]vg.Point{{X: mid, Y: trY(b.low)}, {X: mid, Y: trY(b.q1)}},
		[]vg.Point{{X: mid, Y: trY(b.q3)}, {X: mid, Y: trY(b.top)}})
	c.StrokeLine2(b.ink.solid(2.2), left, trY(b.median), right, trY(b.median))
	dots{x: strip(b.at-0.24, len(b.values)), y: b.values, extent: b.extent, size: 1.3, colour: b.ink.colour}.Plot(c, p)
}

// strip spreads n values sideways around x. The golden section keeps neighbours in rank
// apart without chance.
func strip(x float64, n int) []float64 {
	const golden = 0.6180339887498949
	spread := make([]float64, n)
	for k := range spread {
		turn := float64(float64(k) * golden) // rounded, so that no processor fuses it
		spread[k] = x + float64(0.2*(turn-float64(int(turn))-0.5))
	}
	return spread
}
