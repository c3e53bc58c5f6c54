package netio

import (
	"errors"
	"math"

	"noiseprune/network"
)

// weights reads the rest of a square array.
func (p *matPart) weights(a matArray, limits Limits) (*network.CSR, error) {
	if err := limits.checkOrder(p.at, 0, a.dims[0], a.dims[1]); err != nil {
		return nil, err
	}
	n := a.dims[0]
	list := &matEntries{at: p.at, n: n, promised: n * n, logical: a.logical, limits: limits}
	switch {
	case p.triple[0] != nil:
		return list.readTriples(p)
	case a.class == sparseClass:
		return list.readSparse(p)
	}
	return list.readFull(p)
}

// matEntries collects the entries of an n × n matrix.
type matEntries struct {
	at       place
	n        int
	promised int // entries at most
	logical  bool
	limits   Limits
	list     entryList
}

// add appends an entry of the column, which is the source.
func (l *matEntries) add(row, column int, v float64) error {
	switch {
	case v == 0:
		return nil
	case math.IsNaN(v) || math.IsInf(v, 0):
		return l.at.fail(0, finiteWeights, "weight at row %d, column %d (from 1) is %v", row+1, column+1, v)
	case l.logical:
		v = 1
	}
	l.list.add(network.Entry{Target: row, Source: column, Weight: v}, l.promised)
	return l.limits.checkEntries(l.at, 0, len(l.list.entries))
}

// readFull reads all numbers, column after column.
func (l *matEntries) readFull(p *matPart) (*network.CSR, error) {
	err := p.numbers(l.n*l.n, true, func(k int, v float64) error { return l.add(k%l.n, k/l.n, v) })
	if err != nil {
		return nil, err
	}
	return network.NewCSR(l.n, l.list.entries)
}

// readSparse reads the rows of the entries, the index of each column's first entry, and the
// weights. There may be room for more entries than there are.
func (l *matEntries) readSparse(p *matPart) (*network.CSR, error) {
	rows, err := p.indices(func(items int) error { return l.limits.checkEntries(l.at, 0, items) })
	if err != nil {
		return nil, err
	}
	starts, err := p.indices(func(items int) error {
		if items != l.n+1 {
			return l.at.fail(0, fetchAgain, "%d starts of %d columns, not one more", items, l.n)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if err := l.checkStarts(starts, len(rows)); err != nil {
		return nil, err
	}
	column, stored := 0, int(starts[l.n])
	l.promised = stored
	err = p.numbers(stored, false, func(k int, v float64) error {
		if k >= stored {
			return nil
		}
		for int(starts[column+1]) <= k {
			column++
		}
		return l.add(int(rows[k]), column, v)
	})
	if err != nil {
		return nil, err
	}
	return l.build()
}

// checkStarts returns an error unless the starts run from 0, never down, to at most the room.
func (l *matEntries) checkStarts(starts []int32, room int) error {
	if starts[0] != 0 || int(starts[l.n]) > room {
		return l.at.fail(0, fetchAgain, "the columns run from entry %d to %d, with room for %d entries", starts[0], starts[l.n], room)
	}
	for j := range l.n {
		if starts[j+1] < starts[j] {
			return l.at.fail(0, fetchAgain, "column %d (from 1) begins after the next", j+1)
		}
	}
	return nil
}

// build returns the matrix, or an error for entries outside it or at the same place.
func (l *matEntries) build() (*network.CSR, error) {
	w, err := network.NewCSR(l.n, l.list.entries)
	var wrong *network.EntryError
	switch {
	case !errors.As(err, &wrong):
		return w, err
	case wrong.First >= 0:
		return nil, l.at.fail(0, "in MATLAB, build it with sparse(i, j, v)",
			"the weight at row %d, column %d (from 1) is given twice", wrong.Entry.Target+1, wrong.Entry.Source+1)
	}
	return nil, l.at.fail(0, fetchAgain, "row %d, column %d (from 1) lies outside the %d × %d matrix",
		wrong.Entry.Target+1, wrong.Entry.Source+1, l.n, l.n)
}
