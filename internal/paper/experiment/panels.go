package experiment

import (
	"noiseprune/internal/draw"
	"noiseprune/internal/paper/figure"
)

// Band returns a line through means with a band of one standard deviation, cut off at 0.
func Band(name string, colour draw.Style, times, mean, sd []float64) draw.Line {
	l := draw.Line{Name: name, Style: colour, X: times, Y: mean}
	for k, m := range mean {
		l.Low, l.High = append(l.Low, max(0, m-sd[k])), append(l.High, m+sd[k])
	}
	return l
}

// ErrorPanel draws the relative errors after pruning by noise-prune and by weight against time.
func (r *Responses) ErrorPanel(title string, times []float64) draw.Panel {
	noiseMean, noiseSD := r.Errors[figure.Noise].OverTime()
	weightMean, weightSD := r.Errors[figure.Weight].OverTime()
	return draw.Panel{
		Title: title,
		X:     draw.Axis{Label: "time t (model units)"}, Y: draw.Axis{Label: "relative error of the state", From: draw.At(0)},
		Marks: []draw.Mark{
			Band("weight-based", draw.Blue(), times, weightMean, weightSD),
			Band("noise-prune", draw.Red(), times, noiseMean, noiseSD),
		},
	}
}

// TracesPanel draws the traces of single neurons in the first trial.
func (r *Responses) TracesPanel(title string, times []float64) draw.Panel {
	p := draw.Panel{
		Title: title, Legend: draw.TopRight,
		X: draw.Axis{Label: "time t (model units)"}, Y: draw.Axis{Label: "firing rate (model units)"},
	}
	colours := []draw.Style{draw.Black(), draw.Red(), draw.Blue()}
	names := []string{"original", "noise-prune", "weight-based"}
	for k := range r.Traces[0] {
		for n := range colours {
			name := ""
			if k == 0 {
				name = names[n]
			}
			p.Marks = append(p.Marks, draw.Line{Name: name, Style: colours[n], X: times, Y: r.Traces[n][k]})
		}
	}
	return p
}
