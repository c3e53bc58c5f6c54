package rectified

import (
	"fmt"
	"slices"

	"noiseprune/integrator"
	"noiseprune/internal/draw"
	"noiseprune/internal/paper/figure"
)

// drawFigure draws the figure.
func drawFigure(o *figure.Outcome, s, connectome *study) {
	outside, inside, coloured := s.runs[0], s.runs[1], s.runs[2]
	first := errorPanel("whole network, noise outside the rectifier", outside)
	first.Legend = draw.TopLeft
	ofConnectome := errorPanel(fmt.Sprintf("C. elegans, signed, %g kept, noise outside", connectome.keep), connectome.runs[0])
	o.Picture = draw.Picture{Rows: [][]draw.Panel{
		{tracesPanel(s, o), first},
		{errorPanel(fmt.Sprintf("noise inside, h = %g", inside.fine.Step), inside), errorPanel("coloured noise", coloured)},
		{setsPanel(s), scatterPanel(s, o)},
		{backgroundPanel(s), ofConnectome},
	}}
}

// tracesPanel draws two neurons of the first trial, and puts them into tables.
func tracesPanel(s *study, o *figure.Outcome) draw.Panel {
	r := s.runs[0].fine
	for k, neuron := range s.traced {
		o.AddTables(figure.Columns(fmt.Sprintf("trace-%d", neuron), []string{"time", "original", "noise", "weight"},
			r.Times(), r.Traces[0][k], r.Traces[1][k], r.Traces[2][k]))
	}
	return r.TracesPanel(fmt.Sprintf("neurons %d and %d, noise outside", s.traced[0], s.traced[1]), r.Times())
}

// errorPanel draws the relative errors with the noise at one place.
func errorPanel(title string, r *placementRun) draw.Panel {
	return r.fine.ErrorPanel(title, r.fine.Times())
}

// setsPanel draws the smallest ε of (3) on the visited sets against that of all neurons.
func setsPanel(s *study) draw.Panel {
	p := draw.Panel{
		Title: "active sets that the runs visit", Legend: draw.TopLeft,
		X: draw.Axis{Label: "smallest ε of (3), all neurons", From: draw.At(0)}, Y: draw.Axis{Label: "the same, neurons above threshold",
			From: draw.At(0)},
	}
	colours, names := []draw.Style{draw.Red(), draw.Blue()}, []string{"noise-prune", "weight-based"}
	most := s.promised()
	for rule := len(colours) - 1; rule >= 0; rule-- {
		name := names[rule]
		all := ruleColumn(s.all, figure.Rule(rule))
		most = max(most, slices.Max(all))
		for _, r := range s.runs {
			onSets := ruleColumn(r.worst, figure.Rule(rule))
			p.Marks = append(p.Marks, draw.Line{Name: name, Style: colours[rule], X: all, Y: onSets, PointsOnly: true})
			name = ""
		}
	}
	p.Marks = append(p.Marks,
		draw.Line{Name: "promised to noise-prune", Style: draw.Green(), X: []float64{0, most}, Y: slices.Repeat([]float64{s.promised()}, 2)},
		draw.Line{Name: "equal", Style: draw.Grey(), X: []float64{0, most}, Y: []float64{0, most}})
	return p
}

// shownEdges is how many edges the scatter shows.
const shownEdges = 400

// scatterPanel draws probabilities from the rectified network itself against those of the
// linear network, with the noise inside, where they differ most.
func scatterPanel(s *study, o *figure.Outcome) draw.Panel {
	all := s.at(integrator.Inside)
	without, with := all[0], all[len(all)-1]
	var linear, bare, lifted []float64
	entries := s.linear.Weights().Entries()
	every := max(1, len(entries)/2/shownEdges)
	edge := 0
	for place, e := range entries {
		if e.Target <= e.Source {
			continue
		}
		if edge++; edge%every == 0 {
			linear = append(linear, s.plans[figure.Noise].Probabilities[place])
			bare, lifted = append(bare, without.plan.Probabilities[place]), append(lifted, with.plan.Probabilities[place])
		}
	}
	o.Tables = append(o.Tables, figure.Columns("probabilities-inside", []string{"linear", "self_without_background", "self_with_background"},
		linear, bare, lifted))
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
func backgroundPanel(s *study) draw.Panel {
	p := draw.Panel{
		Title: "probabilities against the linear network's", Legend: draw.TopRight,
		X: draw.Axis{Label: "background added to every input (model units)"}, Y: draw.Axis{Label: "r.m.s. deviation of p", Log: true},
	}
	colours := []draw.Style{draw.Black(), draw.Orange(), draw.Purple()}
	var backgrounds, allowed []float64
	for n, place := range placements() {
		var x, y []float64
		for _, e := range s.at(place) {
			x, y = append(x, e.background), append(y, e.own().deviation.Value)
			if n == 0 {
				backgrounds, allowed = append(backgrounds, e.background), append(allowed, e.allowed())
			}
		}
		p.Marks = append(p.Marks, draw.Line{Name: "noise " + placementLabel(place), Style: colours[n], X: x, Y: y, Dots: true})
	}
	p.Marks = append(p.Marks, draw.Line{Name: "sampling, √(2/S)", Style: draw.Grey(), X: backgrounds, Y: allowed})
	return p
}
