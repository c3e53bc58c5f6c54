package main

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"

	"noiseprune/network"
)

// edgesOf returns one entry of each pair of a symmetric network, and each synapse of any other.
func edgesOf(net *network.Network) []network.Entry {
	var edges []network.Entry
	for _, e := range net.Weights().Entries() {
		if e.Source < e.Target || (e.Source > e.Target && !net.Symmetric()) {
			edges = append(edges, e)
		}
	}
	return edges
}

// diffCov returns C_ii + C_jj − 2 sign(w) C_ij of each edge.
func diffCov(edges []network.Entry, c mat.Symmetric) []float64 {
	d := make([]float64, len(edges))
	for k, e := range edges {
		i, j := e.Target, e.Source
		d[k] = c.At(i, i) + c.At(j, j) - 2*math.Copysign(1, e.Weight)*c.At(i, j)
	}
	return d
}

// largestTwentieth returns the places of the twentieth of the values, at least one, that are largest.
func largestTwentieth(values []float64) []int {
	places := make([]int, len(values))
	for k := range places {
		places[k] = k
	}
	slices.SortStableFunc(places, func(a, b int) int { return cmp.Compare(values[b], values[a]) })
	return places[:max(1, len(places)/20)]
}

// quantiles are those of values on all edges.
type quantiles struct{ median, high, largest float64 } // high: that 95% do not exceed

func quantilesOf(values []float64) quantiles {
	sorted := make([]float64, len(values))
	for k, v := range values {
		sorted[k] = math.Abs(v)
	}
	slices.Sort(sorted)
	return quantiles{
		stat.Quantile(0.5, stat.Empirical, sorted, nil), stat.Quantile(0.95, stat.Empirical, sorted, nil), sorted[len(sorted)-1],
	}
}
