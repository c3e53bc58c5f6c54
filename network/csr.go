package network

import (
	"fmt"
	"math"
	"slices"
)

// Entry is one synapse: its weight acts from neuron Source onto neuron Target,
// so that it stands at W[Target][Source].
type Entry struct {
	Target, Source int
	Weight         float64
}

// EntryError is the error of an entry given to NewCSR that is not valid in a weight matrix.
// Index is its index in the slice; First is the index of the entry that it repeats, or -1.
type EntryError struct {
	Index, First int
	Entry        Entry
	Reason       string
}

// Error states the position (row = target, column = source, both from 0) and the reason.
func (e *EntryError) Error() string {
	return fmt.Sprintf("entry (row %d, column %d) %s", e.Entry.Target, e.Entry.Source, e.Reason)
}

// CSR is a square weight matrix W in compressed sparse rows. Row i holds the
// synapses onto neuron i, in ascending order of their source. It is never changed
// once made, so any number of goroutines may read it.
type CSR struct {
	start  []int
	source []int32
	weight []float64
}

// NewCSR builds the n×n matrix that holds the given entries. Entries may come in any
// order; those with weight zero are not synapses and are left out. It returns an
// *EntryError for a position outside the matrix, a repeated position, or a weight that is
// not finite. NewCSR panics if n is negative or above 2³¹−1.
func NewCSR(n int, entries []Entry) (*CSR, error) {
	if n < 0 || n > math.MaxInt32 {
		panic(fmt.Sprintf("network: matrix order %d out of range", n))
	}
	for k, e := range entries {
		if reason := refuse(n, e); reason != "" {
			return nil, &EntryError{Index: k, First: -1, Entry: e, Reason: reason}
		}
	}
	m := new(CSR)
	var order []int
	order, m.start = rowOrder(n, entries)
	if err := findRepeat(m.start, order, entries); err != nil {
		return nil, err
	}
	m.fill(order, entries)
	return m, nil
}

func refuse(n int, e Entry) string {
	switch {
	case e.Target < 0 || e.Target >= n || e.Source < 0 || e.Source >= n:
		return fmt.Sprintf("lies outside the %d × %d matrix", n, n)
	case math.IsNaN(e.Weight) || math.IsInf(e.Weight, 0):
		return fmt.Sprintf("has weight %v, which is not finite", e.Weight)
	}
	return ""
}

// rowOrder returns the indices of the entries, row after row, each row sorted by source and,
// for equal positions, by index: two counting sorts, by source and then by target. start[i]
// is where row i begins.
func rowOrder(n int, entries []Entry) (order, start []int) {
	bySource, _ := countingSort(n, len(entries), func(k int) (index, key int) { return k, entries[k].Source })
	return countingSort(n, len(entries), func(k int) (index, key int) {
		index = bySource[k]
		return index, entries[index].Target
	})
}

// countingSort returns the indices of the items 0 … count−1 in ascending order of their keys, which
// are below n; those of the same key stay in their order. start[key] is where a key's items begin.
func countingSort(n, count int, item func(k int) (index, key int)) (order, start []int) {
	next := make([]int, n+2) // next[key+1] is where the next item of the key goes: in the end, where it ends
	for k := range count {
		_, key := item(k)
		next[key+2]++
	}
	for key := range n {
		next[key+2] += next[key+1]
	}
	order = make([]int, count)
	for k := range count {
		index, key := item(k)
		order[next[key+1]] = index
		next[key+1]++
	}
	return order, next[:n+1]
}

func findRepeat(start, order []int, entries []Entry) error {
	for i := range len(start) - 1 {
		row := order[start[i]:start[i+1]]
		for k := 1; k < len(row); k++ {
			if entries[row[k]].Source == entries[row[k-1]].Source {
				return &EntryError{Index: row[k], First: row[k-1], Entry: entries[row[k]], Reason: "is given twice"}
			}
		}
	}
	return nil
}

// fill stores the non-zero entries in the given order and closes the gaps that zeros
// leave in m.start.
func (m *CSR) fill(order []int, entries []Entry) {
	m.source = make([]int32, 0, len(order))
	m.weight = make([]float64, 0, len(order))
	k := 0
	for i := range m.Order() {
		end := m.start[i+1]
		m.start[i] = len(m.source)
		for ; k < end; k++ {
			if e := entries[order[k]]; e.Weight != 0 {
				m.source = append(m.source, int32(e.Source))
				m.weight = append(m.weight, e.Weight)
			}
		}
	}
	m.start[m.Order()] = len(m.source)
}

// Order returns n, the number of rows and of columns.
func (m *CSR) Order() int { return len(m.start) - 1 }

// Stored returns the number of stored entries, those on the diagonal included.
func (m *CSR) Stored() int { return len(m.weight) }

// Row returns the sources and the weights of the synapses onto neuron i, in ascending
// order of the source. The caller must not change them.
func (m *CSR) Row(i int) (sources []int32, weights []float64) {
	lo, hi := m.start[i], m.start[i+1]
	return m.source[lo:hi], m.weight[lo:hi]
}

// RowStart returns the index, among all stored entries, of the first entry of row i;
// RowStart(Order()) is Stored(). Slices with one value per synapse (covariances,
// probabilities) use the same index.
func (m *CSR) RowStart(i int) int { return m.start[i] }

// Entries returns all stored entries, row after row, each row in ascending order of
// the source.
func (m *CSR) Entries() []Entry {
	all := make([]Entry, 0, m.Stored())
	for i := range m.Order() {
		sources, weights := m.Row(i)
		for k, j := range sources {
			all = append(all, Entry{Target: i, Source: int(j), Weight: weights[k]})
		}
	}
	return all
}

// Find returns the index of W[i][j] among the stored entries, and whether it is stored.
func (m *CSR) Find(i, j int) (place int, ok bool) {
	sources, _ := m.Row(i)
	k, ok := slices.BinarySearch(sources, int32(j))
	return m.start[i] + k, ok
}

// At returns W[i][j], zero where no synapse is stored.
func (m *CSR) At(i, j int) float64 {
	if k, ok := m.Find(i, j); ok {
		return m.weight[k]
	}
	return 0
}

// Transpose returns the matrix with W[j][i] at row i, column j.
func (m *CSR) Transpose() *CSR {
	n := m.Order()
	t := &CSR{start: make([]int, n+1), source: make([]int32, m.Stored()), weight: make([]float64, m.Stored())}
	for _, j := range m.source {
		t.start[j+1]++
	}
	for i := range n {
		t.start[i+1] += t.start[i]
	}
	next := slices.Clone(t.start[:n])
	for i := range n {
		sources, weights := m.Row(i)
		for k, j := range sources {
			t.source[next[j]], t.weight[next[j]] = int32(i), weights[k]
			next[j]++
		}
	}
	return t
}

// Equal reports whether both matrices have the same order and the same entries.
func (m *CSR) Equal(o *CSR) bool {
	return slices.Equal(m.start, o.start) && slices.Equal(m.source, o.source) && slices.Equal(m.weight, o.weight)
}
