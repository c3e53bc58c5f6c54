package report

import (
	"fmt"
	"math"

	"noiseprune/internal/page"
	"noiseprune/network"
	"noiseprune/sim"
)

// covarianceMatrix shows correlations C_ij/√(C_ii C_jj), of all pairs where they are known and otherwise on the synapses, the
// neurons in the order of clusterOrder; nil where none are known.
func covarianceMatrix(r *sim.Result, order []int) page.Part {
	net, local := r.Data.Original, r.Data.Local
	if net == nil || len(local.Variance) != net.Neurons() || len(local.Covariance) != net.Weights().Stored() {
		return nil
	}
	chart, place := orderedMatrix(net, order)
	caption := "The correlation of the activity of two neurons at the same time, C_ij/√(C_ii C_jj), in the order of the matrix of weights. "
	switch {
	case r.Data.Covariance != nil:
		chart.Bin = (chart.Order + mostBins - 1) / mostBins
		caption += "All pairs"
		chart.Views = []page.Layer{allCorrelations(r, place, chart)}
	default:
		caption += "Pairs without a synapse were not measured"
		chart.Views = []page.Layer{edgeCorrelations(net, local, place, chart)}
	}
	if chart.Bin > 1 {
		caption += fmt.Sprintf("; each cell is the mean over %s × %s pairs", count(chart.Bin), count(chart.Bin))
	}
	return &page.Figure{ID: "correlations", Title: "Correlations", Caption: caption + ".", Chart: chart}
}

// cellMeans are means over the cells of a matrix.
type cellMeans struct {
	chart       *page.Matrix
	side        int
	sums, count []float64
}

func newCellMeans(chart *page.Matrix) cellMeans {
	side := (chart.Order + chart.Bin - 1) / chart.Bin
	return cellMeans{chart, side, make([]float64, side*side), make([]float64, side*side)}
}

// add adds the value of the entry at a row and a column of the ordered matrix.
func (m cellMeans) add(row, column int, v float64) {
	at := row/m.chart.Bin*m.side + column/m.chart.Bin
	m.sums[at] += v
	m.count[at]++
}

func (m cellMeans) layer() page.Layer {
	layer := page.Layer{Label: "correlations", Unit: "correlation", Signed: true}
	for at, n := range m.count {
		if n > 0 {
			layer.Rows, layer.Columns = append(layer.Rows, at/m.side), append(layer.Columns, at%m.side)
			layer.Values = append(layer.Values, m.sums[at]/n)
		}
	}
	return layer
}

func allCorrelations(r *sim.Result, place []int, chart *page.Matrix) page.Layer {
	means, c := newCellMeans(chart), r.Data.Covariance
	for i := range place {
		for j := range place {
			if i != j {
				means.add(place[i], place[j], c.At(i, j)/math.Sqrt(float64(c.At(i, i)*c.At(j, j))))
			}
		}
	}
	return means.layer()
}

func edgeCorrelations(net *network.Network, local network.LocalCovariance, place []int, chart *page.Matrix) page.Layer {
	means := newCellMeans(chart)
	for i := range net.Neurons() {
		sources, _ := net.Weights().Row(i)
		start := net.Weights().RowStart(i)
		for k, j := range sources {
			if int(j) != i {
				scale := math.Sqrt(float64(local.Variance[i] * local.Variance[j]))
				means.add(place[i], place[j], local.Covariance[start+k]/scale)
			}
		}
	}
	return means.layer()
}
