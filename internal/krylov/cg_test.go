package krylov_test

import (
	"errors"
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"

	"noiseprune/internal/krylov"
	"noiseprune/noise"
)

// matrix is a dense symmetric matrix, whose rows become ready in pieces of that many.
type matrix struct {
	a     *mat.SymDense
	piece int
}

func (m matrix) Order() int { return m.a.SymmetricDim() }

func (m matrix) Apply(y, x []float64, width int, ready func(first, end int)) {
	n := m.Order()
	for i := range n {
		for c := range width {
			sum := 0.0
			for j := range n {
				sum = math.FMA(m.a.At(i, j), x[j*width+c], sum)
			}
			y[i*width+c] = sum
		}
	}
	for i := 0; i < n; i += m.piece {
		ready(i, min(n, i+m.piece))
	}
}

func (m matrix) diagonal() []float64 {
	d := make([]float64, m.Order())
	for i := range d {
		d[i] = m.a.At(i, i)
	}
	return d
}

// dominant returns a random symmetric matrix that is diagonally dominant by the given slack, with
// rows of very different sizes.
func dominant(n int, slack float64) *mat.SymDense {
	key := noise.Key{Seed: 3, Purpose: noise.Generate}
	a := mat.NewSymDense(n, nil)
	sums := make([]float64, n)
	for i := range n {
		for j := range i {
			w := math.Exp(3*key.Normal(0, i, j)) * key.Normal(1, i, j)
			a.SetSym(i, j, w)
			sums[i] += math.Abs(w)
			sums[j] += math.Abs(w)
		}
	}
	for i, sum := range sums {
		a.SetSym(i, i, sum*(1+slack))
	}
	return a
}

func rightSides(n, width int) []float64 {
	f := make([]float64, n*width)
	noise.Key{Seed: 4, Purpose: noise.Generate}.FillNormals(f, 0, 0, n, 0, width)
	return f
}

// TestConjugateGradientsEqualCholesky: with a tolerance t, rounding aside, entries of the residual are
// below t √D_i times the scale of f, and the error is that residual times the inverse.
func TestConjugateGradientsEqualCholesky(t *testing.T) {
	const n, width, tolerance = 40, 5, 1e-10
	a := dominant(n, 0.01)
	b := matrix{a, 7}
	f := rightSides(n, width)
	var factor mat.Cholesky
	if !factor.Factorize(a) {
		t.Fatal("not positive definite")
	}
	var want mat.Dense
	if err := factor.SolveTo(&want, mat.NewDense(n, width, append([]float64(nil), f...))); err != nil {
		t.Fatal(err)
	}
	s := krylov.NewConjugateGradients(b, b.diagonal(), tolerance, 1000)
	x := make([]float64, n*width)
	if err := s.Solve(x, f, width); err != nil {
		t.Fatal(err)
	}
	for i := range n {
		for c := range width {
			// ‖D^½ e‖ ≤ √N t · scale/λ with λ ≥ 0.01/1.01 and a scale of f/√D below 3 · largest entry.
			if e := math.Abs(x[i*width+c] - want.At(i, c)); e > 1e-7*mat.Max(&want) {
				t.Errorf("x[%d][%d] = %v, want %v", i, c, x[i*width+c], want.At(i, c))
			}
		}
	}
	for c, k := range s.Iterations() {
		if k < 2 || k > n+5 || !(s.Residuals()[c] <= tolerance) {
			t.Errorf("column %d: %d iterations, residual %v", c, k, s.Residuals()[c])
		}
	}
}

// TestResidualIsWhatWasAskedFor: the true residual f − B x satisfies the criterion, one tenth of the
// tolerance more allowed for the recurrence, and is not below a tenth of it on average, which would
// mean needless iterations.
func TestResidualIsWhatWasAskedFor(t *testing.T) {
	const n, width, tolerance = 60, 9, 1e-3
	b := matrix{dominant(n, 0.02), 16}
	f, d := rightSides(n, width), b.diagonal()
	s := krylov.NewConjugateGradients(b, d, tolerance, 1000)
	x, r := make([]float64, n*width), append([]float64(nil), f...)
	if err := s.Solve(x, r, width); err != nil {
		t.Fatal(err)
	}
	y := make([]float64, n*width)
	b.Apply(y, x, width, func(int, int) {})
	average := 0.0
	for c := range width {
		square, largest := 0.0, 0.0
		for i := range n {
			square += f[i*width+c] * f[i*width+c] / d[i] / n
			largest = max(largest, math.Abs(f[i*width+c]-y[i*width+c])/math.Sqrt(d[i]))
		}
		relative := largest / math.Sqrt(square)
		average += relative / width
		if relative > 1.1*tolerance || math.Abs(relative-s.Residuals()[c]) > 0.1*tolerance {
			t.Errorf("column %d: residual %v, said to be %v", c, relative, s.Residuals()[c])
		}
	}
	if average < 0.1*tolerance {
		t.Errorf("the residual is %v on average", average)
	}
}

// TestColumnsAreIndependent: a column has the same bits alone, beside columns that take more or
// fewer iterations, and whatever pieces the operator's rows come in.
func TestColumnsAreIndependent(t *testing.T) {
	const n, width = 50, 19
	b := matrix{dominant(n, 0.01), 7}
	f := rightSides(n, width)
	for i := range n { // column 3 is an eigenvector's multiple of D nearly, column 5 is zero
		f[i*width+3] = b.diagonal()[i]
		f[i*width+5] = 0
	}
	s := krylov.NewConjugateGradients(b, b.diagonal(), 1e-6, 1000)
	x := make([]float64, n*width)
	if err := s.Solve(x, append([]float64(nil), f...), width); err != nil {
		t.Fatal(err)
	}
	iterations := append([]int(nil), s.Iterations()...)
	different := false
	for c := range width {
		alone := krylov.NewConjugateGradients(matrix{b.a, n}, b.diagonal(), 1e-6, 1000)
		y, g := make([]float64, n), make([]float64, n)
		for i := range n {
			g[i] = f[i*width+c]
		}
		if err := alone.Solve(y, g, 1); err != nil {
			t.Fatal(err)
		}
		if alone.Iterations()[0] != iterations[c] {
			t.Errorf("column %d takes %d iterations alone, %d beside others", c, alone.Iterations()[0], iterations[c])
		}
		different = different || iterations[c] != iterations[0]
		for i := range n {
			if math.Float64bits(y[i]) != math.Float64bits(x[i*width+c]) {
				t.Fatalf("x[%d] of column %d is %v alone, %v beside others", i, c, y[i], x[i*width+c])
			}
		}
	}
	if !different || iterations[5] != 0 {
		t.Errorf("the columns do not tell: %v iterations", iterations)
	}
}

func TestWhatCannotBeSolvedIsAnError(t *testing.T) {
	solve := func(a *mat.SymDense, most int) *krylov.UnsolvedError {
		n := a.SymmetricDim()
		b := matrix{a, n}
		s := krylov.NewConjugateGradients(b, b.diagonal(), 1e-8, most)
		var unsolved *krylov.UnsolvedError
		if err := s.Solve(make([]float64, 2*n), rightSides(n, 2), 2); !errors.As(err, &unsolved) {
			t.Fatalf("error %v", err)
		}
		return unsolved
	}
	if e := solve(dominant(60, 1e-6), 3); e.Iterations != 3 || e.Indefinite || !(e.Residual > 1e-8) {
		t.Errorf("%+v: %v", e, e)
	}
	if e := solve(mat.NewSymDense(2, []float64{1, 2, 2, 1}), 10); !e.Indefinite {
		t.Errorf("%+v: %v", e, e)
	}
}
