package draw

import (
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Violin shows a distribution at one place of a nominal axis: a density estimate, over it
// Tukey's box plot, with the values beyond its whiskers as dots. Its values are drawable.
type Violin struct {
	At     float64
	Style  Style
	Values []float64
}

const (
	// mostOutliers is how many values beyond the whiskers are drawn: of more, those at
	// evenly spaced ranks, the extremes among them.
	mostOutliers = 60

	densityLevels   = 60
	densityOpacity  = 60 // of 255
	violinHalfWidth = 0.4

	tukeyOpacity   = 150 // of 255
	tukeyHalfWidth = 0.09
	outlierOpacity = 170 // of 255
)

func (v Violin) coordinates() (x, y []float64) {
	if len(v.Values) == 0 {
		return nil, nil
	}
	return []float64{v.At}, []float64{slices.Min(v.Values), slices.Max(v.Values)}
}

func (v Violin) name() string { return "" }

func (v Violin) plotter(a axes) plot.Plotter { return violinDrawing{v, a} }

type violinDrawing struct {
	Violin
	axes
}

// Plot implements plot.Plotter.
func (v violinDrawing) Plot(c draw.Canvas, p *plot.Plot) {
	if len(v.Values) == 0 {
		return
	}
	sorted := slices.Sorted(slices.Values(v.Values))
	v.drawDensity(c, p, sorted)
	v.drawBox(c, p, tukeyBoxOf(sorted))
}

// drawBox draws the box plot.
func (v violinDrawing) drawBox(c draw.Canvas, p *plot.Plot, b tukeyBox) {
	point := v.points(c, p)
	left, right := v.At-tukeyHalfWidth, v.At+tukeyHalfWidth
	corners := []vg.Point{point(left, b.q1), point(right, b.q1), point(right, b.q3), point(left, b.q3)}
	c.FillPolygon(v.Style.tint(tukeyOpacity), corners)
	c.StrokeLines(v.Style.solid(0.7), append(corners, corners[0]),
		[]vg.Point{point(v.At, b.low), point(v.At, b.q1)}, []vg.Point{point(v.At, b.q3), point(v.At, b.high)})
	c.StrokeLines(Black().solid(1.2), []vg.Point{point(left, b.median), point(right, b.median)})
	dot := draw.GlyphStyle{Color: v.Style.tint(outlierOpacity), Radius: 1, Shape: draw.CircleGlyph{}}
	for _, value := range evenlySpaced(b.beyond, mostOutliers) {
		c.DrawGlyph(dot, point(v.At, value))
	}
}

// drawDensity fills the density estimate: the density of the logarithm on a logarithmic axis.
func (v violinDrawing) drawDensity(c draw.Canvas, p *plot.Plot, sorted []float64) {
	ends, value := v.y, func(level float64) float64 { return level }
	if v.y.Log {
		logs := make([]float64, len(sorted))
		for k, s := range sorted {
			logs[k] = math.Log(max(s, v.y.Min))
		}
		sorted, ends.Min, ends.Max, value = logs, math.Log(v.y.Min), math.Log(v.y.Max), math.Exp
	}
	levels, density := kernelDensity(sorted, densityLevels)
	peak := slices.Max(density)
	point := v.points(c, p)
	var left, right []vg.Point
	for k, level := range levels {
		y := value(min(max(level, ends.Min), ends.Max))
		width := violinHalfWidth * density[k] / peak
		left, right = append(left, point(v.At-width, y)), append(right, point(v.At+width, y))
	}
	slices.Reverse(right)
	c.FillPolygon(v.Style.tint(densityOpacity), c.ClipPolygonY(append(left, right...)))
}

// evenlySpaced returns at most n of the values, at evenly spaced places, first and last among
// them.
func evenlySpaced(values []float64, n int) []float64 {
	if len(values) <= n {
		return values
	}
	chosen := make([]float64, n)
	for k := range chosen {
		chosen[k] = values[k*(len(values)-1)/(n-1)]
	}
	return chosen
}
