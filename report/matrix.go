package report

import (
	"fmt"
	"math"

	"noiseprune/internal/page"
	"noiseprune/network"
	"noiseprune/sim"
)

// The sizes of matrices that are shown.
const (
	mostCells = 20_000 // weights that are shown one by one
	mostBins  = 150    // rows and columns of cells otherwise
)

// weightMatrix shows the weights of the original, its neurons in the order of clusterOrder; nil without a network.
func weightMatrix(r *sim.Result, order []int) page.Part {
	net := r.Data.Original
	if net == nil || net.Synapses() == 0 {
		return nil
	}
	chart, place := orderedMatrix(net, order)
	caption := "Row: target, column: source. Neurons stand cluster by cluster, as label propagation finds them, the largest first, and " +
		"within a cluster by the sum of their weights. "
	if chart.Bin == 1 {
		caption += "Each cell is a synapse."
		chart.Views = []page.Layer{cellsOf(net, place, "weights", "weight", net.Weights())}
	} else {
		caption += fmt.Sprintf("Each cell stands for %s × %s pairs of neurons, and shows the mean of |weight| over them.",
			count(chart.Bin), count(chart.Bin))
		chart.Views = []page.Layer{meanMagnitudes(net, place, chart)}
	}
	return &page.Figure{ID: "weights-matrix", Title: "The weights", Caption: caption, Chart: chart}
}

// orderedMatrix returns a matrix of the network's neurons in this order, and where each neuron stands.
func orderedMatrix(net *network.Network, order []int) (chart *page.Matrix, place []int) {
	n := net.Neurons()
	chart = &page.Matrix{Order: n, Bin: 1, Row: "target", Column: "source"}
	if net.Synapses() > mostCells {
		chart.Bin = (n + mostBins - 1) / mostBins
	}
	place = make([]int, n)
	for k, i := range order {
		place[i] = k
		if n <= mostCells {
			chart.Labels = append(chart.Labels, net.Label(i))
		}
	}
	return chart, place
}

// cellsOf returns a cell for each synapse, with its value among those of the matrix's stored entries.
func cellsOf(net *network.Network, place []int, label, unit string, values *network.CSR) page.Layer {
	layer := page.Layer{Label: label, Unit: unit}
	for i := range net.Neurons() {
		sources, v := values.Row(i)
		for k, j := range sources {
			if int(j) != i {
				layer.Rows, layer.Columns = append(layer.Rows, place[i]), append(layer.Columns, place[j])
				layer.Values = append(layer.Values, v[k])
			}
		}
	}
	layer.Signed, layer.Log = signedAndWide(layer.Values)
	return layer
}

// signedAndWide reports whether some values are negative, and whether magnitudes differ more than thirtyfold.
func signedAndWide(values []float64) (signed, wide bool) {
	least, most := math.Inf(1), 0.0
	for _, v := range values {
		signed = signed || v < 0
		if v != 0 {
			least, most = min(least, math.Abs(v)), max(most, math.Abs(v))
		}
	}
	return signed, most > 30*least
}

// meanMagnitudes returns the mean of |weight| over the pairs of each cell that has synapses.
func meanMagnitudes(net *network.Network, place []int, chart *page.Matrix) page.Layer {
	side := (chart.Order + chart.Bin - 1) / chart.Bin
	sums := make([]float64, side*side)
	for i := range net.Neurons() {
		sources, weights := net.Weights().Row(i)
		for k, j := range sources {
			if int(j) != i {
				sums[place[i]/chart.Bin*side+place[j]/chart.Bin] += math.Abs(weights[k])
			}
		}
	}
	layer := page.Layer{Label: "weights", Unit: "mean |weight|"}
	for at, sum := range sums {
		if sum > 0 {
			row, column := at/side, at%side
			pairs := float64(binSize(chart, row)) * float64(binSize(chart, column))
			layer.Rows, layer.Columns = append(layer.Rows, row), append(layer.Columns, column)
			layer.Values = append(layer.Values, sum/pairs)
		}
	}
	_, layer.Log = signedAndWide(layer.Values)
	return layer
}

// binSize returns how many neurons a row of cells stands for.
func binSize(chart *page.Matrix, row int) int { return min(chart.Bin, chart.Order-row*chart.Bin) }
