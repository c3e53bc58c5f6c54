package krylov

import (
	"fmt"
	"math"
)

// BiCGSTAB solves B x = f for many right-hand sides side by side, where B need not be symmetric, by the stabilized method of
// biconjugate gradients with the diagonal D of B as preconditioner from the right (van der Vorst 1992; Saad 2003, "Iterative
// methods for sparse linear systems", algorithm 7.7). The shadow residual is random, since that of a unit vector f has next to
// no part of the later residuals.
//
// As of ConjugateGradients, the bits of a column depend on no other column, and it is solved when no entry of its scaled residual
// exceeds the tolerance times the root mean square of its scaled right-hand side. At the end the residual f − B x is computed
// from x: it may be up to ten times that of the recurrence. An iteration takes two products.
//
// A BiCGSTAB has its own buffers: use one for each goroutine.
type BiCGSTAB struct {
	unit
	operator  Operator
	diagonal  []float64
	tolerance float64
	most      int // iterations

	shadow, direction, image, input, second []float64 // r̂, p, v = B D⁻¹p, D⁻¹p and then D⁻¹s, t = B D⁻¹s
	columns                                 []biColumn
	residuals                               []float64
}

// biColumn are the coefficients of one column.
type biColumn struct {
	scale, rho, alpha, omega, beta float64
	solved, failed                 bool
}

// recomputed is how many times larger than the tolerance a residual computed from x may be.
const recomputed = 10

// NewBiCGSTAB returns a solver. The diagonal is that of the operator. It panics where NewConjugateGradients does.
func NewBiCGSTAB(b Operator, diagonal []float64, tolerance float64, most int) *BiCGSTAB {
	if len(diagonal) != b.Order() || !(tolerance > 0) || most < 1 {
		panic(fmt.Sprintf("krylov: %d diagonal entries for order %d, tolerance %v, %d iterations", len(diagonal), b.Order(), tolerance, most))
	}
	for _, d := range diagonal {
		if !(d > 0) {
			panic(fmt.Sprintf("krylov: diagonal entry %v", d))
		}
	}
	return &BiCGSTAB{unit: fastest(), operator: b, diagonal: diagonal, tolerance: tolerance, most: most}
}

// Solve writes the solution of each column of f to x and overwrites f with the residuals. It returns an *UnsolvedError if a
// column is not solved after the largest number of iterations, or if a coefficient is 0 or not finite, and panics where x or f
// does not have N × width values.
func (s *BiCGSTAB) Solve(x, f []float64, width int) error {
	if width < 1 || len(f) != len(s.diagonal)*width || len(x) != len(f) {
		panic(fmt.Sprintf("krylov: blocks of %d and %d values for order %d and %d columns", len(x), len(f), len(s.diagonal), width))
	}
	wanted := append([]float64(nil), f...)
	s.begin(x, f, width)
	for k := 0; s.unfinished(f, s.tolerance) > 0; k++ {
		if k == s.most {
			return &UnsolvedError{Iterations: k, Residual: s.worst()}
		}
		s.iterate(x, f)
		for _, c := range s.columns {
			if c.failed {
				return &UnsolvedError{Iterations: k + 1, Residual: s.worst()}
			}
		}
	}
	s.operator.Apply(s.image, x, width, func(int, int) {})
	for i, v := range wanted {
		f[i] = v - s.image[i]
	}
	if s.unfinished(f, recomputed*s.tolerance) > 0 {
		return &UnsolvedError{Iterations: s.most, Residual: s.worst()}
	}
	return nil
}

// Residuals returns the left side of the criterion over that root mean square, for each column of the last Solve.
func (s *BiCGSTAB) Residuals() []float64 { return s.residuals }

// begin sets x = 0, and r = f.
func (s *BiCGSTAB) begin(x, f []float64, width int) {
	for _, v := range []*[]float64{&s.shadow, &s.direction, &s.image, &s.input, &s.second} {
		*v = resized(*v, len(x))
	}
	clear(x)
	s.residuals, s.columns = resized(s.residuals, width), make([]biColumn, width)
	row := make([]float64, len(s.diagonal))
	fillUniform(row, 1, 0)
	for i, d := range s.diagonal {
		for c := range width {
			k := i*width + c
			s.shadow[k] = row[i]
			s.columns[c].scale += float64(float64(f[k]*f[k]) / d)
		}
	}
	for c := range s.columns {
		column := &s.columns[c]
		column.scale /= float64(len(s.diagonal))
		column.rho, column.alpha, column.omega = 1, 1, 1
	}
}

// unfinished computes the residuals, and returns the number of columns of which they exceed the tolerance.
func (s *BiCGSTAB) unfinished(r []float64, tolerance float64) (count int) {
	width := len(s.columns)
	clear(s.residuals)
	for i, d := range s.diagonal {
		for c, v := range r[i*width : (i+1)*width] {
			if square := float64(v*v) / d; !(square <= s.residuals[c]) {
				s.residuals[c] = square
			}
		}
	}
	for c := range s.columns {
		if column := &s.columns[c]; column.scale > 0 {
			s.residuals[c] = math.Sqrt(s.residuals[c] / column.scale)
			column.solved = s.residuals[c] <= tolerance
		} else {
			column.solved = true
		}
		if !s.columns[c].solved {
			count++
		}
	}
	return count
}

// worst returns the largest residual.
func (s *BiCGSTAB) worst() (worst float64) {
	for _, r := range s.residuals {
		worst = max(worst, r)
	}
	return worst
}
