package krylov

import (
	"cmp"
	"slices"
)

// begin enlarges the empty space by the start vectors: unit vectors, those that the request names refined, and otherwise Block
// random vectors after them.
func (d *davidson) begin() {
	n, q := d.order, d.request
	first, places := d.kept(), q.First
	units := first
	if places == nil {
		places = d.byDiagonal()
		if first < n {
			units -= q.Block
		}
	}
	for j := 0; j < first; j += q.Block {
		start := vectors(min(q.Block, first-j), n)
		for c, v := range start {
			if k := j + c; k < units {
				v[places[k]] = 1
			} else {
				fillUniform(v, q.Seed, uint64(k))
			}
		}
		if q.First != nil && first < n {
			d.refine(start, places[j:])
		}
		d.expand(start)
	}
}

// refine subtracts from each unit vector e_i the iterate of sweeps of Jacobi for (A − A_ii) t = (A − A_ii) e_i.
func (d *davidson) refine(units [][]float64, places []int) {
	residuals, shifts := vectors(len(units), d.order), make([]float64, len(units))
	block := d.in[:d.order*len(units)]
	d.pack(block, units)
	d.operator.Apply(d.out[:len(block)], block, len(units), func(int, int) {})
	d.unpack(residuals, d.out[:len(block)])
	d.products += len(units)
	norms := make([]float64, len(units))
	for c, r := range residuals {
		shifts[c] = d.diagonal[places[c]]
		d.subtract(r, units[c:c+1], shifts[c:c+1])
		norms[c] = d.norm(r)
	}
	d.precondition(residuals, shifts, startSweeps)
	for c, v := range units {
		d.subtract(v, residuals[c:c+1], norms[c:c+1])
	}
}

// byDiagonal returns all places, those of the largest diagonal entries first.
func (d *davidson) byDiagonal() []int {
	places := make([]int, d.order)
	for i := range places {
		places[i] = i
	}
	slices.SortStableFunc(places, func(i, j int) int { return cmp.Compare(d.diagonal[j], d.diagonal[i]) })
	return places
}
