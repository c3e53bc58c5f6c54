package report

import (
	"math"

	"noiseprune/compare"
	"noiseprune/internal/draw"
	"noiseprune/internal/page"
	"noiseprune/sim"
)

// densities shows the spectral densities of all networks, where spectra are by products; nil elsewhere.
func densities(r *sim.Result, rules []rule) page.Part {
	original := r.Data.Density
	if original == nil {
		return nil
	}
	all := []compare.SpectralDensity{*original}
	lines := []page.Line{{Label: "original", Style: page.Original}}
	for _, rule := range rules {
		if d := rule.data.Density; d != nil {
			all, lines = append(all, *d), append(lines, page.Line{Label: rule.marked(rule.label), Style: rule.style})
		}
	}
	x, unit := ratesExtent(all)
	view := page.CurveView{Y: page.Axis{Label: "share of eigenvalues" + unit, Min: new(float64)}, Lines: lines}
	for k, d := range all {
		rates, density := densityOf(d, x)
		view.X, view.Lines[k].Values = rates, density
	}
	return &page.Figure{
		ID: "densities", Title: "Spectral densities",
		Chart: &page.Curves{X: page.Axis{Label: "rate −λ", Log: x.Log}, Views: []page.CurveView{view}},
		Caption: "How the rates −λ of decay are distributed, λ the eigenvalues of A or, where it is directed, of its symmetric part. " +
			"The closer a line is to the original's, the better the spectrum survived the pruning. " +
			"Estimated from products with random vectors: small waves are not resolved. " +
			"The lowest and the highest hundredth of the rates may lie beyond the axis.",
	}
}

// ratesExtent holds all but the lowest and the highest hundredth of each network's rates. It is logarithmic where they are
// positive and differ more than thirtyfold.
func ratesExtent(all []compare.SpectralDensity) (x draw.Extent, unit string) {
	least, most := math.Inf(1), math.Inf(-1)
	for _, d := range all {
		least, most = min(least, -quantile(d, 0.99)), max(most, -quantile(d, 0.01))
	}
	if least > 0 && most > 30*least {
		return draw.LogExtent(least, least, most), " in a decade"
	}
	return draw.LinearExtent(least, most), " in a unit of −λ"
}

// quantile returns, by bisection, the eigenvalue up to which that share of the others lies.
func quantile(d compare.SpectralDensity, share float64) float64 {
	low, high := d.Range()
	for range 40 {
		if middle := low + (high-low)/2; d.Cumulative([]float64{middle})[0] < share {
			low = middle
		} else {
			high = middle
		}
	}
	return high
}

// densityOf returns the rates in the middle of equal bins of the axis, and the density there.
func densityOf(d compare.SpectralDensity, x draw.Extent) (rates, density []float64) {
	const bins = 60
	from, to := x.Min, x.Max
	at := func(v float64) float64 { return v }
	if x.Log {
		from, to = math.Log10(from), math.Log10(to)
		at = func(v float64) float64 { return math.Pow(10, v) }
	}
	width := (to - from) / bins
	values := make([]float64, bins+1) // ascending eigenvalues, at the ends of bins
	for k := range values {
		values[k] = -at(to - float64(float64(k)*width))
	}
	shares := d.Cumulative(values)
	for k := bins - 1; k >= 0; k-- {
		rates = append(rates, at(to-float64((float64(k)+0.5)*width)))
		density = append(density, (shares[k+1]-shares[k])/width)
	}
	return rates, density
}
