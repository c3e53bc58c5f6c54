package compare

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// ConditionNumber returns κ₂(V) = σ_max/σ_min of the matrix V of A's unit right eigenvectors, at
// least 1, and exactly 1 for a normal A. It is +Inf where they are linearly dependent, and NaN
// where the iteration for σ did not converge. A change δ of A moves eigenvalues by up to κ₂‖δ‖₂
// (Bauer & Fike 1960, Numer. Math. 2, 137). A defective A has no such V; the eigenvectors
// computed for it have a κ₂ of about 10⁷ and more. Where eigenvalues are repeated, V is one of
// several.
func (r *Eigendecomposition) ConditionNumber() float64 { return r.condition }

// gramLimit is the largest condition number that is taken from the eigenvalues of VᵀV. Their
// rounding errors make its relative error about 2⁻⁵² κ², 10⁻⁸ at the limit.
const gramLimit = 1e4

// conditionOf returns κ₂ of the unit right eigenvectors of a real matrix. Of a conjugate pair
// v, v̄ the real columns √2 Re v, √2 Im v have the same singular values, being a unitary
// combination of v and v̄.
func conditionOf(values []complex128, vectors [][]complex128) float64 {
	n := len(values)
	if n == 0 {
		return 1
	}
	v := realVectorsOf(values, vectors)
	var gram mat.SymDense
	gram.SymOuterK(1, v)
	squares, _, err := symmetricEigen("VᵀV", &gram, false)
	if err == nil && squares[0]*gramLimit*gramLimit >= squares[n-1] {
		return max(1, math.Sqrt(squares[n-1]/squares[0]))
	}
	var svd mat.SVD
	if !svd.Factorize(v, mat.SVDNone) {
		return math.NaN()
	}
	sigma := svd.Values(nil)
	return sigma[0] / sigma[n-1]
}

// realVectorsOf returns the real vectors with the singular values of the eigenvectors, in rows.
func realVectorsOf(values []complex128, vectors [][]complex128) *mat.Dense {
	n, row := len(values), 0
	v := mat.NewDense(n, n, nil)
	for k, x := range vectors {
		switch {
		case imag(values[k]) == 0:
			for i, element := range x {
				v.Set(row, i, real(element))
			}
			row++
		case imag(values[k]) > 0:
			for i, element := range x {
				v.Set(row, i, math.Sqrt2*real(element))
				v.Set(row+1, i, math.Sqrt2*imag(element))
			}
			row += 2
		}
	}
	return v
}
