package report

import (
	"cmp"
	"math"
	"slices"

	"noiseprune/internal/page"
	"noiseprune/timeseries"
)

// deviations returns the standard deviation of each series.
func deviations(e timeseries.LaggedEstimate) (all []float64) {
	for _, auto := range e.Auto {
		all = append(all, math.Sqrt(auto[0]))
	}
	return all
}

// correlationTimes returns the integrated autocorrelation time of each series with its standard error, in units of time; NaN where
// the lags do not reach far enough, and of a series that does not vary.
func (r *recorded) correlationTimes(e timeseries.LaggedEstimate) (times, errors []float64) {
	for _, auto := range e.Auto {
		t := timeseries.NewAutocorrelationTime(auto, e.Frames)
		if !t.WindowFound {
			t.Time, t.Error = math.NaN(), math.NaN()
		}
		times, errors = append(times, t.Tau(r.every())), append(errors, 0.5*t.Error*r.every())
	}
	return times, errors
}

// statisticsParts shows the statistics of the neurons: a summary, their distributions, and neuron by neuron.
func (r *recorded) statisticsParts() []page.Part {
	return present(r.statisticsTable(), r.neuronDistributions(), r.neuronTable(), r.activeSizes())
}

// mostRows bounds the neurons of the table, and mostTableCells its cells where there are several networks.
const (
	mostRows       = 1000
	mostTableCells = 6000
)

// tableRows is how many neurons the table has at most: an even number.
func (r *recorded) tableRows() int { return min(mostRows, mostTableCells/3/len(r.shown)/2*2) }

// neuronTable lists the recorded neurons, those with the longest autocorrelation times first.
func (r *recorded) neuronTable() page.Part {
	t := &page.Table{
		ID: "neurons", Title: "The neurons", Search: "Find a neuron:", Sortable: true,
		Hint: "Click on a head to sort by it. Standard errors stand below; the active fraction is that of the time above threshold.",
		Head: []page.Column{{Label: "neuron", Text: true}},
	}
	var all []neuronColumn
	for _, n := range r.shown {
		all = append(all, r.neuronColumns(n)...)
	}
	for _, c := range all {
		t.Head = append(t.Head, page.Column{Label: c.label})
	}
	for _, c := range r.chosenNeurons() {
		row := page.Row{Cells: []page.Cell{{Value: r.label(c)}}}
		for _, column := range all {
			row.Cells = append(row.Cells, column.cell(c))
		}
		t.Rows = append(t.Rows, row)
	}
	if rows := r.tableRows(); r.Neurons > rows {
		t.Title = "The slowest and the most variable neurons"
		t.Hint += " Of " + count(r.Neurons) + " neurons the table has the " + count(rows/2) +
			" with the longest autocorrelation times, and as many with the largest standard deviations."
	}
	return t
}

// chosenNeurons returns columns of frames: all by descending autocorrelation time in the first network; of more than the table has the
// slowest half of that number, and from the most variable ones the rest.
func (r *recorded) chosenNeurons() []int {
	lagged := r.shown[0].series.Lagged
	times, _ := r.correlationTimes(lagged)
	slow := descending(times)
	rows := r.tableRows()
	if len(slow) <= rows {
		return slow
	}
	chosen := slices.Clone(slow[:rows/2])
	taken := map[int]bool{}
	for _, c := range chosen {
		taken[c] = true
	}
	for _, c := range descending(deviations(lagged)) {
		if len(chosen) < rows && !taken[c] {
			chosen = append(chosen, c)
		}
	}
	return chosen
}

// descending returns the places of the values from the largest to the smallest, those of NaN last.
func descending(values []float64) []int {
	order := make([]int, len(values))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(values[b], values[a]) }) // cmp: NaN is the smallest
	return order
}

// neuronColumn is a column of the table of neurons: values, and their standard errors, which may be nil.
type neuronColumn struct {
	label          string
	values, errors []float64
}

func (c neuronColumn) cell(k int) page.Cell {
	cell := page.Cell{Value: number(c.values[k]), Sort: new(c.values[k])}
	if math.IsNaN(c.values[k]) {
		cell.Sort = new(-1.0) // below all: only times may be missing
	}
	if c.errors != nil && !math.IsNaN(c.errors[k]) {
		cell.Below = "± " + number(c.errors[k])
	}
	return cell
}

// neuronColumns returns the statistics of one network.
func (r *recorded) neuronColumns(n recordedNetwork) []neuronColumn {
	of := ""
	if len(r.shown) > 1 {
		of = ", " + shorten(n.name, 20)
	}
	lagged := n.series.Lagged
	times, errors := r.correlationTimes(lagged)
	all := []neuronColumn{
		{"autocorrelation time" + of, times, errors},
		{"standard deviation" + of, deviations(lagged), nil},
		{"mean" + of, lagged.Mean, lagged.MeanErrors},
	}
	if a := n.series.Active; a != nil {
		fraction := neuronColumn{label: "active fraction" + of}
		for _, i := range r.Data.Neurons {
			fraction.values = append(fraction.values, a.Fraction[i])
			if a.FractionErrors != nil {
				fraction.errors = append(fraction.errors, a.FractionErrors[i])
			}
		}
		all = append(all, fraction)
	}
	return all
}
