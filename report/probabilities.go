package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"noiseprune/internal/draw"
	"noiseprune/network"
	"noiseprune/sim"
)

// mostEdges is how many edges at most a scatter shows.
const mostEdges = 3000

// probabilities draws each rule's probability of keeping an edge against the edge's
// weight, or, in a Result that did not prune, the edge's diff-cov. It returns nil where
// there is neither.
func probabilities(r *sim.Result, contenders []contender) (*figure, error) {
	net := r.Data.Original
	if net == nil {
		return nil, nil //nolint:nilnil // no data, no figure
	}
	edges := pickEdges(net)
	var clouds []cloud
	for _, name := range []string{"noise", "weight"} { // the line of weight-only is thin, so it goes on top
		for _, c := range contenders {
			if c.name == name && len(c.data.Probabilities) == net.Weights().Stored() {
				clouds = append(clouds, edges.cloud(c.data.Probabilities, c.ink, c.label))
			}
		}
	}
	f := &figure{
		Title: "Which edges are kept",
		Caption: "Each dot is an edge: the absolute value of its weight, and the probability that a rule keeps it. " +
			"Weight-only probabilities follow a line; at equal weight noise-prune keeps those edges more surely whose neurons " +
			"fluctuate apart. Probabilities are cut off at 1.",
	}
	y := "probability of keeping the edge"
	if !slices.ContainsFunc(clouds, func(c cloud) bool { return c.ink.Class == "noise" }) && len(r.Data.DiffCov) == net.Weights().Stored() {
		clouds = []cloud{edges.cloud(r.Data.DiffCov, inkOf("noise"), "diff-cov")}
		y = "diff-cov (unit: activity squared)"
		f.Title = "What noise tells of an edge"
		f.Caption = "Each dot is an edge: the absolute value of its weight, and its diff-cov, the variance of the difference (for a negative weight, of the sum) " +
			"of its two neurons. Noise-prune keeps an edge with a probability proportional to the product of both."
	}
	clouds = slices.DeleteFunc(clouds, func(c cloud) bool { return len(c.x) == 0 })
	if len(clouds) == 0 {
		return nil, nil //nolint:nilnil // no data, no figure
	}
	if edges.total > len(edges.places) {
		f.Caption += fmt.Sprintf(" Of %s edges %s are drawn, evenly spaced in the order of their weights.", count(edges.total), count(len(edges.places)))
	}
	return f, f.scatter(clouds, y)
}

// scatter draws the clouds as the figure's panel.
func (f *figure) scatter(clouds []cloud, label string) error {
	var xs, ys []float64
	for _, c := range clouds {
		xs, ys = append(xs, c.x...), append(ys, c.y...)
	}
	x, y := wideExtent(xs), wideExtent(ys)
	p := newPlot()
	for _, c := range clouds {
		p.Add(dots{c.x, c.y, y, 1.8, c.ink.colour})
		f.Keys = append(f.Keys, key{Ink: c.ink.Class, Label: c.label, Dots: true})
	}
	x.Apply(&p.X)
	y.Apply(&p.Y)
	drawing, err := render(p, labels{"|weight| (a rate, in the unit of the leak)", label}, pageWidth, pageHeight+30, f.Title)
	f.Panels = []panel{drawing}
	return err
}

// wideExtent is logarithmic where the values span more than a decade.
func wideExtent(values []float64) draw.Extent {
	if some := draw.Positive(values); len(some) > 0 && slices.Max(some) > 10*slices.Min(some) {
		return draw.LogExtent(slices.Max(some)*1e-8, some...)
	}
	return draw.LinearExtent(values...)
}

// sample is a choice of a network's edges: their places among the stored weights, and
// the absolute values of these.
type sample struct {
	places  []int
	weights []float64
	total   int
}

// pickEdges picks at most mostEdges edges, evenly spaced in the order of |weight|, and
// among equals in that of their places. Of a pair in a symmetric network it takes one
// half.
func pickEdges(net *network.Network) sample {
	var s sample
	magnitude := make([]float64, net.Weights().Stored())
	for i := range net.Neurons() {
		sources, weights := net.Weights().Row(i)
		for k, source := range sources {
			j, place := int(source), net.Weights().RowStart(i)+k
			magnitude[place] = math.Abs(weights[k])
			if j != i && (j < i || !net.Symmetric()) {
				s.places = append(s.places, place)
			}
		}
	}
	s.total = len(s.places)
	slices.SortStableFunc(s.places, func(a, b int) int { return cmp.Compare(magnitude[a], magnitude[b]) })
	if s.total > mostEdges {
		for k := range mostEdges {
			s.places[k] = s.places[k*(s.total-1)/(mostEdges-1)]
		}
		s.places = s.places[:mostEdges]
	}
	for _, place := range s.places {
		s.weights = append(s.weights, magnitude[place])
	}
	return s
}

// cloud is one rule's dots.
type cloud struct {
	x, y  []float64
	ink   ink
	label string
}

// cloud holds the picked edges' values that an axis can show.
func (s sample) cloud(values []float64, i ink, label string) cloud {
	c := cloud{ink: i, label: label}
	for k, place := range s.places {
		if v := values[place]; draw.Drawable(v) && v >= 0 && draw.Drawable(s.weights[k]) {
			c.x, c.y = append(c.x, s.weights[k]), append(c.y, v)
		}
	}
	return c
}
