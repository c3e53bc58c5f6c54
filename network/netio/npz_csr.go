package netio

import "noiseprune/network"

// readCSR reads compressed sparse rows: the entries indptr[i] to indptr[i+1] are those of
// row i, in the columns indices[k], with the weights data[k].
func (a *archive) readCSR(n int) (*network.CSR, error) {
	at := place{a.path, "indptr.npy"}
	start, index, err := a.readStarts(func(items int) error {
		if items != n+1 {
			return at.fail(0, saveSparse, "%d values for %d rows, not one more", items, n)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	entries, err := a.readEntries(index)
	if err != nil {
		return nil, err
	}
	for row := range n {
		for k := start[row]; k < start[row+1]; k++ {
			entries[k].Target = row
		}
	}
	return a.build(n, entries)
}

// readCSC reads compressed sparse columns, which are the rows of the transpose.
func (a *archive) readCSC(n int) (*network.CSR, error) {
	w, err := a.readCSR(n)
	if err != nil {
		return nil, err
	}
	return w.Transpose(), nil
}

// readStarts reads indptr, after check has accepted its length, and indices. The starts
// run from 0 to the number of indices and do not fall.
func (a *archive) readStarts(check func(items int) error) (start, index []int, err error) {
	if start, err = a.indices("indptr", check); err != nil {
		return nil, nil, err
	}
	if index, err = a.entryIndices("indices"); err != nil {
		return nil, nil, err
	}
	at := place{a.path, "indptr.npy"}
	last := len(start) - 1
	if start[0] != 0 || start[last] != len(index) {
		return nil, nil, at.fail(0, saveSparse, "it runs from %d to %d, not from 0 to the %d entries", start[0], start[last], len(index))
	}
	for i := range last {
		if start[i+1] < start[i] {
			return nil, nil, at.fail(0, saveSparse, "value %d (from 0) is below the one before", i+1)
		}
	}
	return start, index, nil
}
