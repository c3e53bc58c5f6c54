package samples

import (
	"math"
	"slices"

	"noiseprune/internal/draw"
	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// drawPanels draws the four panels.
func drawPanels(s *study, o *figure.Outcome) {
	panels := []draw.Panel{errorPanel(s)}
	for _, m := range s.pruningMeasures() {
		panels = append(panels, measurePanel(s, m))
	}
	panels[1].Legend = draw.TopRight
	o.Picture = draw.Picture{Rows: [][]draw.Panel{panels[:2], panels[2:]}}
}

func samplesAxis() draw.Axis { return draw.Axis{Label: "effective samples S", Log: true} }

// errorPanel draws the relative error of d.
func errorPanel(s *study) draw.Panel {
	measured := draw.Line{Name: "measured covariance", Style: draw.Orange(), X: s.samples(), PointsOnly: true}
	expected := draw.Line{Name: "√(2/S)", Style: draw.Grey(), X: s.samples()}
	for k, repetitions := range s.measured {
		measured.Y = append(measured.Y, math.Sqrt(average(repetitions, ofDiffCov)))
		expected.Y = append(expected.Y, math.Sqrt(2/s.samples()[k]))
	}
	return draw.Panel{
		X: samplesAxis(), Y: draw.Axis{Label: "relative error of d, r.m.s.", Log: true}, Legend: draw.TopRight,
		Marks: []draw.Mark{expected, measured},
	}
}

// measurePanel draws a measure of the pruned networks.
func measurePanel(s *study, m pruningMeasure) draw.Panel {
	mean, sd := s.spread(m.measure)
	measured := experiment.Band("covariance from S samples", draw.Orange(), s.samples(), mean, sd)
	for k, low := range measured.Low {
		measured.Low[k] = max(low, mean[k]/4) // a logarithmic axis has no room for 0
	}
	measured.Dots = true
	p := draw.Panel{X: samplesAxis(), Y: draw.Axis{Label: m.label, Log: true}}
	level := func(name string, colour draw.Style, repetitions []measures) draw.Line {
		v := average(repetitions, m.measure)
		return draw.Line{Name: name, Style: colour, X: s.samples(), Y: slices.Repeat([]float64{v}, len(s.counts))}
	}
	p.Marks = append(p.Marks, level("weight-based", draw.Blue(), s.by[figure.Weight]), measured,
		level("exact covariance", draw.Red(), s.by[figure.Noise]))
	if m.predicted != nil {
		p.Marks = append(p.Marks, draw.Line{Name: "predicted from E[1/p]", Style: draw.Grey(), X: s.samples(), Y: m.predicted})
	}
	return p
}
