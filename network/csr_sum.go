package network

import (
	"fmt"
	"math"
)

// SumCSR builds the n×n matrix as NewCSR does, but adds the weights of entries for the same
// position, in the order in which they are given. It calls repeated, unless that is nil, with the
// indices of each group of such entries, in ascending order, and returns its error. A sum that is
// not finite is an *EntryError of the last entry of its group.
func SumCSR(n int, entries []Entry, repeated func(group []int) error) (*CSR, error) {
	return SumBlocks(n, [][]Entry{entries}, repeated)
}

// SumBlocks does what SumCSR does with entries in blocks, whose indices go on from one block to the
// next. All blocks but the last must have the same length, a power of two, and the last one at most
// that.
func SumBlocks(n int, blocks [][]Entry, repeated func(group []int) error) (*CSR, error) {
	entries := newEntryBlocks(blocks)
	if n < 0 || n > math.MaxInt32 || entries.count > math.MaxInt32 {
		panic(fmt.Sprintf("network: matrix of order %d with %d entries out of range", n, entries.count))
	}
	sorted, err := checkEntries(n, &entries)
	if err != nil {
		return nil, err
	}
	r := sortRows(n, &entries, sorted, sortWorkers(n, entries.count))
	return r.sum(&entries, repeated)
}

// checkEntries returns the error of the first entry that is not valid. It reports whether the
// entries come in ascending order of their sources.
func checkEntries(n int, entries *entryBlocks) (sorted bool, err error) {
	sorted = true
	last := 0
	for k := range entries.count {
		e := *entries.at(k)
		if reason := refuse(n, e); reason != "" {
			return false, &EntryError{Index: k, First: -1, Entry: e, Reason: reason}
		}
		sorted = sorted && e.Source >= last
		last = e.Source
	}
	return sorted, nil
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

// sum adds the weights of the same position, and leaves out those that are zero.
func (r *rows) sum(entries *entryBlocks, repeated func(group []int) error) (*CSR, error) {
	kept, first, n := 0, 0, len(r.start)-1
	source := r.free
	if source == nil {
		source = make([]int32, len(r.source))
	}
	for i := range n {
		end := r.start[i+1]
		r.start[i] = kept
		for first < end {
			last := first + 1
			for last < end && r.source[last].source == r.source[first].source {
				last++
			}
			weight := r.weight[first]
			if last > first+1 {
				var err error
				if weight, err = r.sumGroup(first, last, entries, repeated); err != nil {
					return nil, err
				}
			}
			if weight != 0 {
				source[kept], r.weight[kept] = r.source[first].source, weight
				kept++
			}
			first = last
		}
	}
	r.start[n] = kept
	return &CSR{start: r.start, source: source[:kept], weight: r.weight[:kept]}, nil
}

// sumGroup returns the sum of the weights at first … last−1, which are for the same position.
func (r *rows) sumGroup(first, last int, entries *entryBlocks, repeated func(group []int) error) (float64, error) {
	if repeated != nil {
		group := make([]int, 0, last-first)
		for _, e := range r.source[first:last] {
			group = append(group, int(e.index))
		}
		if err := repeated(group); err != nil {
			return 0, err
		}
	}
	sum := 0.0
	for _, w := range r.weight[first:last] {
		sum += w
	}
	if math.IsInf(sum, 0) || math.IsNaN(sum) {
		k := int(r.source[last-1].index)
		return 0, &EntryError{Index: k, First: -1, Entry: *entries.at(k), Reason: "makes a sum that is not finite"}
	}
	return sum, nil
}
