package trajectories

import (
	"fmt"

	"noiseprune/internal/draw"
	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// drawResponses draws the traces and the errors, and puts the traces into tables.
func drawResponses(o *figure.Outcome, r *experiment.Responses, times []float64, traced []int) {
	for k, neuron := range traced {
		for n, name := range []string{"original", "noise", "weight"} {
			o.AddTables(figure.Columns(fmt.Sprintf("trace-%d-%s", neuron, name), []string{"time", "rate"}, times, r.Traces[n][k]))
		}
	}
	traces := r.TracesPanel(fmt.Sprintf("neurons %d and %d", traced[0], traced[1]), times)
	if first := r.Traces[0][0]; first[len(first)-1] > first[0] {
		traces.Legend = draw.TopLeft
	}
	whole := r.ErrorPanel("whole network", times)
	whole.Legend = draw.TopLeft
	o.Picture = draw.Picture{Rows: [][]draw.Panel{{traces, whole}}}
}
