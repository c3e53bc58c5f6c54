package draw

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Violin shows a distribution at one place of a nominal axis: a density estimate, over it
// a box from the lower to the upper quartile with the median, whiskers to the last value
// within one and a half box heights, and the values beyond as dots.
type Violin struct {
	At     float64
	Ink    Ink
	Values []float64
}

// mostOutliers is how many dots a violin draws: of more, evenly spaced ranks, the most
// extreme among them.
const mostOutliers = 60

func (v Violin) reach() (x, y []float64) {
	if len(v.Values) == 0 {
		return nil, nil
	}
	return []float64{v.At}, []float64{slices.Min(v.Values), slices.Max(v.Values)}
}

func (v Violin) name() string { return "" }

func (v Violin) plotter(y Extent) plot.Plotter { return violinDrawing{v, y} }

type violinDrawing struct {
	Violin
	y Extent
}

// Plot implements plot.Plotter.
func (v violinDrawing) Plot(c draw.Canvas, p *plot.Plot) {
	if len(v.Values) == 0 {
		return
	}
	trX, raw := p.Transforms(&c)
	trY := func(value float64) vg.Length { return raw(heightOf(v.y, value)) }
	sorted := slices.Clone(v.Values)
	slices.Sort(sorted)
	v.body(c, sorted, trX, trY)
	quartile := func(q float64) float64 { return stat.Quantile(q, stat.LinInterp, sorted, nil) }
	q1, median, q3 := quartile(0.25), quartile(0.5), quartile(0.75)
	reach := 1.5 * (q3 - q1)
	low, high := sorted[0], sorted[len(sorted)-1]
	var beyond []float64
	for _, value := range sorted {
		if value < q1-reach || value > q3+reach {
			beyond = append(beyond, value)
		}
	}
	if k, _ := slices.BinarySearch(sorted, q1-reach); k < len(sorted) {
		low = sorted[k]
	}
	if k, _ := slices.BinarySearch(sorted, q3+reach); k > 0 {
		high = sorted[k-1]
	}
	left, right, mid := trX(v.At-0.09), trX(v.At+0.09), trX(v.At)
	corners := []vg.Point{{X: left, Y: trY(q1)}, {X: right, Y: trY(q1)}, {X: right, Y: trY(q3)}, {X: left, Y: trY(q3)}}
	c.FillPolygon(v.Ink.tint(150), corners)
	c.StrokeLines(v.Ink.solid(0.7), append(corners, corners[0]),
		[]vg.Point{{X: mid, Y: trY(low)}, {X: mid, Y: trY(q1)}}, []vg.Point{{X: mid, Y: trY(q3)}, {X: mid, Y: trY(high)}})
	c.StrokeLine2(draw.LineStyle{Color: Black().Colour, Width: 1.2}, left, trY(median), right, trY(median))
	for _, value := range evenly(beyond, mostOutliers) {
		c.DrawGlyph(draw.GlyphStyle{Color: v.Ink.tint(170), Radius: 1, Shape: draw.CircleGlyph{}}, vg.Point{X: mid, Y: trY(value)})
	}
}

// body fills the density estimate.
func (v violinDrawing) body(c draw.Canvas, sorted []float64, trX, trY func(float64) vg.Length) {
	const levels, halfWidth = 60, 0.4
	ends := v.y
	if v.y.Log { // the density per decade
		logs := make([]float64, len(sorted))
		for k, value := range sorted {
			logs[k] = math.Log(max(value, v.y.Min))
		}
		sorted, ends.Min, ends.Max = logs, math.Log(v.y.Min), math.Log(v.y.Max)
	}
	at, density := densityOf(sorted, levels)
	peak := slices.Max(density)
	var outline []vg.Point
	put := func(k int, side float64) {
		level := min(max(at[k], ends.Min), ends.Max)
		if v.y.Log {
			level = math.Exp(level)
		}
		outline = append(outline, vg.Point{X: trX(v.At + side*halfWidth*density[k]/peak), Y: trY(level)})
	}
	for k := range at {
		put(k, -1)
	}
	for k := len(at) - 1; k >= 0; k-- {
		put(k, 1)
	}
	c.FillPolygon(v.Ink.tint(60), c.ClipPolygonY(outline))
}

// densityOf returns a Gaussian kernel estimate with Silverman's width at evenly spaced
// values over the range of the sorted ones.
func densityOf(sorted []float64, levels int) (at, density []float64) {
	n := len(sorted)
	low, high := sorted[0], sorted[n-1]
	spread := stat.StdDev(sorted, nil)
	between := stat.Quantile(0.75, stat.LinInterp, sorted, nil) - stat.Quantile(0.25, stat.LinInterp, sorted, nil)
	if narrow := between / 1.34; narrow > 0 && (narrow < spread || !(spread > 0)) {
		spread = narrow
	}
	width := 0.9 * spread * math.Pow(float64(n), -0.2)
	if !(width > 0) {
		width = max(1e-12, math.Abs(high)*1e-3)
	}
	for k := range levels {
		y := low + (high-low)*float64(k)/float64(levels-1)
		sum := 0.0
		first, _ := slices.BinarySearch(sorted, y-4*width)
		for _, value := range sorted[first:] {
			if value > y+4*width {
				break
			}
			z := (value - y) / width
			sum += math.Exp(-z * z / 2)
		}
		at, density = append(at, y), append(density, sum)
	}
	return at, density
}

// evenly returns at most n of the values, evenly spaced, first and last among them.
func evenly(values []float64, n int) []float64 {
	if len(values) <= n {
		return values
	}
	chosen := make([]float64, n)
	for k := range chosen {
		chosen[k] = values[k*(len(values)-1)/(n-1)]
	}
	return chosen
}
