package krylov_test

import (
	"cmp"
	"errors"
	"math"
	"math/cmplx"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"

	"noiseprune/internal/krylov"
)

// general is a dense matrix.
type general struct{ *mat.Dense }

func (g general) Order() int { return g.RawMatrix().Rows }

func (g general) Apply(y, x []float64, width int, ready func(first, end int)) {
	n := g.Order()
	mat.NewDense(n, width, y).Mul(g.Dense, mat.NewDense(n, width, x))
	ready(0, n)
}

// directed returns A = W − D with a leak that exceeds the sums of the rows by the slack.
func directed(n int, slack float64, w func(i, j int) float64) general {
	a := mat.NewDense(n, n, nil)
	for i := range n {
		sum := slack
		for j := range n {
			if i != j {
				v := w(i, j)
				a.Set(i, j, v)
				sum += math.Abs(v)
			}
		}
		a.Set(i, i, -sum)
	}
	return general{a}
}

type generalCase struct {
	name string
	a    general
}

func generalCases() []generalCase {
	const n = 200
	random := sparseWeights(0.08, 2)
	return []generalCase{
		{"random", directed(n, 0.5, random)},
		{"ring", directed(n, 0.05, func(i, j int) float64 { // normal, all but one or two complex
			if i == (j+1)%n {
				return 1
			}
			return 0
		})},
		{"connectome", directed(n, 5, func(i, j int) float64 { // of few and of many inputs, integer weights, hubs
			if v := random(i, j); v != 0 && (j%5 == 0 || i%7 == 0) {
				return math.Copysign(math.Ceil(math.Exp(2*math.Abs(v))), float64(j%3)-0.5) * float64(1+i%7*(i%7))
			}
			return 0
		})},
		{"complete", directed(n, 0.1, func(int, int) float64 { return 1 })},
		{"disconnected", directed(n, 0.1, func(i, j int) float64 {
			if i/50 != j/50 {
				return 0
			}
			return random(i%50, j%50)
		})},
		{"nearly singular", directed(n, 1e-9, func(i, j int) float64 { return math.Abs(random(i, j)) })},
	}
}

// byRealPart returns all eigenvalues, the rightmost first.
func byRealPart(t *testing.T, a general) []complex128 {
	t.Helper()
	var eigen mat.Eigen
	if !eigen.Factorize(a.Dense, mat.EigenNone) {
		t.Fatal("no eigenvalues")
	}
	values := eigen.Values(nil)
	slices.SortFunc(values, func(x, y complex128) int { return cmp.Compare(real(y), real(x)) })
	return values
}

func (g general) diagonal() []float64 {
	d := make([]float64, g.Order())
	for i := range d {
		d[i] = g.At(i, i)
	}
	return d
}

// TestRightmostEqualsEigendecomposition compares real parts, which are the same for values that could be in
// any order, finds each value among all of them, and computes all residuals again.
func TestRightmostEqualsEigendecomposition(t *testing.T) {
	for _, c := range generalCases() {
		q := krylov.Request{Pairs: 9, Block: 12, Basis: 80, Tolerance: 1e-10, Products: 9000, Seed: 1, Workers: 2}
		if c.name == "ring" { // all eigenvalues are equally far from the diagonal: with 160 vectors, 9000 products reach 1.8e-8
			q.Block, q.Basis = 20, 180
		}
		found, err := krylov.Rightmost(c.a, c.a.diagonal(), q)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		checkGeneral(t, c, found, byRealPart(t, c.a))
		if k := len(found.Values); k < 9 || k > 10 {
			t.Errorf("%s: %d values", c.name, k)
		}
		t.Logf("%s: %d products", c.name, found.Products)
	}
}

func checkGeneral(t *testing.T, c generalCase, found *krylov.General, want []complex128) {
	t.Helper()
	norm := cmplx.Abs(want[0])
	for _, v := range want {
		norm = max(norm, cmplx.Abs(v))
	}
	for k, v := range found.Values {
		nearest := math.Inf(1)
		for _, w := range want {
			nearest = min(nearest, cmplx.Abs(w-v))
		}
		// the conditions of these eigenvalues are below 100
		if e := math.Abs(real(v) - real(want[k])); max(e, nearest) > 1e-8*cmplx.Abs(v)+1e-12*norm {
			t.Errorf("%s: eigenvalue %d is %v, want %v", c.name, k, v, want[k])
		}
		residual := residualOf(c.a, found.Vectors[k], real(v), 0, nil)
		switch {
		case imag(v) > 0:
			if found.Values[k+1] != cmplx.Conj(v) {
				t.Fatalf("%s: %v without its conjugate", c.name, v)
			}
			residual = math.Hypot(residualOf(c.a, found.Vectors[k], real(v), imag(v), found.Vectors[k+1]),
				residualOf(c.a, found.Vectors[k+1], real(v), -imag(v), found.Vectors[k]))
		case imag(v) < 0:
			residual = found.Residuals[k-1]
		}
		if math.Abs(residual-found.Residuals[k]) > 1e-12*norm || residual > 1.1e-10*cmplx.Abs(v)+1e-12*norm {
			t.Errorf("%s: residual %d is %v, said to be %v", c.name, k, residual, found.Residuals[k])
		}
	}
}

// TestStronglyNonNormal: of a chain, x_i driven by x_{i−1} with weight 10, every eigenvalue is −1, but
// (A + z) has the inverse (10/(z − 1))^N and more: numbers as far as 10 from −1 are eigenvalues of a
// matrix that is equal to A to rounding. A residual is what can be promised, and not an eigenvalue.
func TestStronglyNonNormal(t *testing.T) {
	const n = 200
	a := mat.NewDense(n, n, nil)
	for i := range n {
		a.Set(i, i, -1)
		if i > 0 {
			a.Set(i, i-1, 10)
		}
	}
	found, err := krylov.Rightmost(general{a}, general{a}.diagonal(),
		krylov.Request{Pairs: 4, Block: 8, Basis: 60, Tolerance: 1e-8, Products: 2000, Seed: 1, Workers: 1})
	var unconverged *krylov.NotConvergedError
	switch {
	case errors.As(err, &unconverged):
		t.Log(err)
	case err != nil:
		t.Fatal(err)
	default:
		for k, v := range found.Values {
			t.Log(v, found.Residuals[k])
			if cmplx.Abs(v+1) > 10.1 || found.Residuals[k] > 1e-7 {
				t.Errorf("eigenvalue %v with residual %v", v, found.Residuals[k])
			}
		}
	}
}

func TestEigenpairsThatDoNotConverge(t *testing.T) {
	c := symmetricCases()[1]
	q := krylov.Request{Pairs: 12, Block: 1, Basis: 30, Tolerance: 1e-10, Products: 64, Seed: 1, Workers: 1}
	var failure *krylov.NotConvergedError
	if _, err := krylov.Lanczos(matrix{c.a, 50}, q); !errors.As(err, &failure) ||
		failure.Products != 64 || failure.Wanted != 12 || failure.Converged >= 12 || !(failure.Residual > 1e-10) {
		t.Errorf("Lanczos: %v", err)
	}
}

// TestRightmostReturnsWhatItHas: without enough products the pairs come with the error and their residuals.
func TestRightmostReturnsWhatItHas(t *testing.T) {
	c := generalCases()[0]
	q := krylov.Request{Pairs: 9, Block: 12, Basis: 80, Tolerance: 1e-10, Products: 300, Seed: 1, Workers: 1}
	found, err := krylov.Rightmost(c.a, c.a.diagonal(), q)
	var failure *krylov.NotConvergedError
	if !errors.As(err, &failure) || failure.Converged >= 9 || failure.Wanted != 9 || failure.Products > 300 {
		t.Fatalf("after 300 products: %v", err)
	}
	if len(found.Values) < 9 || len(found.Vectors) != len(found.Values) || len(found.Residuals) != len(found.Values) {
		t.Errorf("%d values, %d vectors, %d residuals", len(found.Values), len(found.Vectors), len(found.Residuals))
	}
}
