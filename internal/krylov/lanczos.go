package krylov

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// Symmetric holds eigenpairs of a symmetric matrix, the largest eigenvalue first.
type Symmetric struct {
	Values    []float64
	Vectors   [][]float64 // of norm 1
	Residuals []float64   // ‖A v − λ v‖: an eigenvalue lies within it of the value
	Products  int         // with A
}

// Lanczos returns the k largest eigenvalues of a symmetric matrix, by the Lanczos method with full
// reorthogonalization and thick restarts (Wu & Simon 2000, "Thick-restart Lanczos method for large
// symmetric eigenvalue problems").
//
// From one start vector such a method finds one vector of each eigenspace. Once the pairs have
// converged it therefore goes on beside them from a random vector, until a full basis finds nothing
// larger: so multiple eigenvalues come as often as they are. An eigenvalue that is missing for all that
// would need an eigenvector almost orthogonal to two random vectors.
//
// With a *NotConvergedError, where the products did not suffice, the best pairs are returned too; with the checkpoint's
// error nothing. It panics for a request that does not fit the order.
func Lanczos(a Operator, q Request) (*Symmetric, error) {
	f, err := newFactorization(a, q)
	if err != nil {
		return nil, err
	}
	for {
		if err := f.extend(); err != nil {
			return nil, err
		}
		values, vectors := f.symmetricRitz()
		converged, worst := f.countConverged(values, vectors)
		switch {
		case converged == q.Pairs && (f.size == f.order || same(values[:q.Pairs], f.confirmed, q.Tolerance)):
			return f.symmetricPairs(values, vectors), nil
		case f.products >= q.Products || f.size < q.Basis:
			failure := &NotConvergedError{Wanted: q.Pairs, Converged: converged, Residual: worst, Products: f.products}
			return f.symmetricPairs(values, vectors), failure
		}
		keep, afresh := f.kept(), false
		if converged == q.Pairs {
			keep, afresh = q.Pairs, true
			f.confirmed = append([]float64(nil), values[:keep]...)
		}
		diagonal := make([]float64, f.size*f.size)
		for i := range keep {
			diagonal[i*f.size+i] = values[i]
		}
		f.restart(vectors, diagonal, keep, afresh)
	}
}

// symmetricRitz returns the eigenvalues of H in descending order, and its eigenvectors in the columns
// of a square matrix. Of H it reads the upper triangle, which holds the projections.
func (f *factorization) symmetricRitz() (values, columns []float64) {
	n, m := f.size, f.request.Basis
	h := mat.NewSymDense(n, nil)
	for i := range n {
		for j := i; j < n; j++ {
			h.SetSym(i, j, f.h[i*m+j])
		}
	}
	return symmetricEigen(h)
}

// symmetricEigen returns the eigenvalues of a small matrix in descending order, and the eigenvectors in
// the columns of a square matrix. It panics if they are not found, which happens only with infinities.
func symmetricEigen(h *mat.SymDense) (values, columns []float64) {
	n := h.SymmetricDim()
	var eigen mat.EigenSym
	if !eigen.Factorize(h, true) {
		panic("krylov: the projected matrix has no eigenvalues: are all products finite?")
	}
	ascending := eigen.Values(nil)
	var q mat.Dense
	eigen.VectorsTo(&q)
	values, columns = make([]float64, n), make([]float64, n*n)
	for j := range n {
		values[j] = ascending[n-1-j]
		for i := range n {
			columns[i*n+j] = q.At(i, n-1-j)
		}
	}
	return values, columns
}

// countConverged returns how many of the first pairs have converged, one after another, and the
// largest relative residual ‖A v − λ v‖/|λ| among all that are wanted.
func (f *factorization) countConverged(values, columns []float64) (converged int, worst float64) {
	n := f.size
	largest := max(math.Abs(values[0]), math.Abs(values[n-1]))
	for j := range min(f.request.Pairs, n) {
		residual := f.coupling(n, columns[j:])
		if converged == j && f.request.accepts(residual, math.Abs(values[j]), largest) {
			converged++
		}
		worst = max(worst, residual/max(math.Abs(values[j]), floor*largest))
	}
	return converged, worst
}

// same reports whether the values equal the former ones, which is false if there are none.
func same(values, former []float64, tolerance float64) bool {
	if len(former) != len(values) {
		return false
	}
	largest := max(math.Abs(values[0]), math.Abs(values[len(values)-1]))
	for i, v := range values {
		if math.Abs(v-former[i]) > max(2*tolerance*math.Abs(v), floor*largest) {
			return false
		}
	}
	return true
}

// symmetricPairs returns the first pairs, or as many as the space has, with residuals by a product each.
func (f *factorization) symmetricPairs(values, columns []float64) *Symmetric {
	k := min(f.request.Pairs, f.size)
	f.rotate(f.v[:f.size], columns, k, f.size)
	s := &Symmetric{Values: values[:k], Vectors: f.v[:k], Residuals: make([]float64, k)}
	w := make([]float64, f.order)
	for j, v := range s.Vectors {
		apply(f.operator, w, v)
		f.subtract(w, [][]float64{v}, values[j:j+1])
		s.Residuals[j] = f.norm(w)
	}
	s.Products = f.products + k
	return s
}
