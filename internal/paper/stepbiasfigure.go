package paper

import (
	"fmt"
	"math"

	"noiseprune/internal/draw"
)

// describeSteps puts tables and numbers into the outcome.
func describeSteps(o *Outcome, studies []*stepStudy) {
	for _, s := range studies {
		for k, one := range s.schemes {
			var mean, rms, plans, ratio, ratioSE []float64
			for _, e := range s.exact[k] {
				r, se := s.ratio(e.epsV)
				mean, rms, plans, ratio, ratioSE = append(mean, e.meanD), append(rms, e.rmsD), append(plans, e.rmsP), append(ratio, r), append(ratioSE, se)
			}
			name := s.kind() + "-" + one.name
			o.Tables = append(o.Tables, columns(name, []string{"fraction_of_largest_step", "mean_bias_d", "rms_bias_d", "rms_bias_p", "eps_v_ratio", "eps_v_ratio_se"},
				s.fractions, mean, rms, plans, ratio, ratioSE), s.measuredTable(name, k))
			for n, f := range s.fractions {
				base := fmt.Sprintf("%s_%s_step%g_", s.kind(), one.name, f)
				o.number(base+"mean_bias_d", mean[n])
				o.number(base+"rms_bias_p", plans[n])
				o.number(base+"eps_v_ratio", ratio[n])
			}
			o.number(s.kind()+"_"+one.name+"_order", s.exponent(k))
		}
		weight, _ := s.ratio(s.weight)
		o.number(s.kind()+"_weight_eps_v_ratio", weight)
		o.number(s.kind()+"_own_step", s.ownStep())
	}
}

// measuredTable lists the measured points of a scheme.
func (s *stepStudy) measuredTable(name string, scheme int) Table {
	var exact, mean, se []float64
	for k, p := range s.measured[scheme] {
		exact = append(exact, s.at(scheme, s.measuredSteps[k]).meanD)
		mean, se = append(mean, p.equation), append(se, p.equationSE)
	}
	return columns(name+"-measured", []string{"fraction_of_largest_step", "mean_bias_d_exact", "mean_bias_d_measured", "se"}, s.measuredSteps, exact, mean, se)
}

// ownStep returns the step that this program takes unless told otherwise.
func (s *stepStudy) ownStep() float64 { return s.own / s.largest }

// Where the logarithmic axes begin and end.
const (
	leastBias = 1e-6
	mostBias  = 10
)

// The inks of the schemes.
func stepInks() [2]draw.Style { return [2]draw.Style{draw.Purple(), draw.Green()} }

func drawSteps(o *Outcome, studies []*stepStudy) {
	for _, s := range studies {
		o.Picture.Rows = append(o.Picture.Rows, []draw.Panel{s.biasPanel(), s.planPanel(), s.pruningPanel()})
	}
}

func stepAxis() draw.Axis {
	return draw.Axis{Label: "step h / largest stable step", Log: true, From: draw.At(0.005), To: draw.At(1)}
}

// biasPanel draws the bias of d, exact and measured.
func (s *stepStudy) biasPanel() draw.Panel {
	p := draw.Panel{
		Title: s.kind() + " network", X: stepAxis(), Legend: draw.TopLeft,
		Y: draw.Axis{Label: "mean relative bias of d", Log: true, From: draw.At(leastBias), To: draw.At(mostBias)},
	}
	for k, one := range s.schemes {
		var y []float64
		for _, e := range s.exact[k] {
			y = append(y, max(leastBias, math.Abs(e.meanD)))
		}
		p.Marks = append(p.Marks, draw.Line{Name: one.title, Style: stepInks()[k], X: s.fractions, Y: y})
	}
	for k := range s.schemes {
		p.Marks = append(p.Marks, s.measuredMarks(k)...)
	}
	return p
}

// measuredMarks draws measured points with bars of one standard error.
func (s *stepStudy) measuredMarks(scheme int) []draw.Mark {
	ink := stepInks()[scheme]
	points := draw.Line{Style: ink, PointsOnly: true}
	var marks []draw.Mark
	for k, p := range s.measured[scheme] {
		at, size := s.measuredSteps[k], math.Abs(p.equation)
		points.X, points.Y = append(points.X, at), append(points.Y, max(leastBias, size))
		marks = append(marks, draw.Line{
			Style: draw.Style{Colour: ink.Colour}, X: []float64{at, at},
			Y: []float64{max(leastBias, size-p.equationSE), size + p.equationSE},
		})
	}
	if scheme == byLeimkuhler {
		points.Name = "measured, ± 1 s.e."
	}
	return append(marks, points)
}

// planPanel draws the bias of p.
func (s *stepStudy) planPanel() draw.Panel {
	p := draw.Panel{X: stepAxis(), Y: draw.Axis{Label: "relative bias of p, r.m.s.", Log: true, From: draw.At(leastBias), To: draw.At(mostBias)}}
	for k := range s.schemes {
		var y []float64
		for _, e := range s.exact[k] {
			y = append(y, max(leastBias, e.rmsP))
		}
		p.Marks = append(p.Marks, draw.Line{Style: stepInks()[k], X: s.fractions, Y: y})
	}
	return p
}

// pruningPanel draws what becomes of ε_v, with weight-based pruning beside it.
func (s *stepStudy) pruningPanel() draw.Panel {
	p := draw.Panel{X: stepAxis(), Y: draw.Axis{Label: "mean ε_v / that without bias", From: draw.At(0.9)}, Legend: draw.TopLeft}
	weight, _ := s.ratio(s.weight)
	ends := []float64{0.005, 1}
	p.Marks = append(p.Marks,
		draw.Line{Name: "weight-based", Style: draw.Blue(), X: ends, Y: []float64{weight, weight}},
		draw.Line{Name: "noise-prune, no bias", Style: draw.Red(), X: ends, Y: []float64{1, 1}},
		draw.Line{Name: "this program's own step", Style: draw.Grey(), X: same(s.ownStep(), 2), Y: []float64{0.9, weight}})
	for k := range s.schemes {
		l := draw.Line{Style: stepInks()[k], X: s.fractions, Dots: true}
		for _, e := range s.exact[k] {
			r, se := s.ratio(e.epsV)
			l.Y, l.Low, l.High = append(l.Y, r), append(l.Low, r-se), append(l.High, r+se)
		}
		p.Marks = append(p.Marks, l)
	}
	return p
}
