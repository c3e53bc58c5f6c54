package report

import (
	"math/cmplx"

	"noiseprune/internal/page"
)

// mostPairs is how many pairs figures show at most, leastPairs at least.
const (
	mostPairs  = 24
	leastPairs = 3
)

// shownPairs is how many pairs figures show, within so many numbers as other figures of series have.
func (r *recorded) shownPairs() int {
	each := max(r.Schedule.Lags+1, 2*r.Schedule.Segment) * 2 * len(r.shown)
	return min(len(r.Data.Pairs), mostPairs, max(leastPairs, seriesNumbers/each))
}

// pairParts shows covariances, coherences and cross-spectra of the pairs that the spec names; none without pairs.
func (r *recorded) pairParts() []page.Part {
	if len(r.Data.Pairs) == 0 {
		return nil
	}
	return present(r.crossCovariances(), r.crossSpectra())
}

// pairLabel names a pair as the spec does.
func (r *recorded) pairLabel(p int) string {
	pair := r.Data.Pairs[p]
	return shorten(r.label(pair.Source), 20) + ">" + shorten(r.label(pair.Target), 20)
}

// crossCovariances shows R(τ) of target and source, a view for each pair; nil where there are no lags.
func (r *recorded) crossCovariances() page.Part {
	if r.Schedule.Lags == 0 {
		return nil
	}
	chart := &page.Curves{X: page.Axis{Label: "lag (time)"}, Choose: "Pair:"}
	for p := range r.shownPairs() {
		view := page.CurveView{Label: r.pairLabel(p), Y: page.Axis{Label: "covariance"}}
		for k, n := range r.shown {
			var errors []float64
			if n.series.Lagged.CrossErrors != nil {
				errors = n.series.Lagged.CrossErrors[p]
			}
			view.Lines = append(view.Lines, banded(shorten(n.name, 30), n.style, n.series.Lagged.Cross[p], errors))
			if n.series.Exact != nil {
				label := r.plural("exact", shorten(n.name, 30)+", exact")
				view.Lines = append(view.Lines, page.Line{Label: label, Style: r.exactStyle(k), Values: n.series.Exact.Cross[p]})
			}
		}
		chart.Views = append(chart.Views, view)
	}
	chart.Views[0].X = r.lags()
	return &page.Figure{
		ID: "pair-covariances", Title: "Covariances of pairs", Chart: chart,
		Caption: "The covariance of the target's activity with that of the source a lag earlier; source>target. The band is ±2 standard " +
			"errors. What is named exact is what the estimate converges to. " + r.pairsLeftOut(),
	}
}

// crossSpectra shows coherence, magnitude and phase, a view each for each pair; nil where there are no spectra.
func (r *recorded) crossSpectra() page.Part {
	first := r.shown[0].series.Welch
	if first == nil {
		return nil
	}
	chart := &page.Curves{X: page.Axis{Label: "frequency (cycles in a unit of time)", Log: true}, Choose: "Pair:"}
	for p := range r.shownPairs() {
		chart.Views = append(chart.Views, r.crossViews(p)...)
	}
	chart.Views[0].X = first.Frequencies[1:]
	return &page.Figure{
		ID: "pair-spectra", Title: "Coherences and cross-spectra of pairs", Chart: chart,
		Caption: "By Welch's method; frequency 0 is left out. The coherence is |S|²/(S_target S_source), between 0 and 1: its dotted line is " +
			"the mean that independent neurons would have. The band of the magnitude |S| is ±2 standard errors. The phase is positive where the " +
			"target is ahead of the source; it means something only where the coherence is well above the dotted line. " + r.pairsLeftOut(),
	}
}

// crossViews returns the three views of a pair.
func (r *recorded) crossViews(p int) []page.CurveView {
	label, top := r.pairLabel(p), 1.0
	coherence := page.CurveView{Label: label + ", coherence", Y: page.Axis{Label: "coherence", Min: new(0.0), Max: &top}}
	magnitude := page.CurveView{Label: label + ", magnitude", Y: page.Axis{Label: "|cross-spectrum|", Log: true}}
	phase := page.CurveView{Label: label + ", phase", Y: page.Axis{Label: "phase (radians)", Min: new(-3.2), Max: new(3.2)}}
	var independent []float64
	for _, n := range r.shown {
		name, w := shorten(n.name, 30), n.series.Welch
		var sizes, phases []float64
		independent = nil
		for _, s := range w.Cross[p][1:] {
			sizes, phases = append(sizes, cmplx.Abs(s)), append(phases, cmplx.Phase(s))
			independent = append(independent, 1/w.Effective)
		}
		coherence.Lines = append(coherence.Lines, page.Line{Label: name, Style: n.style, Values: w.Coherence[p][1:]})
		magnitude.Lines = append(magnitude.Lines, banded(name, n.style, sizes, w.CrossErrors[p][1:]))
		phase.Lines = append(phase.Lines, page.Line{Label: name, Style: n.style, Values: phases})
	}
	coherence.Lines = append(coherence.Lines, page.Line{Label: "of independent neurons", Style: page.Expected, Values: independent})
	return []page.CurveView{coherence, magnitude, phase}
}

// pairsLeftOut says how many pairs are not shown; empty where all are.
func (r *recorded) pairsLeftOut() string {
	if n := len(r.Data.Pairs) - r.shownPairs(); n > 0 {
		return "The first " + count(r.shownPairs()) + " pairs are shown; " + count(n) + " more are in the files."
	}
	return ""
}
