//go:build amd64 && !noasm

package kernel

import (
	"sync"

	"noiseprune/network"
)

// A tile of the dense product is tileRows neurons by tileColumns replicas: twelve
// registers of sums, which leaves four of the sixteen for state and weights.
const (
	tileRows    = 6
	tileColumns = 8
)

// denseAVX2 holds W in panels of tileRows rows, each in the order in which a tile reads
// it: panel[j*tileRows+i]. Rows beyond the last are zero.
type denseAVX2 struct {
	order  int
	panels []float64
	packed *sync.Pool // of *[]float64: panels of replicas, state[j*tileColumns+r]
}

func newDenseAVX2(w *network.CSR) denseAVX2 {
	n := w.Order()
	count := (n + tileRows - 1) / tileRows
	d := denseAVX2{order: n, panels: make([]float64, count*tileRows*n), packed: &sync.Pool{New: func() any { return new([]float64) }}}
	for i := range n {
		panel := d.panels[i/tileRows*tileRows*n:]
		sources, weights := w.Row(i)
		for k, j := range sources {
			panel[int(j)*tileRows+i%tileRows] = weights[k]
		}
	}
	return d
}

// Order returns the number of neurons.
func (d denseAVX2) Order() int { return d.order }

// Multiply writes W x into y.
func (d denseAVX2) Multiply(y, x []float64, width int) {
	checkLengths(y, x, d.order, width)
	if d.order == 0 {
		return
	}
	buffer := d.packed.Get().(*[]float64)
	defer d.packed.Put(buffer)
	state := packReplicas(buffer, x, d.order, width)
	for i := 0; i < d.order; i += tileRows {
		panel := d.panels[i*d.order:]
		for r := 0; r < width; r += tileColumns {
			d.tile(y, panel, state[r*d.order:], i, r, width)
		}
	}
}

// tile writes one tile of y, through a buffer where the tile hangs over an edge.
func (d denseAVX2) tile(y, panel, state []float64, i, r, width int) {
	if i+tileRows <= d.order && r+tileColumns <= width {
		denseTileAVX2(&y[i*width+r], &panel[0], &state[0], d.order, width*8)
		return
	}
	var whole [tileRows * tileColumns]float64
	denseTileAVX2(&whole[0], &panel[0], &state[0], d.order, tileColumns*8)
	for k := range min(tileRows, d.order-i) {
		row := y[(i+k)*width+r : (i+k+1)*width]
		copy(row, whole[k*tileColumns:(k+1)*tileColumns])
	}
}

// packReplicas copies the block into panels of tileColumns replicas; replicas beyond
// the last are zero.
func packReplicas(buffer *[]float64, x []float64, n, width int) []float64 {
	count := (width + tileColumns - 1) / tileColumns
	if len(*buffer) < count*tileColumns*n {
		*buffer = make([]float64, count*tileColumns*n)
	}
	packed := (*buffer)[:count*tileColumns*n]
	for r := 0; r < width; r += tileColumns {
		panel := packed[r*n : (r+tileColumns)*n]
		lanes := min(tileColumns, width-r)
		for j := range n {
			to := panel[j*tileColumns : (j+1)*tileColumns]
			clear(to[copy(to, x[j*width+r:j*width+r+lanes]):])
		}
	}
	return packed
}
