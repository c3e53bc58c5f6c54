package stepbias

import (
	"math"
	"slices"

	"noiseprune/internal/draw"
	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// Where the logarithmic axes begin and end.
const (
	leastBias = 1e-6
	mostBias  = 10
)

// stepperTitles are the steppers' names in pictures.
func stepperTitles() [2]string { return [2]string{"Euler–Maruyama", "Leimkuhler–Matthews"} }

// stepColours are those of the steppers.
func stepColours() [2]draw.Style { return [2]draw.Style{draw.Purple(), draw.Green()} }

// drawSteps draws a row for each network.
func drawSteps(o *figure.Outcome, studies []*study) {
	for _, s := range studies {
		o.Picture.Rows = append(o.Picture.Rows, []draw.Panel{s.biasPanel(), s.planPanel(), s.pruningPanel()})
	}
}

// stepAxis is the horizontal axis of all panels.
func stepAxis() draw.Axis {
	return draw.Axis{Label: "step h / largest stable step", Log: true, From: draw.At(0.005), To: draw.At(1)}
}

// biasPanel draws the bias of d, exact and measured.
func (s *study) biasPanel() draw.Panel {
	p := draw.Panel{
		Title: s.kind() + " network", X: stepAxis(), Legend: draw.TopLeft,
		Y: draw.Axis{Label: "mean relative bias of d", Log: true, From: draw.At(leastBias), To: draw.At(mostBias)},
	}
	for k, title := range stepperTitles() {
		var y []float64
		for _, e := range s.exact[k] {
			y = append(y, max(leastBias, math.Abs(e.meanD)))
		}
		p.Marks = append(p.Marks, draw.Line{Name: title, Style: stepColours()[k], X: s.fractions, Y: y})
	}
	for k := range s.steppers {
		p.Marks = append(p.Marks, s.measuredMarks(k)...)
	}
	return p
}

// measuredMarks draws measured points with their 95% intervals.
func (s *study) measuredMarks(stepper int) []draw.Mark {
	colour := stepColours()[stepper]
	points := draw.Line{Style: colour, PointsOnly: true}
	var marks []draw.Mark
	for k, p := range s.measured[stepper] {
		i := experiment.MeanInterval(p.equation)
		at, size := s.measuredSteps[k], math.Abs(i.Value)
		points.X, points.Y = append(points.X, at), append(points.Y, max(leastBias, size))
		marks = append(marks, draw.Line{
			Style: draw.Style{Colour: colour.Colour}, X: []float64{at, at},
			Y: []float64{max(leastBias, size-(i.High-i.Value)), size + i.High - i.Value},
		})
	}
	if stepper == byLeimkuhler {
		points.Name = "measured, 95% interval"
	}
	return append(marks, points)
}

// planPanel draws the bias of p.
func (s *study) planPanel() draw.Panel {
	p := draw.Panel{X: stepAxis(), Y: draw.Axis{Label: "relative bias of p, r.m.s.", Log: true, From: draw.At(leastBias),
		To: draw.At(mostBias)}}
	for k := range s.steppers {
		var y []float64
		for _, e := range s.exact[k] {
			y = append(y, max(leastBias, e.rmsP))
		}
		p.Marks = append(p.Marks, draw.Line{Style: stepColours()[k], X: s.fractions, Y: y})
	}
	return p
}

// pruningPanel draws the change of ε_v, with that of weight-based pruning.
func (s *study) pruningPanel() draw.Panel {
	p := draw.Panel{X: stepAxis(), Y: draw.Axis{Label: "mean ε_v / that without bias", From: draw.At(0.9)}, Legend: draw.TopLeft}
	weight := s.ratio(s.unbiased[figure.Weight]).Value
	ends := []float64{0.005, 1}
	p.Marks = append(p.Marks,
		draw.Line{Name: "weight-based", Style: draw.Blue(), X: ends, Y: []float64{weight, weight}},
		draw.Line{Name: "noise-prune, no bias", Style: draw.Red(), X: ends, Y: []float64{1, 1}},
		draw.Line{Name: "this program's own step", Style: draw.Grey(), X: slices.Repeat([]float64{s.ownStep()}, 2), Y: []float64{0.9, weight}})
	for k := range s.steppers {
		l := draw.Line{Style: stepColours()[k], X: s.fractions, Dots: true}
		for _, e := range s.exact[k] {
			r := s.ratio(e.epsV)
			l.Y, l.Low, l.High = append(l.Y, r.Value), append(l.Low, r.Low), append(l.High, r.High)
		}
		p.Marks = append(p.Marks, l)
	}
	return p
}
