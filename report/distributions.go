package report

import (
	"math"
	"slices"

	"gonum.org/v1/plot"

	"noiseprune/compare"
	"noiseprune/internal/draw"
	"noiseprune/sim"
)

// Size of one panel among several, in points.
const panelWidth, panelHeight = 310, 260

// mostBeside is how many values at most are drawn beside a box.
const mostBeside = 400

// measure is one of the compared quantities.
type measure struct {
	label   string
	log     bool // may need a logarithmic axis
	summary func(sim.RuleOutcome) *compare.Summary
	values  func(sim.RuleData) []float64
}

func measures() []measure {
	return []measure{
		{"ε_λ, relative error of eigenvalues", true,
			func(o sim.RuleOutcome) *compare.Summary { return o.EpsLambda }, func(d sim.RuleData) []float64 { return d.EpsLambda }},
		{"ε_v, relative error of quadratic forms", true,
			func(o sim.RuleOutcome) *compare.Summary { return o.EpsV }, func(d sim.RuleData) []float64 { return d.EpsV }},
		{"cos θ of eigenvector and its image", false,
			func(o sim.RuleOutcome) *compare.Summary { return o.CosTheta }, func(d sim.RuleData) []float64 { return d.CosTheta }},
		{"trajectory error, one value for each run", true,
			func(o sim.RuleOutcome) *compare.Summary { return o.TrajectoryError }, func(d sim.RuleData) []float64 { return d.ErrorByRun }},
	}
}

// distributions draws the compared quantities of each rule as boxes. It returns nil if
// none was compared.
func distributions(_ *sim.Result, contenders []contender) (*figure, error) {
	f := &figure{
		Title: "How well the spectrum and the trajectories survived",
		Caption: "A box reaches from the lower to the upper quartile, its heavy line is the median, and the whiskers end at the smallest and the largest value. " +
			"The dots beside it are the values: one for each eigenvalue or eigenvector of A, or for each run (at most 400, evenly spaced in rank). " +
			"ε_λ = |λ̃/λ − 1|, ε_v = |v*Ãv/λ − 1| and the trajectory error are good near 0, cos θ near 1.",
		Narrow: true,
	}
	logarithmic := false
	for _, m := range measures() {
		drawing, log, err := distribution(m, contenders)
		if err != nil {
			return nil, err
		}
		if drawing != nil {
			f.Panels = append(f.Panels, *drawing)
			logarithmic = logarithmic || log
		}
	}
	if len(f.Panels) == 0 {
		return nil, nil //nolint:nilnil // no data, no figure
	}
	if logarithmic {
		f.Caption += " Where the ticks are uneven, the axis is logarithmic, and values below it stand at its lower end."
	}
	return f, nil
}

// distribution draws one measure; nil if no rule has it.
func distribution(m measure, contenders []contender) (*panel, bool, error) {
	var boxes []box
	var names []plot.Tick
	for _, c := range contenders {
		s := m.summary(c.outcome)
		if s == nil || !draw.Drawable(s.Q1) || !draw.Drawable(s.Median) || !draw.Drawable(s.Q3) || !draw.Drawable(s.Max) {
			continue
		}
		at := float64(len(boxes))
		b := box{at: at, low: s.Q1, q1: s.Q1, median: s.Median, q3: s.Q3, top: s.Max, ink: c.ink}
		b.values = evenly(m.values(c.data), mostBeside)
		if len(b.values) > 0 {
			b.low = min(s.Q1, b.values[0])
		}
		boxes = append(boxes, b)
		names = append(names, plot.Tick{Value: at, Label: shorten(c.label, 14)})
	}
	if len(boxes) == 0 {
		return nil, false, nil
	}
	y := boxExtent(m, boxes)
	p := newPlot()
	for _, b := range boxes {
		b.extent = y
		p.Add(b)
	}
	y.Apply(&p.Y)
	p.X.Min, p.X.Max = -0.5, float64(len(boxes))-0.5
	p.X.Tick.Marker = plot.ConstantTicks(names)
	p.X.Tick.Length = 0
	drawing, err := render(p, labels{y: m.label}, panelWidth, panelHeight, m.label)
	return &drawing, y.Log, err
}

// boxExtent is logarithmic where the boxes span more than an axis of equal steps shows.
func boxExtent(m measure, boxes []box) draw.Extent {
	var all, quartiles []float64
	for _, b := range boxes {
		all = append(all, b.low, b.q1, b.median, b.q3, b.top)
		quartiles = append(quartiles, b.q1)
	}
	if low := draw.Positive(quartiles); m.log && len(low) > 0 && slices.Max(all) > 30*slices.Min(low) {
		return draw.LogExtent(slices.Min(low)/20, append(all, draw.Positive(all)...)...)
	}
	return draw.LinearExtent(all...)
}

// evenly returns at most limit of the finite values, evenly spaced in rank and in
// ascending order, the extremes among them.
func evenly(values []float64, limit int) []float64 {
	sorted := slices.DeleteFunc(slices.Clone(values), func(v float64) bool { return !draw.Drawable(v) })
	slices.Sort(sorted)
	if len(sorted) <= limit {
		return sorted
	}
	picked := make([]float64, limit)
	for k := range picked {
		picked[k] = sorted[int(math.Round(float64(k)*float64(len(sorted)-1)/float64(limit-1)))]
	}
	return picked
}
