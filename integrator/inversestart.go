package integrator

import (
	"math"
	"slices"

	"noiseprune/internal/kernel"
	"noiseprune/network"
)

// newInversion returns the iteration for a step of size h with its start; weights are the network's.
func newInversion(net *network.Network, weights kernel.Product[float64], h float64) *inversion {
	n := net.Neurons()
	s := &inversion{order: n, weights: weights, size: h, diagonal: slices.Clone(net.Leak())}
	for i, d := range s.diagonal {
		s.diagonal[i] = math.FMA(h/2, d, 1)
	}
	for first := 0; first < n; first += inverseColumns {
		s.columns = append(s.columns, make([]float64, n*min(inverseColumns, n-first)))
	}
	k := stepMatrix{net.Weights(), s.diagonal, h / 2}
	if rows, columns := k.norms(true); min(rows, columns) < 1 {
		for i, m := range k.entriesOnDiagonal() {
			*s.place(i, i) = 1 / m
		}
		return s
	}
	rows, columns := k.norms(false)
	k.each(func(i, j int, v float64) { *s.place(j, i) = v / rows / columns })
	return s
}

// stepMatrix is K = diag(d) − (h/2) W.
type stepMatrix struct {
	weights  *network.CSR
	diagonal []float64
	half     float64 // h/2
}

// each calls visit with the entries of K, row by row; those on the diagonal first.
func (k stepMatrix) each(visit func(i, j int, v float64)) {
	for i, m := range k.entriesOnDiagonal() {
		visit(i, i, m)
		sources, weights := k.weights.Row(i)
		for e, j := range sources {
			if int(j) != i {
				visit(i, int(j), -k.half*weights[e])
			}
		}
	}
}

func (k stepMatrix) entriesOnDiagonal() []float64 {
	all := slices.Clone(k.diagonal)
	for i := range all {
		all[i] = math.FMA(-k.half, k.weights.At(i, i), all[i])
	}
	return all
}

// norms returns the largest sums of magnitudes of a row and of a column of K, or of M⁻¹K − I, M the
// diagonal of K: infinite unless that is positive.
func (k stepMatrix) norms(scaled bool) (rows, columns float64) {
	m, byRow, byColumn := k.entriesOnDiagonal(), make([]float64, len(k.diagonal)), make([]float64, len(k.diagonal))
	k.each(func(i, j int, v float64) {
		switch {
		case scaled && !(m[i] > 0):
			v = math.Inf(1)
		case scaled && i == j:
			v = 0
		case scaled:
			v /= m[i]
		}
		byRow[i] += math.Abs(v)
		byColumn[j] += math.Abs(v)
	})
	for i := range byRow {
		rows, columns = max(rows, byRow[i]), max(columns, byColumn[i])
	}
	return rows, columns
}
