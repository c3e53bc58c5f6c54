// Package krylov solves linear equations and eigenproblems by methods that know a matrix by its products
// only.
//
// What comes from eigenproblems does not depend on the number of goroutines in any bit. Between machines
// it agrees to rounding only, because of the small dense eigenproblems, which gonum solves.
package krylov

import (
	"fmt"
	"math"
)

// Operator is a square matrix B of order N; for conjugate gradients, a symmetric positive definite one.
type Operator interface {
	Order() int
	// Apply writes B x to y for all columns of the blocks x[i*width+c] and y[i*width+c]. It calls
	// ready with consecutive ranges of rows of y, first … end−1 in ascending order, each as soon as
	// it is complete: it is still in a cache then.
	Apply(y, x []float64, width int, ready func(first, end int))
}

// ConjugateGradients solves B x = f for many right-hand sides side by side, by the method of
// conjugate gradients with the diagonal D of B as preconditioner (Hestenes & Stiefel 1952; Saad
// 2003, "Iterative methods for sparse linear systems", algorithm 9.1).
//
// Every column has its own coefficients, sums in ascending order of the rows by fused multiply-adds,
// and number of iterations, after which it changes no more: its bits depend on no other column. It
// is solved when no entry of its scaled residual exceeds the tolerance times the root mean square
// of its scaled right-hand side,
//
//	max_i |f − B x|_i/√D_i ≤ tolerance · √(Σ_i f_i²/D_i / N)
//
// where f − B x is the residual of the recurrence. The energy norm of the error e falls in every
// iteration, x − e being the best approximation in a Krylov space:
//
//	‖e‖² = eᵀ B e ≤ tolerance² Σ_i f_i²/D_i / λ,   λ the least eigenvalue of D^−1/2 B D^−1/2
//
// A ConjugateGradients has its own buffers: use one for each goroutine.
type ConjugateGradients struct {
	unit
	operator   Operator
	inverse    []float64 // 1/D
	tolerance  float64
	most       int // iterations
	lanes      lanes
	direction  []float64 // p
	product    []float64 // B p
	iterations []int
	residuals  []float64
}

// lanes are the coefficients and sums of each column.
type lanes struct {
	scale      []float64 // Σ f²/D / N
	rho        []float64 // rᵀ D⁻¹ r
	next       []float64 // the same after the iteration
	curvature  []float64 // pᵀ B p
	largest    []float64 // max r²/D
	alpha      []float64 // of the step along p; 0 for a column that is solved
	beta       []float64 // of p in the next direction; 0 likewise
	unfinished int
}

// NewConjugateGradients returns a solver. The diagonal is that of the operator. It panics if the
// lengths differ, an entry of the diagonal is not positive, or the tolerance or the largest number of
// iterations is not positive.
func NewConjugateGradients(b Operator, diagonal []float64, tolerance float64, most int) *ConjugateGradients {
	if len(diagonal) != b.Order() || !(tolerance > 0) || most < 1 {
		panic(fmt.Sprintf("krylov: %d diagonal entries for order %d, tolerance %v, %d iterations", len(diagonal), b.Order(), tolerance, most))
	}
	inverse := make([]float64, len(diagonal))
	for i, d := range diagonal {
		if !(d > 0) {
			panic(fmt.Sprintf("krylov: diagonal entry %v", d))
		}
		inverse[i] = 1 / d
	}
	return &ConjugateGradients{unit: fastest(), operator: b, inverse: inverse, tolerance: tolerance, most: most}
}

// Solve writes the solution of each column of f to x and overwrites f with the residuals. It returns
// an *UnsolvedError if a column is not solved after the largest number of iterations or B is not
// positive definite, and panics where x or f does not have N × width values.
func (s *ConjugateGradients) Solve(x, f []float64, width int) error {
	return s.solve(x, f, width, func() error { return nil })
}

// solve does that, and ends with the first error of pass, which is called before each product.
func (s *ConjugateGradients) solve(x, f []float64, width int, pass func() error) error {
	if width < 1 || len(f) != len(s.inverse)*width || len(x) != len(f) {
		panic(fmt.Sprintf("krylov: blocks of %d and %d values for order %d and %d columns", len(x), len(f), len(s.inverse), width))
	}
	s.begin(x, f, width)
	for k := 1; s.lanes.unfinished > 0; k++ {
		if k > s.most {
			return &UnsolvedError{Iterations: s.most, Residual: s.worst()}
		}
		if err := pass(); err != nil {
			return err
		}
		if !s.iterate(x, f, width, k) {
			return &UnsolvedError{Iterations: k, Residual: s.worst(), Indefinite: true}
		}
	}
	return nil
}

// Iterations returns the number of iterations of each column of the last Solve, and Residuals the
// left side of the criterion over that root mean square. They are valid until the next.
func (s *ConjugateGradients) Iterations() []int { return s.iterations }

// Residuals is described with Iterations.
func (s *ConjugateGradients) Residuals() []float64 { return s.residuals }

// begin sets x = 0, r = f and p = D⁻¹ r.
func (s *ConjugateGradients) begin(x, f []float64, width int) {
	l := &s.lanes
	for _, v := range []*[]float64{&l.scale, &l.rho, &l.next, &l.curvature, &l.largest, &l.alpha, &l.beta, &s.residuals} {
		*v = resized(*v, width)
	}
	s.iterations = make([]int, width)
	s.direction, s.product = resized(s.direction, len(x)), resized(s.product, len(x))
	clear(x)
	s.reduceResiduals(f, s.product, s.inverse, l.alpha, l.rho, l.largest) // with α = 0: f stays
	s.updateDirections(x, s.direction, f, s.inverse, l.alpha, l.beta)     // with β = 0
	l.unfinished = 0
	for c, rho := range l.rho {
		l.scale[c] = rho / float64(len(s.inverse))
		if rho != 0 {
			s.residuals[c] = math.Sqrt(l.largest[c] / l.scale[c])
			l.unfinished++
		}
	}
}

// iterate does iteration k, and reports whether B proved positive definite along all directions.
func (s *ConjugateGradients) iterate(x, r []float64, width, k int) bool {
	l, p, q := &s.lanes, s.direction, s.product
	clear(l.curvature)
	s.operator.Apply(q, p, width, func(first, end int) { s.dotProducts(l.curvature, p[first*width:end*width], q[first*width:end*width]) })
	for c := range l.alpha {
		l.alpha[c] = 0
		if s.solved(c) {
			continue
		}
		if !(l.curvature[c] > 0) || math.IsInf(l.curvature[c], 0) {
			return false
		}
		l.alpha[c] = l.rho[c] / l.curvature[c]
	}
	clear(l.next)
	clear(l.largest)
	s.reduceResiduals(r, q, s.inverse, l.alpha, l.next, l.largest)
	for c := range l.beta {
		l.beta[c] = 0
		if s.solved(c) {
			continue
		}
		s.residuals[c] = math.Sqrt(l.largest[c] / l.scale[c])
		if s.residuals[c] <= s.tolerance {
			s.iterations[c] = k
			l.unfinished--
			continue
		}
		l.beta[c] = l.next[c] / l.rho[c]
		l.rho[c] = l.next[c]
	}
	s.updateDirections(x, p, r, s.inverse, l.alpha, l.beta)
	return true
}

// solved reports whether a column changes no more.
func (s *ConjugateGradients) solved(c int) bool { return s.iterations[c] > 0 || s.lanes.scale[c] == 0 }

// worst returns the largest residual.
func (s *ConjugateGradients) worst() float64 {
	worst := 0.0
	for _, r := range s.residuals {
		worst = max(worst, r)
	}
	return worst
}

// UnsolvedError is the error of equations that were not solved.
type UnsolvedError struct {
	Iterations int
	Residual   float64 // as in Residuals, the largest
	Indefinite bool    // the matrix is not positive definite
}

// Error says why.
func (e *UnsolvedError) Error() string {
	if e.Indefinite {
		return fmt.Sprintf("the matrix is not positive definite to rounding (found by iteration %d)", e.Iterations)
	}
	return fmt.Sprintf("after %d iterations the relative residual is still %.2g", e.Iterations, e.Residual)
}

// resized returns a slice of n zeros.
func resized(buffer []float64, n int) []float64 {
	if cap(buffer) < n {
		return make([]float64, n)
	}
	buffer = buffer[:n]
	clear(buffer)
	return buffer
}
