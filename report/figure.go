package report

import (
	"bytes"
	"fmt"
	"html/template"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"

	"noiseprune/sim"
)

// figure is one figure of the page: panels under a common key, a title, and a caption
// that says how to read it.
type figure struct {
	Title   string
	Caption string
	Keys    []key
	Panels  []panel
	Narrow  bool // panels stand side by side
}

// key explains one ink, which is drawn as lines or as dots.
type key struct {
	Ink, Label string
	Dots       bool
}

// panel is one drawing. Label describes it to those who do not see it.
type panel struct {
	Label string
	SVG   template.HTML
}

// drawAll draws the figures that the Result has data for.
func drawAll(r *sim.Result, contenders []contender) ([]figure, error) {
	var figures []figure
	for _, drawn := range []func(*sim.Result, []contender) (*figure, error){
		errorCurves, distributions, traces, probabilities,
	} {
		f, err := drawn(r, contenders)
		if err != nil {
			return nil, fmt.Errorf("a figure of the report: %w", err)
		}
		if f != nil {
			figures = append(figures, *f)
		}
	}
	return figures, nil
}

// newPlot returns an empty plot in the page's style, without a background, so that the
// page's own shows.
func newPlot() *plot.Plot {
	p := plot.New()
	p.BackgroundColor = nil
	for _, axis := range []*plot.Axis{&p.X, &p.Y} {
		axis.Tick.Label.Font.Variant = "Sans"
		axis.Tick.Label.Font.Size = 10
		axis.Tick.Length = 4
		axis.Padding = 2
	}
	return p
}

// labels are the names of the axes.
type labels struct{ x, y string }

// draw writes the labels along the edges of c and returns what is left of it. The plot
// would write them too, but makes room for them as if every axis were linear.
func (l labels) draw(c draw.Canvas, p *plot.Plot) draw.Canvas {
	const room = 20
	style := p.X.Tick.Label
	style.XAlign, style.YAlign = text.XCenter, text.YCenter
	bottom := vg.Length(0)
	if l.x != "" {
		bottom = room
		c.FillText(style, vg.Point{X: (c.Min.X+c.Max.X)/2 + room, Y: c.Min.Y + 8}, l.x)
	}
	style.Rotation = math.Pi / 2
	c.FillText(style, vg.Point{X: c.Min.X + 7, Y: (c.Min.Y+c.Max.Y)/2 + bottom}, l.y)
	return draw.Crop(c, room, 0, bottom, 0)
}

// render draws p and the names of its axes as an SVG element of width × height points.
func render(p *plot.Plot, axes labels, width, height vg.Length, label string) (panel, error) {
	canvas := vgsvg.NewWith(vgsvg.UseWH(width, height))
	// The margin keeps the last tick's label inside the drawing.
	p.Draw(axes.draw(draw.Crop(draw.New(canvas), 0, -8, 2, -6), p))
	var buffer bytes.Buffer
	if _, err := canvas.WriteTo(&buffer); err != nil {
		return panel{}, err
	}
	// An XML declaration and a comment precede the element; a page has no place for them.
	start := bytes.Index(buffer.Bytes(), []byte("<svg"))
	if start < 0 {
		return panel{}, fmt.Errorf("the drawing %q has no svg element", label)
	}
	// vgsvg escapes the text that it writes.
	return panel{Label: label, SVG: template.HTML(buffer.Bytes()[start:])}, nil //nolint:gosec // see above
}
