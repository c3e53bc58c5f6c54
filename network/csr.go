package network

import (
	"fmt"
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
// not finite. NewCSR panics if n is negative or above 2³¹−1, or if there are more than 2³¹−1
// entries.
func NewCSR(n int, entries []Entry) (*CSR, error) {
	return SumCSR(n, entries, func(group []int) error {
		return &EntryError{Index: group[1], First: group[0], Entry: entries[group[1]], Reason: "is given twice"}
	})
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
