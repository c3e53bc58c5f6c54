package paper

import (
	"fmt"
	"slices"

	"noiseprune/integrator"
	"noiseprune/internal/draw"
)

// drawRectified draws the figure.
func drawRectified(o *Outcome, s, worm *rectifiedStudy) {
	outside, inside, coloured := s.runs[0], s.runs[1], s.runs[2]
	first := errorPanel("whole network, noise outside the rectifier", outside)
	first.Legend = draw.TopLeft
	connectome := errorPanel(fmt.Sprintf("C. elegans, signed, %g kept, noise outside", worm.keep), worm.runs[0])
	o.Picture = draw.Picture{Rows: [][]draw.Panel{
		{s.tracesPanel(o), first},
		{errorPanel(fmt.Sprintf("noise inside, h = %g", inside.fine.step), inside), errorPanel("coloured noise", coloured)},
		{s.setsPanel(), s.scatterPanel(o)},
		{s.backgroundPanel(), connectome},
	}}
}

// tracesPanel draws two neurons of the first trial.
func (s *rectifiedStudy) tracesPanel(o *Outcome) draw.Panel {
	r := s.runs[0].fine
	p := draw.Panel{
		Title: fmt.Sprintf("neurons %d and %d, noise outside", s.traced[0], s.traced[1]), Legend: draw.TopRight,
		X: draw.Axis{Label: "time t (model units)"}, Y: draw.Axis{Label: "firing rate (model units)"},
	}
	inks := []draw.Style{draw.Black(), draw.Red(), draw.Blue()}
	names := []string{"original", "noise-prune", "weight-based"}
	for k, neuron := range s.traced {
		for n := range inks {
			name := ""
			if k == 0 {
				name = names[n]
			}
			p.Marks = append(p.Marks, draw.Line{Name: name, Style: inks[n], X: r.times(), Y: r.traces[n][k]})
		}
		o.Tables = append(o.Tables, columns(fmt.Sprintf("trace-%d", neuron), []string{"time", "original", "noise", "weight"}, r.times(), r.traces[0][k], r.traces[1][k], r.traces[2][k]))
	}
	return p
}

// errorPanel draws the relative errors with the noise at one place.
func errorPanel(title string, r *placementRun) draw.Panel {
	times := r.fine.times()
	noiseMean, noiseSD := r.fine.noise.OverTime()
	weightMean, weightSD := r.fine.weight.OverTime()
	return draw.Panel{
		Title: title,
		X:     draw.Axis{Label: "time t (model units)"}, Y: draw.Axis{Label: "relative error of the state", From: draw.At(0)},
		Marks: []draw.Mark{
			errorBand("weight-based", draw.Blue(), times, weightMean, weightSD),
			errorBand("noise-prune", draw.Red(), times, noiseMean, noiseSD),
		},
	}
}

// setsPanel draws the smallest ε of (3) on the visited sets against that of all neurons.
func (s *rectifiedStudy) setsPanel() draw.Panel {
	p := draw.Panel{
		Title: "active sets that the runs visit", Legend: draw.TopLeft,
		X: draw.Axis{Label: "smallest ε of (3), all neurons", From: draw.At(0)}, Y: draw.Axis{Label: "the same, neurons above threshold", From: draw.At(0)},
	}
	inks, names := []draw.Style{draw.Red(), draw.Blue()}, []string{"noise-prune", "weight-based"}
	most := s.promised()
	for rule := len(inks) - 1; rule >= 0; rule-- {
		name := names[rule]
		all := ruleColumn(s.all, rule)
		most = max(most, slices.Max(all))
		for _, r := range s.runs {
			p.Marks = append(p.Marks, draw.Line{Name: name, Style: inks[rule], X: all, Y: ruleColumn(r.worst, rule), PointsOnly: true})
			name = ""
		}
	}
	p.Marks = append(p.Marks,
		draw.Line{Name: "promised to noise-prune", Style: draw.Green(), X: []float64{0, most}, Y: same(s.promised(), 2)},
		draw.Line{Name: "equal", Style: draw.Grey(), X: []float64{0, most}, Y: []float64{0, most}})
	return p
}

// scattered is how many edges the scatter shows.
const scattered = 400

// scatterPanel draws probabilities from the rectified network itself against those of the
// linear network, with the noise inside, where they differ most.
func (s *rectifiedStudy) scatterPanel(o *Outcome) draw.Panel {
	all := s.at(integrator.Inside)
	without, with := all[0], all[len(all)-1]
	var linear, bare, lifted []float64
	entries := s.linear.Weights().Entries()
	every := max(1, len(entries)/2/scattered)
	edge := 0
	for place, e := range entries {
		if e.Target <= e.Source {
			continue
		}
		if edge++; edge%every == 0 {
			linear = append(linear, s.plans.noise.Probabilities[place])
			bare, lifted = append(bare, without.plan.Probabilities[place]), append(lifted, with.plan.Probabilities[place])
		}
	}
	o.Tables = append(o.Tables, columns("probabilities-inside", []string{"linear", "self_without_background", "self_with_background"}, linear, bare, lifted))
	return draw.Panel{
		Title: "probabilities, noise inside", Legend: draw.TopLeft,
		X: draw.Axis{Label: "p from the linear network", From: draw.At(0)}, Y: draw.Axis{Label: "p from the network itself", From: draw.At(0)},
		Marks: []draw.Mark{
			draw.Line{Name: "no background", Style: draw.Orange(), X: linear, Y: bare, PointsOnly: true},
			draw.Line{Name: fmt.Sprintf("background %g", with.background), Style: draw.Green(), X: linear, Y: lifted, PointsOnly: true},
		},
	}
}

// backgroundPanel draws how the deviation falls with the background.
func (s *rectifiedStudy) backgroundPanel() draw.Panel {
	p := draw.Panel{
		Title: "probabilities against the linear network's", Legend: draw.TopRight,
		X: draw.Axis{Label: "background added to every input (model units)"}, Y: draw.Axis{Label: "r.m.s. deviation of p", Log: true},
	}
	inks := []draw.Style{draw.Black(), draw.Orange(), draw.Purple()}
	var levels, allowed []float64
	for n, place := range placements() {
		var x, y []float64
		for _, e := range s.at(place) {
			x, y = append(x, e.background), append(y, e.own().deviation)
			if n == 0 {
				levels, allowed = append(levels, e.background), append(allowed, e.allowed())
			}
		}
		p.Marks = append(p.Marks, draw.Line{Name: "noise " + placementLabel(place), Style: inks[n], X: x, Y: y, Dots: true})
	}
	p.Marks = append(p.Marks, draw.Line{Name: "sampling, √(2/S)", Style: draw.Grey(), X: levels, Y: allowed})
	return p
}
