package theory

import (
	"fmt"
	"slices"

	"noiseprune/internal/draw"
	"noiseprune/internal/paper/figure"
)

// draw draws the panels.
func (s *scalingStudy) draw(o *figure.Outcome) {
	size := draw.Axis{Label: "neurons N", Log: true}
	worst := draw.Panel{Title: fmt.Sprintf("asked for ε = %g", accuracy), X: size, Y: draw.Axis{Label: "worst-case ε of (3)",
		From: draw.At(0)}, Legend: draw.TopLeft}
	fixed := draw.Panel{Title: fmt.Sprintf("%g of the edges kept", keepScaling), X: size, Y: draw.Axis{Label: "worst-case ε of (3)",
		Log: true}}
	of := s.sizes[clustered]
	for k, n := range s.n {
		noise, weight, kept := of[k].enough[figure.Noise], of[k].enough[figure.Weight], of[k].fixed[figure.Noise]
		worst.Marks = append(worst.Marks,
			draw.Line{Style: draw.Red(), X: slices.Repeat([]float64{n}, len(noise)), Y: noise, PointsOnly: true},
			draw.Line{Style: draw.Blue(), X: slices.Repeat([]float64{n}, len(weight)), Y: weight, PointsOnly: true})
		same := slices.Repeat([]float64{n}, len(kept))
		fixed.Marks = append(fixed.Marks, draw.Line{Style: draw.Red(), X: same, Y: kept, PointsOnly: true})
	}
	worst.Marks = append(worst.Marks,
		draw.Line{Name: "weight-based", Style: draw.Blue(), X: s.n, Y: means(of, ofEnough, figure.Weight)},
		draw.Line{Name: "noise-prune", Style: draw.Red(), X: s.n, Y: means(of, ofEnough, figure.Noise)},
		draw.Line{Name: "ε asked for", Style: draw.Grey(), X: s.n, Y: slices.Repeat([]float64{accuracy}, len(s.n))})
	fixed.Marks = append(fixed.Marks, draw.Line{Style: draw.Red(), X: s.n, Y: means(of, ofFixed, figure.Noise)})
	o.Picture = draw.Picture{Rows: [][]draw.Panel{
		{worst, {
			X: size, Y: draw.Axis{Label: "fraction of edges kept", From: draw.At(0)}, Title: "edges needed",
			Marks: []draw.Mark{draw.Line{Style: draw.Red(), X: s.n, Y: s.fractions(), Dots: true}},
		}},
		{fixed, {
			Title: fmt.Sprintf("N = %g, %d draws", s.n[0], s.violationDraws), Legend: draw.TopRight,
			X: draw.Axis{Label: "ε′"}, Y: draw.Axis{Label: "P(worst case > ε′)", From: draw.At(0), To: draw.At(1.05)},
			Marks: []draw.Mark{
				draw.Line{Name: "bound (7)", Style: draw.Grey(), X: s.levels, Y: s.bound},
				draw.Line{Name: "measured", Style: draw.Red(), X: s.levels, Y: shares(s.frequency[clustered][figure.Noise]), Dots: true},
			},
		}},
		s.largePanels(),
	}}
}
