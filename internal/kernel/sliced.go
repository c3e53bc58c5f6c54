package kernel

import (
	"slices"
	"unsafe"

	"noiseprune/network"
)

const (
	sliceWidth = 2 // the widest block for which slices of rows, one replica after another, are faster
	sliceRows  = 8
)

// sliced holds the stored weights only, for blocks so narrow that replicas do not fill a
// vector: the lanes are rows. Rows of about the same length are interleaved in slices,
// padded with weights of zero: the format SELL-C-σ of Kreutzer et al. (2014, "A
// unified sparse matrix data format", SIAM J. Sci. Comput. 36, C401), with C = 8 and σ = N.
// Blocks of sources are processed in ascending order, as in sparse.
type sliced[T Float] struct {
	unit[T]
	order  int
	place  []int32 // index of each neuron among the rows in slices
	blocks []slicedBlock[T]
}

// slicedBlock is the part of W with the sources from first on.
type slicedBlock[T Float] struct {
	first   int
	starts  []int32  // of slices, in entries of all rows of a slice
	sources []uint16 // minus first; entry k of row i of a slice that starts at 0 is sources[k*sliceRows+i]
	weights []T
}

func newSliced[T Float](u unit[T], w *network.CSR) *sliced[T] {
	n := w.Order()
	s := &sliced[T]{unit: u, order: n, place: make([]int32, n)}
	neurons := make([]int, n)
	for i := range neurons {
		neurons[i] = i
	}
	length := func(i int) int {
		sources, _ := w.Row(i)
		return len(sources)
	}
	slices.SortStableFunc(neurons, func(i, j int) int { return length(j) - length(i) })
	for place, i := range neurons {
		s.place[i] = int32(place)
	}
	size := min(panelBytes/int(unsafe.Sizeof(T(0))), 1<<16)
	for first := 0; first < n; first += size {
		s.blocks = append(s.blocks, newSlicedBlock[T](w, neurons, first, min(size, n-first)))
	}
	return s
}

func newSlicedBlock[T Float](w *network.CSR, neurons []int, first, count int) slicedBlock[T] {
	b := slicedBlock[T]{first: first, starts: []int32{0}}
	entries := 0
	for neurons := range slices.Chunk(neurons, sliceRows) {
		rows := newSlice(w, neurons, first, count)
		entries += rows.entries()
		b.starts = append(b.starts, int32(entries))
	}
	b.sources, b.weights = make([]uint16, 0, entries*sliceRows), make([]T, 0, entries*sliceRows)
	for neurons := range slices.Chunk(neurons, sliceRows) {
		rows := newSlice(w, neurons, first, count)
		for k := range rows.entries() {
			for _, row := range rows {
				source, weight := row.entry(k, first)
				b.sources, b.weights = append(b.sources, source), append(b.weights, T(weight))
			}
		}
	}
	return b
}

// slice is sliceRows rows in a block of sources; rows beyond the last neuron are empty.
type slice [sliceRows]partRow

func newSlice(w *network.CSR, neurons []int, first, count int) (s slice) {
	for i, neuron := range neurons {
		s[i] = newPartRow(w, neuron, 0, first, count)
	}
	return s
}

// entries returns the length of the longest row.
func (s *slice) entries() int {
	longest := 0
	for _, row := range s {
		longest = max(longest, len(row.sources))
	}
	return longest
}

// Order returns the number of neurons.
func (s *sliced[T]) Order() int { return s.order }

// Rows implements Product.
func (s *sliced[T]) Rows(x []T, width int, scratch *Scratch[T], visit func(first int, products Rows[T])) {
	checkLength(x, s.order, width)
	stride := ceil(s.order, sliceRows)
	sums := resize(&scratch.sums, stride*width+visitedRows*width)
	for c := range width {
		states := x
		if width > 1 {
			states = resize(&scratch.states, s.order)
			packPanel(states, x, s.order, width, c, 1)
		}
		for k := range s.blocks {
			b := &s.blocks[k]
			s.slices(sums[c*stride:], states[b.first:], b.starts, b.sources, b.weights, len(b.starts)-1, k > 0)
		}
	}
	rows := sums[stride*width:]
	for first := 0; first < s.order; first += visitedRows {
		places := s.place[first:min(first+visitedRows, s.order)]
		for k, place := range places {
			for c := range width {
				rows[k*width+c] = sums[c*stride+int(place)]
			}
		}
		visit(first, Rows[T]{len(places), width, width, rows})
	}
}
