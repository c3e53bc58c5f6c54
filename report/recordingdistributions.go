package report

import (
	"math"

	"noiseprune/internal/page"
)

// recordedQuantity is a number of each neuron, or edge, of a network; nil where the network has none.
type recordedQuantity struct {
	label  string
	log    bool // the axis may be logarithmic
	values func(recordedNetwork) []float64
}

func (r *recorded) quantities() []recordedQuantity {
	return []recordedQuantity{
		{"autocorrelation time", true, func(n recordedNetwork) []float64 {
			times, _ := r.correlationTimes(n.series.Lagged)
			return times
		}},
		{"standard deviation", true, func(n recordedNetwork) []float64 { return deviations(n.series.Lagged) }},
		{"mean", false, func(n recordedNetwork) []float64 { return n.series.Lagged.Mean }},
		{"active fraction", false, func(n recordedNetwork) []float64 {
			if n.series.Active == nil {
				return nil
			}
			return n.series.Active.Fraction
		}},
		{"correlation on an edge", false, edgeCorrelation},
		{"deviation of the variance from the exact one, in standard errors", false, varianceDeviations},
	}
}

// edgeCorrelation returns c_ij/√(c_ii c_jj) of the pairs of recorded neurons that edges join.
func edgeCorrelation(n recordedNetwork) (all []float64) {
	if n.series.OnEdge == nil {
		return nil
	}
	auto := n.series.Lagged.Auto
	for k, pair := range n.series.Edges {
		all = append(all, n.series.OnEdge.Cross[k][0]/math.Sqrt(float64(auto[pair.Target][0]*auto[pair.Source][0])))
	}
	return all
}

// varianceDeviations returns (estimate − exact)/error of each variance.
func varianceDeviations(n recordedNetwork) (all []float64) {
	lagged, exact := n.series.Lagged, n.series.Exact
	if exact == nil || lagged.AutoErrors == nil {
		return nil
	}
	for c, auto := range lagged.Auto {
		all = append(all, (auto[0]-exact.Lagged[c][0])/lagged.AutoErrors[c][0])
	}
	return all
}

// neuronDistributions shows how these quantities are distributed.
func (r *recorded) neuronDistributions() page.Part {
	chart := &page.Distributions{Choose: "Measure:"}
	for _, q := range r.quantities() {
		view := page.DistributionView{Label: q.label, Y: page.Axis{Label: q.label}}
		var all []float64
		for _, n := range r.shown {
			if shown := spaced(q.values(n)); len(shown) > 0 {
				all = append(all, shown...)
				view.Groups = append(view.Groups, page.Sample{Label: shorten(n.name, 30), Style: n.style, Values: shown})
			}
		}
		if len(view.Groups) > 0 {
			view.Y.Log = q.log && wide(all)
			chart.Views = append(chart.Views, view)
		}
	}
	return &page.Figure{
		ID: "neuron-distributions", Title: "Distributions over the neurons", Chart: chart,
		Caption: "Dots are single neurons, or edges between recorded neurons, at most 300 evenly spaced in rank; a box " +
			"reaches from the lower to the upper quartile of them, with the median within. Neurons that do not vary, and those whose " +
			"lags do not reach far " +
			"enough, have no autocorrelation time. A logarithmic axis leaves out what is 0.",
	}
}

// activeSizes shows how often so many neurons are active at once; nil for linear networks.
func (r *recorded) activeSizes() page.Part {
	first, last := math.MaxInt, -1
	for _, n := range r.shown {
		if n.series.Active != nil {
			for size, frames := range n.series.Active.Sizes {
				if frames > 0 {
					first, last = min(first, size), max(last, size)
				}
			}
		}
	}
	if last < 0 {
		return nil
	}
	view := page.CurveView{Y: page.Axis{Label: "share of the frames", Min: new(0.0)}}
	for size := first; size <= last; size++ {
		view.X = append(view.X, float64(size))
	}
	for _, n := range r.shown {
		if a := n.series.Active; a != nil {
			line := page.Line{Label: shorten(n.name, 30), Style: n.style}
			for size := first; size <= last; size++ {
				line.Values = append(line.Values, float64(a.Sizes[size])/float64(a.Frames))
			}
			view.Lines = append(view.Lines, line)
		}
	}
	return &page.Figure{
		ID: "active-sizes", Title: "How many neurons are active at once",
		Chart:   &page.Curves{X: page.Axis{Label: "neurons above threshold"}, Views: []page.CurveView{view}},
		Caption: "The share of the frames in which exactly so many neurons of the network are above threshold. No other number occurred.",
	}
}
