package draw

import (
	"bytes"
	"errors"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"
)

// PageSVG returns the panel as an svg element of width × height points for an HTML page. It
// has no background, so that the page's own shows, and neither title nor legend, which are
// the page's. Text is escaped.
func (a Panel) PageSVG(width, height float64) ([]byte, error) {
	a.Legend = None
	p := a.plot(layout{fontSize: 10, tickLength: 4, nominalMargin: 0.5})
	canvas := vgsvg.NewWith(vgsvg.UseWH(vg.Length(width), vg.Length(height)))
	// The margin keeps the last tick's label inside the drawing.
	p.Draw(a.drawLabels(draw.Crop(draw.New(canvas), 0, -8, 2, -6), p))
	var buffer bytes.Buffer
	if _, err := canvas.WriteTo(&buffer); err != nil {
		return nil, err
	}
	// An XML declaration and a comment precede the element; a page has no place for them.
	start := bytes.Index(buffer.Bytes(), []byte("<svg"))
	if start < 0 {
		return nil, errors.New("the drawing has no svg element")
	}
	return buffer.Bytes()[start:], nil
}

// drawLabels writes the labels of the axes along the edges of c and returns what is left
// of it.
func (a Panel) drawLabels(c draw.Canvas, p *plot.Plot) draw.Canvas {
	const room = 20
	style := p.X.Tick.Label
	style.XAlign, style.YAlign = text.XCenter, text.YCenter
	bottom := vg.Length(0)
	if a.X.Label != "" {
		bottom = room
		c.FillText(style, vg.Point{X: (c.Min.X+c.Max.X)/2 + room, Y: c.Min.Y + 8}, a.X.Label)
	}
	style.Rotation = math.Pi / 2
	c.FillText(style, vg.Point{X: c.Min.X + 7, Y: (c.Min.Y+c.Max.Y)/2 + bottom}, a.Y.Label)
	return draw.Crop(c, room, 0, bottom, 0)
}
