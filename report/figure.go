package report

import (
	"cmp"
	"fmt"
	"html/template"

	"noiseprune/internal/draw"
	"noiseprune/sim"
)

// figureRow is a figure of the page. Its function returns nil where the Result has no data
// for it; it need not fill in the title.
type figureRow struct {
	title  string
	figure func(*sim.Result, []rule) *figure
}

// figureRows lists the figures in the order of the page.
func figureRows() []figureRow {
	return []figureRow{
		{"Trajectory error over time", errorCurves},
		{"Distributions of the spectral and the trajectory errors", distributions},
		{"Spectral densities", densities},
		{"Single neurons under the same noise", traces},
		{"Which edges are kept", probabilities},
		{"Diff-cov of the edges", diffCovs},
	}
}

// figure is one figure of the page: panels under a common key, a title, and a caption that
// says how to read it.
type figure struct {
	Title   string
	Caption string
	Keys    []key
	Panels  []panel
	Narrow  bool // panels stand side by side
}

// key explains one style, which is drawn as lines or as dots.
type key struct {
	Class, Label string
	Dots         bool
}

// panel is one drawing, in points.
type panel struct {
	drawing       draw.Panel
	width, height float64
	Label         string        // text for screen readers; the title of the figure if empty
	SVG           template.HTML // filled in by drawPanels
}

// Sizes of drawings, in points.
const (
	pageWidth   = 640 // of a drawing as wide as the page
	pageHeight  = 270
	traceHeight = 170 // of one neuron's panel
	panelWidth  = 310 // of one panel among several
	panelHeight = 260
)

// timeLabel is the label of every time axis: a network's own rates set the unit.
const timeLabel = "time t (unit: 1 / that of the leak)"

// figuresOf draws the figures that the Result has data for.
func figuresOf(r *sim.Result, rules []rule) ([]figure, error) {
	var figures []figure
	for _, row := range figureRows() {
		f := row.figure(r, rules)
		if f == nil {
			continue
		}
		f.Title = row.title
		if err := f.drawPanels(); err != nil {
			return nil, fmt.Errorf("a figure of the report: %w", err)
		}
		figures = append(figures, *f)
	}
	return figures, nil
}

// drawPanels draws the panels as svg elements.
func (f *figure) drawPanels() error {
	for k := range f.Panels {
		p := &f.Panels[k]
		p.Label = cmp.Or(p.Label, f.Title)
		svg, err := p.drawing.PageSVG(p.width, p.height)
		if err != nil {
			return err
		}
		p.SVG = template.HTML(svg) //nolint:gosec // PageSVG escapes the text that it writes
	}
	return nil
}
