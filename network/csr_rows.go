package network

// rows are entries, row after row, each row in ascending order of the source and, for equal
// positions, of the index among the entries.
type rows struct {
	CSR
	index []int32
}

// sortRows puts the entries in order by two counting sorts, by source and then by target.
func sortRows(n int, entries []Entry, sorted bool) rows {
	bySource := []int32(nil)
	if !sorted {
		bySource = orderBySource(n, entries)
	}
	r := rows{
		CSR:   CSR{source: make([]int32, len(entries)), weight: make([]float64, len(entries))},
		index: make([]int32, len(entries)),
	}
	r.start = rowStarts(n, entries, func(e Entry) int { return e.Target })
	for k := range entries {
		index := int32(k)
		if !sorted {
			index = bySource[k]
		}
		e := &entries[index]
		place := r.start[e.Target+1]
		r.start[e.Target+1]++
		r.source[place], r.weight[place], r.index[place] = int32(e.Source), e.Weight, index
	}
	r.start = r.start[:n+1]
	return r
}

// orderBySource returns the indices of the entries in ascending order of their sources.
func orderBySource(n int, entries []Entry) []int32 {
	next := rowStarts(n, entries, func(e Entry) int { return e.Source })
	order := make([]int32, len(entries))
	for k, e := range entries {
		order[next[e.Source+1]] = int32(k)
		next[e.Source+1]++
	}
	return order
}

// rowStarts returns at key+1 where the entries of that key begin, of n+2 values: once as many
// entries have been placed there as there are, this is where those of the next key begin.
func rowStarts(n int, entries []Entry, key func(Entry) int) []int {
	next := make([]int, n+2)
	for _, e := range entries {
		next[key(e)+2]++
	}
	for k := range n {
		next[k+2] += next[k+1]
	}
	return next
}
