package netio

import (
	"math"

	"noiseprune/network"
)

// triples reads the rows and the columns of the entries, which are stored from 1, behind them
// the number of rows and of columns.
func (p *matPart) triples(h level4Header, size int, limits Limits) (matArray, error) {
	if h.rows == 0 || h.columns < 3 {
		return matArray{}, p.at.fail(0, matWriteAgain, "a sparse matrix of level 4 is stored as %d × %d numbers", h.rows, h.columns)
	}
	if err := limits.checkEntries(p.at, 0, h.rows-1); err != nil {
		return matArray{}, err
	}
	p.bare.size = int64(h.rows * size)
	var dims []int
	for side := range p.triple {
		p.triple[side] = nil
		err := p.numbers(h.rows, true, func(k int, v float64) error {
			if v != math.Trunc(v) || v < 0 || v > math.MaxInt32 || k < h.rows-1 && v < 1 {
				return p.at.fail(0, fetchAgain, "entry %d (from 0) is at place %g", k, v)
			}
			p.triple[side] = append(p.triple[side], int32(v))
			return nil
		})
		if err != nil {
			return matArray{}, err
		}
		dims = append(dims, int(p.triple[side][h.rows-1]))
	}
	return matArray{class: sparseClass, complex: h.columns > 3, dims: dims}, nil
}

// readTriples reads the weights, whose places have been read.
func (l *matEntries) readTriples(p *matPart) (*network.CSR, error) {
	rows, columns := p.triple[0], p.triple[1]
	err := p.numbers(len(rows), true, func(k int, v float64) error {
		if k == len(rows)-1 {
			return nil
		}
		return l.add(int(rows[k])-1, int(columns[k])-1, v)
	})
	if err != nil {
		return nil, err
	}
	return l.build()
}
