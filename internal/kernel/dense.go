package kernel

import (
	"unsafe"

	"noiseprune/network"
)

// The dense product in blocks, after Goto & van de Geijn (2008, "Anatomy of
// high-performance matrix multiplication", ACM TOMS 34, 12): a block of W of blockRows
// neurons × blockBytes of sources stays in the L2 cache while it is multiplied by the
// panels of replicas, each of which fits the L1 cache. W never changes, so it is packed
// once, in the order in which it is read. The blocks of sources are processed in ascending
// order, and each continues the sums of the one before: no bit depends on the blocks.
const (
	blockRows  = 48   // neurons of a block, a multiple of every tile's rows
	blockBytes = 2048 // bytes of a row of a block
	unrolled   = 4    // the sources of a block are padded with zeros to a multiple of this
)

// dense holds all N² weights in panels of tile.rows rows.
type dense[T Float] struct {
	unit[T]
	order, padded int // neurons, and that rounded up to a multiple of unrolled
	depth         int // sources of a block
	weights       []T // by block of rows, block of sources, panel; within a panel weights[j*tile.rows+i]
}

func newDense[T Float](u unit[T], w *network.CSR) *dense[T] {
	n := w.Order()
	d := emptyDense(u, n)
	for i := range n {
		sources, weights := w.Row(i)
		for k, j := range sources {
			d.weights[d.index(i, int(j))] = T(weights[k])
		}
	}
	return d
}

// index returns the index of W[i][j] in weights.
func (d *dense[T]) index(i, j int) int {
	top, left := i/blockRows*blockRows, j/d.depth*d.depth
	rows := min(blockRows, ceil(d.order-top, d.tile.rows))
	sources := min(d.depth, d.padded-left)
	i, j = i-top, j-left
	panel := i / d.tile.rows
	return top*d.padded + left*rows + (panel*sources+j)*d.tile.rows + i%d.tile.rows
}

// Order returns the number of neurons.
func (d *dense[T]) Order() int { return d.order }

// Rows implements Product.
func (d *dense[T]) Rows(x []T, width int, scratch *Scratch[T], visit func(first int, products Rows[T])) {
	checkLength(x, d.order, width)
	stride := ceil(width, d.tile.columns)
	states := resize(&scratch.states, d.padded*stride)
	d.pack(states, x, width, stride)
	threads, together := 1, 1 // blocks whose sums are there together
	if scratch.threads > 1 && SharesRows(d.order*d.order, width) {
		threads, together = scratch.threads, scratch.threads*blocksPerThread
	}
	sums := resize(&scratch.sums, together*blockRows*stride)
	blocks := (d.order + blockRows - 1) / blockRows
	for begin := 0; begin < blocks; begin += together {
		count := min(together, blocks-begin)
		d.blocks(sums, states, begin, count, threads, stride)
		for k := range count {
			top := (begin + k) * blockRows
			visit(top, Rows[T]{min(blockRows, d.order-top), width, stride, sums[k*blockRows*stride:]})
		}
	}
}

// blocksPerThread is how many blocks of rows each thread computes before they are visited.
const blocksPerThread = 4

// blocks computes the products of consecutive blocks of rows, whose sums follow each other.
func (d *dense[T]) blocks(sums, states []T, begin, count, threads, stride int) {
	if threads == 1 {
		for k := range count {
			d.block(sums[k*blockRows*stride:], states, (begin+k)*blockRows, stride)
		}
		return
	}
	inParts(threads, count, func(first, end int) {
		for k := first; k < end; k++ {
			d.block(sums[k*blockRows*stride:], states, (begin+k)*blockRows, stride)
		}
	})
}

// block computes the products of the block of rows from top on.
func (d *dense[T]) block(sums, states []T, top, stride int) {
	rows := min(blockRows, ceil(d.order-top, d.tile.rows))
	for left := 0; left < d.padded; left += d.depth {
		sources := min(d.depth, d.padded-left)
		weights := d.weights[top*d.padded+left*rows:]
		// The next block is prefetched meanwhile, an equal share of it for each panel of replicas.
		block := rows * sources * int(unsafe.Sizeof(T(0)))
		share := block * d.tile.columns / stride
		prefetchStride := share * unrolled * d.tile.rows / (rows * sources)
		for c := 0; c < stride; c += d.tile.columns {
			d.dense(sums[c:], weights, states[left*stride+c*sources:], rows/d.tile.rows, sources, stride, left > 0,
				block+c/d.tile.columns*share, prefetchStride)
		}
	}
}

// pack copies the states into panels of tile.columns replicas, one after another for each
// block of sources: panel[j*tile.columns+c]. Panels are padded with zeros beyond the last
// replica and the last source.
func (d *dense[T]) pack(states, x []T, width, stride int) {
	columns := d.tile.columns
	for left := 0; left < d.padded; left += d.depth {
		sources := min(d.depth, d.padded-left)
		for c := 0; c < stride; c += columns {
			panel := states[left*stride+c*sources:][:sources*columns]
			stored := min(sources, d.order-left)
			packPanel(panel, x[left*width:], stored, width, c, columns)
			clear(panel[stored*columns:])
		}
	}
}

// packPanel copies replicas c … c+columns−1 of each source into panel[j*columns+…], with
// zeros beyond the last.
func packPanel[T Float](panel, x []T, sources, width, c, columns int) {
	if columns == width {
		copy(panel, x[:sources*width])
		return
	}
	if c+columns > width {
		for j := range sources {
			to := panel[j*columns:][:columns]
			clear(to[copy(to, x[j*width+c:(j+1)*width]):])
		}
		return
	}
	for j := range sources {
		to, from := panel[j*columns:][:columns], x[j*width+c:][:columns]
		k := 0
		for ; k+8 <= len(to) && k+8 <= len(from); k += 8 {
			*(*[8]T)(to[k:]) = *(*[8]T)(from[k:])
		}
		if k < len(to) {
			copy(to[k:], from[k:])
		}
	}
}
