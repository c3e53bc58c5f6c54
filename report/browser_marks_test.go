package report

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"noiseprune/internal/testutil/browser"
	"noiseprune/sim"
)

// series returns how many marks each series of a figure has, from the library that draws it.
const countMarks = `(id => {
	const figure = document.getElementById(id), plot = plots.find(p => figure.contains(p.root));
	if (plot) return plot.data.slice(1).map(values => values.filter(v => v !== null).length);
	return charts.echarts.getInstanceByDom(figure.querySelector('.chart > div')).getOption().series.map(s => s.data.length);
})`

// plotted returns the values of a line of a figure of curves; line 0 has the abscissas.
func plotted(p *browser.Page, id string, line int) (values []float64) {
	p.Evaluate(fmt.Sprintf(`plots.find(p => document.getElementById(%q).contains(p.root)).data[%d]`, id, line), &values)
	return values
}

// charted returns the values of the marks of a series of a chart, its dimension-th number each.
func charted(p *browser.Page, id string, series, dimension int) (values []float64) {
	p.Evaluate(fmt.Sprintf(`charts.echarts.getInstanceByDom(document.querySelector('#%s .chart > div')).getOption().series[%d]
		.data.map(d => (d.value ?? d)[%d])`, id, series, dimension), &values)
	return values
}

// same compares what is drawn with what was found, to the six digits that a page has.
func same(t *testing.T, what string, got, want []float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %d values, want %d", what, len(got), len(want))
		return
	}
	for k := range got {
		if math.Abs(got[k]-want[k]) > 6e-6*math.Abs(want[k]) {
			t.Errorf("%s: value %d is %v, want %v", what, k, got[k], want[k])
			return
		}
	}
}

func marksOfConnectome(t *testing.T, b *browser.Browser, path string, r *sim.Result) {
	p := drawn(t, b, path, wideLight())
	n, synapses, rules := r.Network.Neurons, r.Network.Synapses, r.Data.Rules
	times, sample := len(r.Data.Times), min(synapses, 3000)
	points, kept := len(r.Covariance.Errors), 0
	for _, k := range sampledOf(r) {
		if _, ok := rules[0].Pruned.Weights().Find(k[0], k[1]); ok {
			kept++
		}
	}
	shown := 0 // values of the first distribution
	var slow []int
	for _, rule := range rules {
		shown += positives(rule.EpsLambda)
		slow = append(slow, positives(rule.EpsLambda[n-50:]))
	}
	for _, row := range []struct {
		id, reason string
		want       []int
	}{
		{"weights-matrix", "a cell for each synapse", []int{synapses}},
		{"correlations", "and here", []int{synapses}},
		{"sampling", "an error for each count of samples, likewise against the exact value, and the line", []int{points, points, points}},
		{"degrees", "incoming and outgoing synapses, up to the neuron with most", degreePoints(r)},
		{"weights", "excitatory ones only", []int{150}},
		{"kept", "3,000 edges of the first draw", []int{sample - kept, kept}},
		{"probabilities", "the same, of noise-prune and weight-only", []int{sample, sample}},
		{"prunings", "a box for each rule, a dot for each pruning", []int{3, 3 * 4}},
		{"errors", "a line for each rule, then their bands", []int{times, times, times, times, times, times, times, times, times}},
		{"traces", "the original and three rules", []int{times, times, times, times}},
		{"distributions", "every eigenvalue but those that are 0", []int{3, shown}},
		{"slow-modes", "the same of the last 50", slow},
	} {
		var got []int
		p.Evaluate(fmt.Sprintf("%s(%q)", countMarks, row.id), &got)
		if !slices.Equal(got, row.want) {
			t.Errorf("%s: marks %v, want %v: %s", row.id, got, row.want, row.reason)
		}
	}
	sampledAre(t, p, "sampling", r.Covariance)
	same(t, "times", plotted(p, "errors", 0), r.Data.Times)
	for k, rule := range rules {
		same(t, "errors of "+rule.Name, plotted(p, "errors", k+1), rule.ErrorMean)
		same(t, "traces of "+rule.Name, plotted(p, "traces", k+2), rule.Traces[0])
	}
	same(t, "trace of the original", plotted(p, "traces", 1), r.Data.Traces[0])
	matrixIsTheNetwork(t, p, r)
}

// sampledAre: the figure has the errors of the result.
func sampledAre(t *testing.T, p *browser.Page, id string, c *sim.CovarianceFacts) {
	t.Helper()
	var samples, relative, exact, expected []float64
	for _, e := range c.Errors {
		samples, expected = append(samples, float64(e.Samples)), append(expected, e.Expected)
		relative, exact = append(relative, *e.RelativeError), append(exact, *e.ExactError)
	}
	for line, want := range [][]float64{samples, relative, exact, expected} {
		same(t, fmt.Sprintf("%s, line %d", id, line), plotted(p, id, line), want)
	}
}

// positives counts the values that a logarithmic axis shows.
func positives(values []float64) (n int) {
	for _, v := range values {
		if v > 0 {
			n++
		}
	}
	return n
}

// degreePoints returns how many of the 150 abscissas, at equal distances of their logarithms from the least to the largest number of
// synapses of a neuron, are at most the largest number of incoming ones, and of outgoing ones.
func degreePoints(r *sim.Result) []int {
	degrees := map[bool][]float64{false: make([]float64, r.Network.Neurons), true: make([]float64, r.Network.Neurons)}
	for i := range r.Network.Neurons {
		sources, _ := r.Data.Original.Weights().Row(i)
		for _, j := range sources {
			if int(j) != i {
				degrees[false][i]++
				degrees[true][j]++
			}
		}
	}
	most := max(slices.Max(degrees[false]), slices.Max(degrees[true])) // the least is 1
	var points []int
	for _, outgoing := range []bool{false, true} {
		n := 0
		for k := range 150 {
			if math.Pow(most, float64(k)/149) <= slices.Max(degrees[outgoing])*(1+1e-12) {
				n++
			}
		}
		points = append(points, n)
	}
	return points
}

// sampledOf returns the targets and sources of the edges that are drawn as dots: 3,000 of them, evenly spaced in the order of
// |weight|.
func sampledOf(r *sim.Result) (all [][2]int) {
	s := sampleEdges(r.Data.Original)
	for k := range s.places {
		all = append(all, [2]int{s.targets[k], s.sources[k]})
	}
	return all
}

// matrixIsTheNetwork: the cells have the weights of the network.
func matrixIsTheNetwork(t *testing.T, p *browser.Page, r *sim.Result) {
	t.Helper()
	place := make([]int, r.Network.Neurons)
	for k, i := range clusterOrder(r.Data.Original) {
		place[k] = i
	}
	columns, rows, values := charted(p, "weights-matrix", 0, 0), charted(p, "weights-matrix", 0, 1), charted(p, "weights-matrix", 0, 3)
	got, want := make([]float64, 0, len(values)), make([]float64, 0, len(values))
	for k := range values {
		target, source := place[int(rows[k])], place[int(columns[k])]
		at, ok := r.Data.Original.Weights().Find(target, source)
		if !ok {
			t.Fatalf("a cell at %d, %d, where no synapse is", target, source)
		}
		_, weights := r.Data.Original.Weights().Row(target)
		got, want = append(got, values[k]), append(want, weights[at-r.Data.Original.Weights().RowStart(target)])
	}
	same(t, "weights", got, want)
}

func marksOfSweep(t *testing.T, b *browser.Browser, path string, r *sim.SweepResult) {
	p := drawn(t, b, path, wideLight())
	sampledAre(t, p, "network-1-sampling", r.Covariance)
	same(t, "shares", plotted(p, "network-1-curves", 0), []float64{0.1, 0.3, 0.8})
	for k := range r.Cells[0].Rules {
		var means []float64
		for _, cell := range r.Cells {
			means = append(means, cell.Rules[k].Over(sim.TrajectoryMeasure).Spread.Mean)
		}
		same(t, r.Cells[0].Rules[k].Rule, plotted(p, "network-1-curves", k+1), means)
	}
	var got []int
	p.Evaluate(countMarks+`("network-1-curves")`, &got)
	want := slices.Repeat([]int{3}, 3+1+2*3) // three rules, the level, and bands of the rules
	if !slices.Equal(got, want) {
		t.Errorf("marks %v, want %v", got, want)
	}
}
