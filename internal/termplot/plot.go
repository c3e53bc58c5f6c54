// Package termplot draws small plots of lines as text: curves of braille dots, with a mark for each line, so that lines are
// told apart without colours too, and with linear or logarithmic axes.
package termplot

import (
	"fmt"
	"math"
	"strings"
)

// Plot is a plot of several lines over the same axes.
type Plot struct {
	Title  string
	X, Y   Axis
	Lines  []Line
	Level  *float64 // a horizontal line at this value of y; nil for none
	Width  int      // in columns, at least MinWidth
	Height int      // in rows, at least MinHeight: of title, legend, lines and axis together
}

// The smallest plots that have room for their axes.
const (
	MinWidth  = 40
	MinHeight = 8
)

// Axis is how numbers are placed along an axis and written beside it.
type Axis struct {
	Log   bool // only positive numbers are shown
	Ticks []float64
	Text  func(float64) string // of a tick
}

// Line is a line through points, with the rune that marks it. Points that are not finite, or not positive on a logarithmic
// axis, are left out, and what is between their neighbours is not joined.
type Line struct {
	Name string
	Mark rune
	X, Y []float64
}

// Paint returns the text in the colour of line k, or as it is.
type Paint func(k int, text string) string

const (
	besidePlot = 3 // rows of title, axis and its numbers; the legend is one more
	labelWidth = 9 // columns of the numbers beside the y axis, with the axis
)

// Draw returns the plot, a row to a line, or "" where no line has a point. The legend is not broken where it is wider than the
// plot. It panics for a size below the smallest and for lines with other numbers of x than of y.
func (p Plot) Draw(paint Paint) string {
	if p.Width < MinWidth || p.Height < MinHeight {
		panic(fmt.Sprintf("termplot: %d columns × %d rows; give at least %d × %d", p.Width, p.Height, MinWidth, MinHeight))
	}
	x, y, ok := p.ranges()
	if !ok {
		return ""
	}
	c := newCanvas(p.Width-labelWidth, p.Height-besidePlot-1)
	x.dots, y.dots = 2*c.columns, 4*c.rows
	for k, line := range p.Lines {
		c.line(k, line, x, y)
	}
	for k, line := range p.Lines {
		c.marks(k, len(p.Lines), line, x, y)
	}
	if p.Level != nil {
		c.level(y.dot(*p.Level))
	}
	return p.Title + "\n" + p.legend(paint) + "\n" + p.body(c, y, paint) + p.foot(x)
}

// ranges returns the scales of both axes, and false where there is nothing to draw.
func (p Plot) ranges() (x, y scale, ok bool) {
	x, y = newScale(p.X.Log), newScale(p.Y.Log)
	for _, line := range p.Lines {
		if len(line.X) != len(line.Y) {
			panic(fmt.Sprintf("termplot: line %s has %d x and %d y", line.Name, len(line.X), len(line.Y)))
		}
		for k := range line.X {
			if x.shows(line.X[k]) && y.shows(line.Y[k]) {
				x.include(line.X[k])
				y.include(line.Y[k])
				ok = true
			}
		}
	}
	if p.Level != nil && ok && y.shows(*p.Level) {
		y.include(*p.Level)
	}
	x.widen()
	y.widen()
	return x, y, ok
}

// legend names the lines behind their marks.
func (p Plot) legend(paint Paint) string {
	names := make([]string, len(p.Lines))
	for k, line := range p.Lines {
		names[k] = paint(k, string(line.Mark)) + "\u00a0" + strings.ReplaceAll(line.Name, " ", "\u00a0")
	}
	return "  " + strings.Join(names, "  ")
}

// finite reports whether v is a number of finite size.
func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
