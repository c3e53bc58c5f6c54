package kernel

import (
	"unsafe"

	"noiseprune/network"
)

// panelBytes bounds the part of a panel of replicas that a block of sources takes: three
// quarters of a small L2 cache (512 KiB), so that the states that a row reads are there.
const panelBytes = 384 << 10

// The mean numbers of entries of a row in a block of sources below which more blocks are slower, since a block
// loads and stores the sums of all rows; pairs of rows without entries in a block are not visited.
const (
	sparseEntriesMin = 6
	pairedEntriesMin = 1
)

// sourceBlocks returns into how many blocks the sources are divided for panels with so many bytes of each: those
// that fit the L2 cache, but only as many as leave entriesMin entries of a row in each.
func sourceBlocks(neurons, stored, panelRow, entriesMin int) int {
	cached := (neurons*panelRow + panelBytes - 1) / panelBytes
	filled := stored / (entriesMin * max(1, neurons))
	return max(1, min(cached, filled))
}

// prefetched is the number of sources that a loop may read beyond its last.
const prefetched = 16

// visitedRows is the number of rows of the last block that are computed before they are
// visited: few enough that they are still in the L1 cache then.
const visitedRows = 16

// sparse holds the stored weights only, in blocks of sources. The blocks are processed in
// ascending order, and each continues the sums of the one before: no bit depends on them.
type sparse[T Float] struct {
	unit[T]
	order  int
	stored int
	blocks []sourceBlock[T]
}

// sourceBlock is the part of W with the sources first … first+count−1.
type sourceBlock[T Float] struct {
	first, count int
	starts       []int32  // row i holds the entries starts[i] … starts[i+1]−1
	sources      []uint32 // minus first
	weights      []T
}

func newSparse[T Float](u unit[T], w *network.CSR, width int) *sparse[T] {
	n := w.Order()
	s := &sparse[T]{unit: u, order: n, stored: w.Stored()}
	row := s.widest(width).vectors * s.lanes * int(unsafe.Sizeof(T(0)))
	count := sourceBlocks(n, w.Stored(), row, sparseEntriesMin)
	size := max(1, (n+count-1)/count)
	for first := 0; first < n; first += size {
		s.blocks = append(s.blocks, newSourceBlock[T](w, first, min(size, n-first)))
	}
	return s
}

func newSourceBlock[T Float](w *network.CSR, first, count int) sourceBlock[T] {
	b := sourceBlock[T]{first: first, count: count, starts: make([]int32, 1, w.Order()+1)}
	entries := 0
	for i := range w.Order() {
		entries += len(newPartRow(w, i, 0, first, count).sources)
	}
	b.sources, b.weights = make([]uint32, 0, entries+prefetched), make([]T, 0, entries)
	for i := range w.Order() {
		row := newPartRow(w, i, 0, first, count)
		for k, source := range row.sources {
			b.sources = append(b.sources, uint32(source-int32(first)))
			b.weights = append(b.weights, T(row.weights[k]))
		}
		b.starts = append(b.starts, int32(len(b.sources)))
	}
	b.sources = append(b.sources, make([]uint32, prefetched)...)
	return b
}

// widest returns the loop for the narrowest panel that holds width replicas, or for the
// widest panel there is.
func (s *sparse[T]) widest(width int) sparseRows[T] {
	for _, rows := range s.sparse {
		if rows.vectors*s.lanes >= width {
			return rows
		}
	}
	return s.sparse[len(s.sparse)-1]
}

// Order returns the number of neurons.
func (s *sparse[T]) Order() int { return s.order }

// Rows implements Product.
func (s *sparse[T]) Rows(x []T, width int, scratch *Scratch[T], visit func(first int, products Rows[T])) {
	checkLength(x, s.order, width)
	stride := s.stride(width)
	sums := resize(&scratch.sums, s.order*stride)
	if scratch.threads > 1 && SharesRows(s.stored, width) {
		s.rowsInParts(x, width, scratch)
		for i := 0; i < s.order; i += visitedRows {
			visit(i, Rows[T]{min(visitedRows, s.order-i), width, stride, sums[i*stride:]})
		}
		return
	}
	for c := 0; c < width; {
		panel := s.widest(width - c)
		columns := panel.vectors * s.lanes
		for k := range s.blocks {
			b := &s.blocks[k]
			last := k == len(s.blocks)-1 && c+columns >= width
			states := x[b.first*width:]
			if last || columns != width {
				states = resize(&scratch.states, b.count*columns)
				packPanel(states, x[b.first*width:], b.count, width, c, columns)
			}
			if !last {
				panel.rows(sums[c:], states, b.starts, b.sources, b.weights, s.order, stride, k > 0)
				continue
			}
			for i := 0; i < s.order; i += visitedRows {
				count := min(visitedRows, s.order-i)
				panel.rows(sums[i*stride+c:], states, b.starts[i:], b.sources, b.weights, count, stride, k > 0)
				visit(i, Rows[T]{count, width, stride, sums[i*stride:]})
			}
		}
		c += columns
	}
}

// rowsInParts computes all sums, in parts of the rows.
func (s *sparse[T]) rowsInParts(x []T, width int, scratch *Scratch[T]) {
	stride, sums := s.stride(width), scratch.sums
	for c := 0; c < width; {
		panel := s.widest(width - c)
		columns, states := panel.vectors*s.lanes, x
		if columns != width {
			states = resize(&scratch.states, s.order*columns)
			packPanel(states, x, s.order, width, c, columns)
		}
		inParts(scratch.threads, s.order, func(first, end int) {
			for k := range s.blocks {
				b := &s.blocks[k]
				panel.rows(sums[first*stride+c:], states[b.first*columns:], b.starts[first:], b.sources, b.weights, end-first, stride, k > 0)
			}
		})
		c += columns
	}
}

// stride returns the total width of all panels.
func (s *sparse[T]) stride(width int) int {
	stride := 0
	for stride < width {
		stride += s.widest(width-stride).vectors * s.lanes
	}
	return stride
}
