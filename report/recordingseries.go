package report

import (
	"math"

	"noiseprune/internal/page"
	"noiseprune/timeseries"
)

// seriesNumbers is how many numbers a figure of covariances or spectra may have, where a line has a band and an exact counterpart.
const seriesNumbers = 40_000

// estimated are the estimates of several series of one network.
type estimated struct {
	name    string
	style   page.Style
	lagged  timeseries.LaggedEstimate
	welch   *timeseries.WelchEstimate
	exact   page.Style
	auto    [][]float64 // exact covariances; nil where they are not known
	density [][]float64 // likewise
}

// seriesParts shows covariances over time and power spectra of some neurons.
func (r *recorded) seriesParts() []page.Part {
	var all []estimated
	for k, n := range r.shown {
		e := estimated{name: shorten(n.name, 30), style: n.style, exact: r.exactStyle(k), lagged: n.series.Lagged, welch: n.series.Welch}
		if n.series.Exact != nil {
			e.auto, e.density = n.series.Exact.Lagged, n.series.Exact.Density
		}
		all = append(all, e)
	}
	return r.timeFigures("neuron", "", r.Neurons, r.label, all)
}

// groupParts shows the means of groups; none without groups.
func (r *recorded) groupParts() []page.Part {
	var all []estimated
	for _, n := range r.shown {
		if g := n.series.Groups; g != nil {
			all = append(all, estimated{name: shorten(n.name, 30), style: n.style, lagged: g.Lagged, welch: g.Welch})
		}
	}
	if len(all) == 0 {
		return nil
	}
	parts := []page.Part{r.groupTable(all)}
	return append(parts, r.timeFigures("group", "group-", len(r.GroupNames), func(k int) string { return r.GroupNames[k] }, all)...)
}

// groupTable lists the statistics of the means of groups.
func (r *recorded) groupTable(all []estimated) page.Part {
	t := &page.Table{Title: "Means of groups", Head: []page.Column{{Label: "group", Text: true}},
		Hint: "Of the mean of the recorded neurons of each group. Standard errors stand below."}
	var columns []neuronColumn
	for _, e := range all {
		of := r.plural("", ", "+e.name)
		times, errors := r.correlationTimes(e.lagged)
		columns = append(columns, neuronColumn{"mean" + of, e.lagged.Mean, e.lagged.MeanErrors},
			neuronColumn{"standard deviation" + of, deviations(e.lagged), nil}, neuronColumn{"autocorrelation time" + of, times, errors})
	}
	for _, c := range columns {
		t.Head = append(t.Head, page.Column{Label: c.label})
	}
	for k, name := range r.GroupNames {
		row := page.Row{Cells: []page.Cell{{Value: name}}}
		for _, c := range columns {
			row.Cells = append(row.Cells, c.cell(k))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// timeFigures returns the figures of covariances and spectra, a view for each of some of the n series.
func (r *recorded) timeFigures(what, prefix string, n int, label func(int) string, all []estimated) []page.Part {
	lagged := &page.Curves{X: page.Axis{Label: "lag (time)"}, Choose: capitalized(what) + ":"}
	spectra := &page.Curves{X: page.Axis{Label: "frequency (cycles in a unit of time)", Log: true}, Choose: lagged.Choose}
	view := func(k int, y page.Axis, lines []page.Line) page.CurveView {
		return page.CurveView{Label: shorten(label(k), 40), Y: y, Lines: lines}
	}
	for _, k := range evenly(n, r.within(seriesNumbers, 5*(r.Schedule.Lags+1))) {
		lagged.Views = append(lagged.Views, view(k, page.Axis{Label: "covariance"}, laggedLines(all, k)))
	}
	for _, k := range evenly(n, r.within(seriesNumbers, 5*(r.Schedule.Segment/2+1))) {
		if lines := spectrumLines(all, k); len(lines) > 0 {
			spectra.Views = append(spectra.Views, view(k, page.Axis{Label: "power density", Log: true}, lines))
		}
	}
	var parts []page.Part
	if r.Schedule.Lags > 0 {
		lagged.Views[0].X = r.lags()
		parts = append(parts, &page.Figure{ID: prefix + "covariances", Title: "Autocovariances", Chart: lagged,
			Caption: "The covariance of the activity with itself a lag earlier. " + bandCaption(all) + laggedExact(all)})
	}
	if len(spectra.Views) > 0 {
		spectra.Views[0].X = frequencies(all)
		parts = append(parts, &page.Figure{ID: prefix + "spectra", Title: "Power spectra", Chart: spectra,
			Caption: "One-sided densities by Welch's method, whose integral over frequency is the variance; frequency 0 is left out. " +
				"The band is ±2 standard errors." + spectrumExact(all)})
	}
	return parts
}

// lags returns the lags in time.
func (r *recorded) lags() (all []float64) {
	for k := range r.Schedule.Lags + 1 {
		all = append(all, float64(k)*r.every())
	}
	return all
}

// frequencies are those of the first spectra, but for 0.
func frequencies(all []estimated) []float64 {
	for _, e := range all {
		if e.welch != nil {
			return e.welch.Frequencies[1:]
		}
	}
	return nil
}

func laggedLines(all []estimated, k int) (lines []page.Line) {
	for _, e := range all {
		var errors []float64
		if e.lagged.AutoErrors != nil {
			errors = e.lagged.AutoErrors[k]
		}
		lines = append(lines, banded(e.name, e.style, e.lagged.Auto[k], errors))
		if e.auto != nil {
			lines = append(lines, page.Line{Label: exactLabel(e, all), Style: e.exact, Values: e.auto[k]})
		}
	}
	return lines
}

func spectrumLines(all []estimated, k int) (lines []page.Line) {
	for _, e := range all {
		if e.welch == nil {
			continue
		}
		lines = append(lines, banded(e.name, e.style, e.welch.Density[k][1:], e.welch.Errors[k][1:]))
		if e.density != nil {
			lines = append(lines, page.Line{Label: exactLabel(e, all), Style: e.exact, Values: e.density[k][1:]})
		}
	}
	return lines
}

// banded returns a line with a band of two standard errors; without one where there are none.
func banded(label string, style page.Style, values, errors []float64) page.Line {
	line := page.Line{Label: label, Style: style, Values: values}
	for k, e := range errors {
		if math.IsNaN(e) {
			e = 0
		}
		line.Low, line.High = append(line.Low, values[k]-float64(2*e)), append(line.High, values[k]+float64(2*e))
	}
	return line
}

// exactStyle is the style of the exact counterpart of a network's lines: dotted, but for the second of two, to tell them apart.
func (r *recorded) exactStyle(network int) page.Style {
	if network == 1 && len(r.shown) == 2 {
		return page.Fifth
	}
	return page.Expected
}

// exactLabel names the exact counterpart of a line.
func exactLabel(e estimated, all []estimated) string {
	if len(all) == 1 {
		return "exact"
	}
	return e.name + ", exact"
}

func bandCaption(all []estimated) string {
	if all[0].lagged.AutoErrors == nil {
		return "The recording is too short for standard errors."
	}
	return "The band is ±2 standard errors, of which those of successive lags are not independent."
}

func laggedExact(all []estimated) string {
	for _, e := range all {
		if e.auto != nil {
			return " What is named exact is what the estimate converges to."
		}
	}
	return ""
}

func spectrumExact(all []estimated) string {
	for _, e := range all {
		if e.density != nil {
			return " What is named exact is the expectation of the estimate, with what the window and the interval between frames do to it."
		}
	}
	return ""
}
