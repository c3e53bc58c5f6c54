package theory

import (
	"slices"

	"noiseprune/internal/draw"
	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// draw draws the worst cases in the clustered network against what is left of λ_min.
func (s *nearStudy) draw(o *figure.Outcome) {
	panel := draw.Panel{
		X:      draw.Axis{Label: "what is left of the smallest eigenvalue, 1 − γ/λ_min(−A)", Log: true},
		Y:      draw.Axis{Label: "worst-case ε of (3)", Log: true},
		Legend: draw.TopRight,
	}
	left := experiment.Complements(s.shares)
	for k, x := range left {
		for _, dots := range []struct {
			colour draw.Style
			values []float64
		}{
			{draw.Blue(), s.unseen[k][figure.Noise]}, {draw.Black(), s.without[k][figure.Noise]},
			{draw.Red(), s.with[clustered][k][figure.Noise]},
		} {
			panel.Marks = append(panel.Marks, draw.Line{Style: dots.colour, X: slices.Repeat([]float64{x}, len(dots.values)), Y: dots.values,
				PointsOnly: true})
		}
	}
	panel.Marks = append(panel.Marks,
		draw.Line{Name: "without the term, probabilities of the dominant network", Style: draw.Blue(), X: left,
			Y: meansOf(s.unseen)},
		draw.Line{Name: "without the term", Style: draw.Black(), X: left, Y: meansOf(s.without)},
		draw.Line{Name: "with the term εγ|x|²", Style: draw.Red(), X: left, Y: meansOf(s.with[clustered])},
		draw.Line{Name: "ε asked for", Style: draw.Grey(), X: left, Y: slices.Repeat([]float64{accuracy}, len(left))})
	o.Picture = draw.Picture{Rows: [][]draw.Panel{{panel}}}
}
