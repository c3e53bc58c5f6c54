package netio

import "noiseprune/network"

// firstRowIsLabels makes labels of the first row.
func (r *denseReader) firstRowIsLabels() {
	r.above, r.nameLeft = true, nil
	r.count--
	r.shift(func(e *network.Entry) *int { return &e.Target })
	r.told = append(r.told, "the first row is read as labels, since there is one row more than columns")
}

// firstColumnIsLabels makes labels of the first column.
func (r *denseReader) firstColumnIsLabels() {
	r.left, r.nameAbove = true, nil
	r.columns--
	r.shift(func(e *network.Entry) *int { return &e.Source })
	r.told = append(r.told, "the first column is read as labels, since there is one column more than rows")
}

// shift removes the entries with index 0 and subtracts 1 from the index of the others.
func (r *denseReader) shift(index func(e *network.Entry) *int) {
	kept := r.list.entries[:0]
	for _, e := range r.list.entries {
		if i := index(&e); *i > 0 {
			*i--
			kept = append(kept, e)
		}
	}
	r.list.entries = kept
}
