package kernel

import (
	"slices"
	"unsafe"

	"noiseprune/network"
)

const (
	pairRows   = 2
	pairsAhead = 2        // pairs whose row numbers a loop reads beyond its last
	l1Bytes    = 24 << 10 // bytes of a panel for a block of sources that fits an L1 cache of 32 KiB
	l1Entries  = 16       // mean entries of a row in such a block below which it is slower
	mostPaired = 1 << 16  // sources of a block
)

// paired holds the stored weights only, in pairs of interleaved rows, for blocks of a few
// vectors and for networks so dense that the states that a row reads can stay in the L1
// cache. Rows are divided into groups, sources into blocks; in each of the parts, rows of
// about the same length form a pair, padded with weights of zero. The blocks are processed
// in ascending order, and each continues the sums of the one before: no bit depends on them.
type paired[T Float] struct {
	unit[T]
	order, group int // neurons in all, and in a group
	stored       int
	parts        []pairedPart[T]
}

// pairedPart is the part of W with the targets of one group and the sources of one block.
type pairedPart[T Float] struct {
	top, first int
	last       bool // the last block of its group
	pairs      int
	rows       []uint32 // minus top; padded with pairsAhead pairs
	starts     []int32  // of pairs, in entries of both rows
	sources    []uint16 // minus first; entry k of row i of a pair that starts at 0 is sources[k*pairRows+i]
	weights    []T
}

// pairable reports whether pairs of rows are the fastest way to multiply w by blocks of that width.
func (u unit[T]) pairable(w *network.CSR, width int) bool {
	if len(u.pairs) == 0 {
		return false
	}
	if u.l1Blocks(w, width) || width <= 2*u.lanes {
		return true
	}
	// Rows of pairs are visited in the order of their lengths. Where blocks exceed the cache, the rows' own order
	// is better: neighbours often have sources in common.
	n, row := w.Order(), u.panelRow(width)
	return width <= 4*u.lanes && n*row <= panelBytes*sourceBlocks(n, w.Stored(), row, sparseEntriesMin)
}

// l1Blocks reports whether rows have enough entries in blocks that fit the L1 cache.
func (u unit[T]) l1Blocks(w *network.CSR, width int) bool {
	sources := l1Bytes / u.panelRow(width)
	return float64(w.Stored())*float64(sources) >= l1Entries*float64(w.Order())*float64(w.Order())
}

// panelRow returns the bytes of one source in the panel of widestPairs.
func (u unit[T]) panelRow(width int) int {
	return u.widestPairs(width).vectors * u.lanes * int(unsafe.Sizeof(T(0)))
}

// widestPairs returns the loop for the narrowest panel that holds width replicas, or for the
// widest panel there is.
func (u unit[T]) widestPairs(width int) pairedRows[T] {
	for _, p := range u.pairs {
		if p.vectors*u.lanes >= width {
			return p
		}
	}
	return u.pairs[len(u.pairs)-1]
}

func newPaired[T Float](u unit[T], w *network.CSR, width int) *paired[T] {
	n := w.Order()
	p := &paired[T]{unit: u, order: n, group: max(1, n), stored: w.Stored()}
	blocks := sourceBlocks(n, w.Stored(), u.panelRow(width), pairedEntriesMin)
	if u.l1Blocks(w, width) {
		p.group = u.groupRows
		blocks = max(1, (n*u.panelRow(width)+l1Bytes-1)/l1Bytes)
	}
	size := min(mostPaired, max(1, (n+blocks-1)/blocks))
	for top := 0; top < n; top += p.group {
		for first := 0; first < n; first += size {
			part := newPairedPart[T](w, top, min(p.group, n-top), first, min(size, n-first))
			part.last = first+size >= n
			p.parts = append(p.parts, part)
		}
	}
	return p
}

func newPairedPart[T Float](w *network.CSR, top, count, first, sources int) pairedPart[T] {
	part := pairedPart[T]{top: top, first: first, starts: []int32{0}}
	rows := make([]partRow, count)
	for i := range rows {
		rows[i] = newPartRow(w, top, i, first, sources)
	}
	rows = byLength(rows)
	if count%pairRows != 0 {
		rows = append(rows, partRow{row: count}) // padding; its sums are not read
	}
	total := 0
	for k := 0; k < len(rows); k += pairRows {
		total += pairRows * len(rows[k].sources)
	}
	part.sources, part.weights = make([]uint16, 0, total), make([]T, 0, total)
	for pair := range slices.Chunk(rows, pairRows) {
		entries := len(pair[0].sources)
		if entries == 0 && first > 0 {
			break
		}
		for k := range entries {
			for _, row := range pair {
				source, weight := row.entry(k, first)
				part.sources, part.weights = append(part.sources, source), append(part.weights, T(weight))
			}
		}
		for _, row := range pair {
			part.rows = append(part.rows, uint32(row.row))
		}
		part.starts = append(part.starts, int32(len(part.sources)/pairRows))
	}
	part.pairs = len(part.rows) / pairRows
	part.rows = append(part.rows, make([]uint32, pairsAhead*pairRows)...)
	return part
}

// partRow is the part of a row of W in a block of sources.
type partRow struct {
	row     int // index in its group
	sources []int32
	weights []float64
}

func newPartRow(w *network.CSR, top, i, first, count int) partRow {
	sources, weights := w.Row(top + i)
	begin, _ := slices.BinarySearch(sources, int32(first))
	end, _ := slices.BinarySearch(sources, int32(first+count))
	return partRow{i, sources[begin:end], weights[begin:end]}
}

// byLength returns the rows in descending order of their entries, those of equally many in the order in which they are. It counts
// them, for a comparison sort of a large network takes as long as dozens of its products.
func byLength(rows []partRow) []partRow {
	longest := 0
	for _, row := range rows {
		longest = max(longest, len(row.sources))
	}
	places := make([]int, longest+1) // after the count, where rows with so many entries begin
	for _, row := range rows {
		places[len(row.sources)]++
	}
	for length, longer := longest, 0; length >= 0; length-- {
		places[length], longer = longer, longer+places[length]
	}
	sorted := make([]partRow, len(rows), len(rows)+1)
	for _, row := range rows {
		sorted[places[len(row.sources)]] = row
		places[len(row.sources)]++
	}
	return sorted
}

// entry returns entry k, or a weight of zero beyond the last.
func (r partRow) entry(k, first int) (uint16, float64) {
	if k >= len(r.sources) {
		return 0, 0
	}
	return uint16(r.sources[k] - int32(first)), r.weights[k]
}

// Order returns the number of neurons.
func (p *paired[T]) Order() int { return p.order }

// Rows implements Product.
func (p *paired[T]) Rows(x []T, width int, scratch *Scratch[T], visit func(first int, products Rows[T])) {
	checkLength(x, p.order, width)
	states, stride := p.pack(scratch, x, width)
	sums := resize(&scratch.sums, (min(p.group, p.order)+1)*stride)
	threads := 1
	if scratch.threads > 1 && p.group >= p.order && SharesRows(p.stored, width) {
		threads = scratch.threads
	}
	for k := range p.parts {
		part := &p.parts[k]
		for c := 0; c < width && part.pairs > 0; {
			panel := p.widestPairs(width - c)
			columns := panel.vectors * p.lanes
			p.pairsOf(part, panel, threads, sums[c:], states[c*p.order+part.first*columns:], stride)
			c += columns
		}
		if !part.last {
			continue
		}
		visit(part.top, Rows[T]{min(p.group, p.order-part.top), width, stride, sums})
	}
}

// pairsOf computes or continues the sums of a part's rows; pairs have no row in common.
func (p *paired[T]) pairsOf(part *pairedPart[T], panel pairedRows[T], threads int, sums, states []T, stride int) {
	if threads == 1 {
		panel.pairs(sums, states, part.rows, part.starts, part.sources, part.weights, part.pairs, stride, part.first > 0)
		return
	}
	inParts(threads, part.pairs, func(first, end int) {
		entry := pairRows * int(part.starts[first])
		panel.pairs(sums, states, part.rows[pairRows*first:], part.starts[first:], part.sources[entry:], part.weights[entry:],
			end-first, stride, part.first > 0)
	})
}

// pack copies the states into panels, one after another, and returns them with their total
// width. Where one panel has exactly the width of the block and all rows are computed before
// the first is visited, it returns x itself.
func (p *paired[T]) pack(scratch *Scratch[T], x []T, width int) (states []T, stride int) {
	for stride < width {
		stride += p.widestPairs(width-stride).vectors * p.lanes
	}
	if p.group >= p.order && stride == p.widestPairs(width).vectors*p.lanes && stride == width {
		return x, stride
	}
	states = resize(&scratch.states, p.order*stride)
	for c := 0; c < width; {
		columns := p.widestPairs(width-c).vectors * p.lanes
		packPanel(states[c*p.order:][:p.order*columns], x, p.order, width, c, columns)
		c += columns
	}
	return states, stride
}
