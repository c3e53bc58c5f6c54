package network

import "math"

// SumCSR builds the n×n matrix as NewCSR does, but adds the weights of entries for the same
// position, in the order in which they are given. It calls repeated, unless that is nil, with the
// indices of each group of such entries, in ascending order, and returns its error. A sum that is
// not finite is an *EntryError of the last entry of its group. The entries are overwritten.
func SumCSR(n int, entries []Entry, repeated func(group []int) error) (*CSR, error) {
	for k, e := range entries {
		if reason := refuse(n, e); reason != "" {
			return nil, &EntryError{Index: k, First: -1, Entry: e, Reason: reason}
		}
	}
	order, start := rowOrder(n, entries)
	m := &CSR{start: start}
	kept := order[:0]
	for i := range n {
		row := order[start[i]:start[i+1]]
		m.start[i] = len(kept)
		for len(row) > 0 {
			group := row[:repeats(row, entries)]
			row = row[len(group):]
			if err := addGroup(group, entries, repeated); err != nil {
				return nil, err
			}
			kept = append(kept, group[0])
		}
	}
	m.start[n] = len(kept)
	m.fill(kept, entries)
	return m, nil
}

// repeats returns how many entries at the beginning of a row are for the same position.
func repeats(row []int, entries []Entry) int {
	k := 1
	for k < len(row) && entries[row[k]].Source == entries[row[0]].Source {
		k++
	}
	return k
}

// addGroup adds the weights of a group to the first of its entries.
func addGroup(group []int, entries []Entry, repeated func([]int) error) error {
	if len(group) == 1 {
		return nil
	}
	if repeated != nil {
		if err := repeated(group); err != nil {
			return err
		}
	}
	first := &entries[group[0]]
	for _, k := range group[1:] {
		first.Weight += entries[k].Weight
	}
	if math.IsInf(first.Weight, 0) || math.IsNaN(first.Weight) {
		last := group[len(group)-1]
		return &EntryError{Index: last, First: -1, Entry: entries[last], Reason: "makes a sum that is not finite"}
	}
	return nil
}
