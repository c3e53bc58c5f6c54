package draw

import (
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Box shows a summary of a distribution at one place of a nominal axis: a box from the
// lower to the upper quartile with the median, whiskers to the extremes, and the values
// beside it.
type Box struct {
	At                        float64
	Style                     Style
	Low, Q1, Median, Q3, High float64
	Values                    []float64 // drawn beside the box, at most MostBoxValues of them
}

// MostBoxValues is how many values at most are drawn beside a Box: of more, values evenly
// spaced in rank, the extremes among them.
const MostBoxValues = 400

const (
	boxOpacity     = 51 // of 255
	boxOffset      = 0.1
	boxHalfWidth   = 0.17
	valuesOffset   = -0.24
	valuesWidth    = 0.2
	boxValueSize   = 1.3 // in points
	boxMedianWidth = 2.2
)

func (b Box) coordinates() (x, y []float64) {
	return []float64{b.At}, []float64{b.Low, b.Q1, b.Median, b.Q3, b.High}
}

func (b Box) name() string { return "" }

func (b Box) plotter(a axes) plot.Plotter { return boxDrawing{b, a} }

type boxDrawing struct {
	Box
	axes
}

// Plot implements plot.Plotter.
func (b boxDrawing) Plot(c draw.Canvas, p *plot.Plot) {
	point := b.points(c, p)
	centre := b.At + boxOffset
	left, right := centre-boxHalfWidth, centre+boxHalfWidth
	corners := []vg.Point{point(left, b.Q1), point(right, b.Q1), point(right, b.Q3), point(left, b.Q3)}
	c.FillPolygon(b.Style.tint(boxOpacity), corners)
	c.StrokeLines(b.Style.solid(1), append(corners, corners[0]),
		[]vg.Point{point(centre, b.Low), point(centre, b.Q1)},
		[]vg.Point{point(centre, b.Q3), point(centre, b.High)})
	c.StrokeLines(b.Style.solid(boxMedianWidth), []vg.Point{point(left, b.Median), point(right, b.Median)})
	values := evenRanks(b.Values, MostBoxValues)
	beside := Scatter{Style: b.Style, Size: boxValueSize, X: spreadSideways(b.At+valuesOffset, len(values)), Y: values}
	beside.plotter(b.axes).Plot(c, p)
}

// spreadSideways returns n abscissae around x. Multiples of the golden section modulo 1
// keep neighbours apart without random numbers.
func spreadSideways(x float64, n int) []float64 {
	const golden = 0.6180339887498949
	spread := make([]float64, n)
	for k := range spread {
		turn := float64(float64(k) * golden) // rounded, so that no processor fuses it
		spread[k] = x + float64(valuesWidth*(turn-float64(int(turn))-0.5))
	}
	return spread
}

// evenRanks returns at most limit of the drawable values, evenly spaced in rank and in
// ascending order, the extremes among them.
func evenRanks(values []float64, limit int) []float64 {
	sorted := slices.DeleteFunc(slices.Clone(values), func(v float64) bool { return !Drawable(v) })
	slices.Sort(sorted)
	if len(sorted) <= limit {
		return sorted
	}
	picked := make([]float64, limit)
	for k := range picked {
		picked[k] = sorted[int(math.Round(float64(k)*float64(len(sorted)-1)/float64(limit-1)))]
	}
	return picked
}
