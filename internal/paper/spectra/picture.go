package spectra

import "noiseprune/internal/draw"

// picture draws a row of three panels, and below it the same on logarithmic axes, on which
// values near 0 can be told apart.
func (s *study) picture(title string) draw.Picture {
	return draw.Picture{Rows: [][]draw.Panel{s.panels(title), s.logarithmic()}}
}

// panels draws ε_λ, ε_v and cos θ on linear axes.
func (s *study) panels(title string) []draw.Panel {
	panels := []draw.Panel{
		{Title: title, Y: draw.Axis{Label: "change of eigenvalues, ε_λ", From: draw.At(0)}},
		{Y: draw.Axis{Label: "change of quadratic forms, ε_v", From: draw.At(0)}},
		{Y: draw.Axis{Label: "eigenvectors kept, cos θ"}},
	}
	s.addViolins(panels, func(m measure) []float64 { return m.values })
	return panels
}

// lowestShown is where the logarithmic axes begin.
const lowestShown = 1e-4

// logarithmic draws ε_λ, ε_v and 1 − cos θ.
func (s *study) logarithmic() []draw.Panel {
	axis := func(label string) draw.Axis {
		return draw.Axis{Label: label, Log: true, From: draw.At(lowestShown)}
	}
	panels := []draw.Panel{
		{Title: "logarithmic axes", Y: axis("change of eigenvalues, ε_λ")}, {Y: axis("change of quadratic forms, ε_v")},
		{Y: axis("eigenvectors lost, 1 − cos θ")},
	}
	s.addViolins(panels, func(m measure) []float64 { return m.loss().values })
	return panels
}

// addViolins draws the first pruning of each version in the panel of each measure.
func (s *study) addViolins(panels []draw.Panel, values func(measure) []float64) {
	for at, p := range s.shown() {
		v := s.versions[p]
		for k, m := range v.draws[0].measures() {
			panels[k].X.Names = append(panels[k].X.Names, v.label)
			panels[k].Marks = append(panels[k].Marks, draw.Violin{At: float64(at), Style: v.colour, Values: values(m)})
		}
	}
}
