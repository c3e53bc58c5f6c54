package links

import (
	"math"
	"slices"

	"noiseprune/internal/draw"
	"noiseprune/network"
)

// picture draws the four panels and fits each scale to what it shows.
func picture(
	net *network.Network, kinds map[[2]int]kind, covariance func(i, j int) float64, diffCov, probabilities []float64,
) draw.Picture {
	n := net.Neurons()
	empty := func() []float64 { return slices.Repeat([]float64{math.NaN()}, n*n) }
	weights, c, d, p := empty(), empty(), empty(), empty()
	largestC, smallestC, largestD := 0.0, math.Inf(1), 0.0
	for i := range n {
		for k := range n {
			c[i*n+k] = covariance(i, k)
			if i != k {
				largestC, smallestC = max(largestC, c[i*n+k]), min(smallestC, c[i*n+k])
			}
		}
	}
	for place, e := range net.Weights().Entries() {
		at := e.Target*n + e.Source
		weights[at], d[at], p[at] = e.Weight, diffCov[place], probabilities[place]
		largestD = max(largestD, d[at])
	}
	for pair, k := range kinds {
		spread := enlargeStrong
		if k == between {
			spread = enlargeBetween
		}
		for _, values := range [][]float64{weights, d, p} {
			enlarge(values, n, pair[0], pair[1], spread)
			enlarge(values, n, pair[1], pair[0], spread)
		}
	}
	panel := func(title string, values []float64, low, high float64) draw.Panel {
		return draw.Panel{
			Title: title, X: draw.Axis{Label: "source neuron"}, Y: draw.Axis{Label: "target neuron"},
			Marks: []draw.Mark{draw.HeatMap{N: n, Values: values, Low: low, High: high}},
		}
	}
	return draw.Picture{Rows: [][]draw.Panel{
		{panel("connection weights", weights, 0, 2*ordinaryWeight), panel("covariance of activity (σ = 1)", c, smallestC, largestC)},
		{panel("difference of covariances (4)", d, 0, largestD), panel("sampling probability p", p, 0, 1)},
	}}
}

// How many entries on each side the few exceptional connections are drawn larger, in a
// matrix of 300 rows; else they would vanish in print.
const (
	enlargeBetween = 3
	enlargeStrong  = 1
	enlargeRows    = 300
)

// enlarge repeats an entry around its place.
func enlarge(values []float64, n, row, column, spread int) {
	v := values[row*n+column]
	spread = (spread*n + enlargeRows/2) / enlargeRows
	for i := max(0, row-spread); i <= min(n-1, row+spread); i++ {
		for k := max(0, column-spread); k <= min(n-1, column+spread); k++ {
			values[i*n+k] = v
		}
	}
}
