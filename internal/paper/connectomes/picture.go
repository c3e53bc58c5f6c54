package connectomes

import (
	"fmt"

	"gonum.org/v1/gonum/stat"

	"noiseprune/internal/draw"
	"noiseprune/internal/paper/figure"
)

// panels draws one connectome.
func (s *study) panels() []draw.Panel {
	labels := [measureCount]string{
		measureLambda: "eigenvalues, mean ε_λ", measureV: "quadratic forms, mean ε_v", measureTrajectory: "error of the state",
	}
	var panels []draw.Panel
	for _, m := range headline() {
		p := draw.Panel{
			X: draw.Axis{Label: "fraction of edges kept", From: draw.At(0), To: draw.At(0.55)},
			Y: draw.Axis{Label: labels[m], From: draw.At(0)},
		}
		for _, by := range []struct {
			rule   figure.Rule
			label  string
			colour draw.Style
		}{{figure.Random, "random", draw.Grey()}, {figure.Weight, "weight-based", draw.Blue()}, {figure.Noise, "noise-prune", draw.Red()}} {
			line := draw.Line{Name: by.label, Style: by.colour, Dots: true, X: s.keeps}
			for k := range s.keeps {
				mean, sd := stat.MeanStdDev(s.column(k, by.rule, m), nil)
				line.Y, line.Low, line.High = append(line.Y, mean), append(line.Low, max(0, mean-sd)), append(line.High, mean+sd)
			}
			p.Marks = append(p.Marks, line)
		}
		panels = append(panels, p)
	}
	panels[0].Title = fmt.Sprintf("%s, N = %s", s.Title, figure.Thousands(s.net.Neurons()))
	return panels
}
