package network

// rows are entries, row after row, each row in ascending order of the source and, for equal
// positions, of the index among the entries.
type rows struct {
	start  []int
	source []sourceIndex
	weight []float64
	free   []int32 // memory for as many sources; nil for none
}

// sourceIndex is the source of an entry and its index among the entries: together, so that both are
// in one piece of memory where an entry is placed.
type sourceIndex struct{ source, index int32 }

// sortRows puts the entries in order by two counting sorts, by source and then by target, each done
// by that many workers.
func sortRows(n int, entries *entryBlocks, sorted bool, workers int) rows {
	bySource := []int32(nil)
	if !sorted {
		bySource = orderBySource(n, entries, workers)
	}
	r := rows{
		source: make([]sourceIndex, entries.count), weight: make([]float64, entries.count), free: bySource,
	}
	parts := newSortParts(n, entries.count, workers)
	counted := bySource
	if workers == 1 {
		counted = nil // one worker may count in any order
	}
	r.start = parts.starts(func(p sortPart) {
		for k := p.first; k < p.end; k++ {
			p.next[entries.at(int(indexAt(counted, k))).Target]++
		}
	})
	parts.each(func(p sortPart) {
		for k := p.first; k < p.end; k++ {
			index := indexAt(bySource, k)
			e := entries.at(int(index))
			place := p.next[e.Target]
			p.next[e.Target]++
			r.source[place], r.weight[place] = sourceIndex{int32(e.Source), index}, e.Weight
		}
	})
	return r
}

// orderBySource returns the indices of the entries in ascending order of their sources.
func orderBySource(n int, entries *entryBlocks, workers int) []int32 {
	parts := newSortParts(n, entries.count, workers)
	parts.starts(func(p sortPart) {
		for k := p.first; k < p.end; k++ {
			p.next[entries.at(k).Source]++
		}
	})
	order := make([]int32, entries.count)
	parts.each(func(p sortPart) {
		for k := p.first; k < p.end; k++ {
			source := entries.at(k).Source
			order[p.next[source]] = int32(k)
			p.next[source]++
		}
	})
	return order
}

// indexAt returns the index at place k of an order; nil is the order of the entries.
func indexAt(order []int32, k int) int32 {
	if order == nil {
		return int32(k)
	}
	return order[k]
}
