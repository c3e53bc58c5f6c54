package compare

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/mat"

	"noiseprune/network"
)

// ErrIndefinite says that −A's symmetric part is not positive definite, so that no ε
// bounds the change of every quadratic form.
var ErrIndefinite = errors.New("the symmetric part of −A is not positive definite, so no finite ε bounds every quadratic form")

// WorstCase returns the smallest ε of (3),
//
//	|xᵀ (Ã − A) x| ≤ ε |xᵀ A x|  for all x,
//
// which is max |μ − 1| over the generalized eigenvalues μ of the symmetric parts of −Ã and
// −A. It returns ErrIndefinite where that of −A is not positive definite.
func WorstCase(original, pruned *network.Network) (float64, error) {
	n := original.Neurons()
	base := symmetricPart(original)
	base.ScaleSym(-1, base)
	var cholesky mat.Cholesky
	if !cholesky.Factorize(base) {
		return 0, ErrIndefinite
	}
	// With −A = UᵀU, the μ are the eigenvalues of U⁻ᵀ (−Ã) U⁻¹.
	var upper mat.TriDense
	cholesky.UTo(&upper)
	var half, m mat.Dense
	half.Scale(-1, symmetricPart(pruned))
	if err := wellConditioned(half.Solve(upper.T(), &half)); err != nil {
		return 0, err
	}
	if err := wellConditioned(m.Solve(upper.T(), half.T())); err != nil {
		return 0, err
	}
	symmetric := mat.NewSymDense(n, nil)
	for i := range n {
		for j := i; j < n; j++ {
			symmetric.SetSym(i, j, (m.At(i, j)+m.At(j, i))/2)
		}
	}
	var eigen mat.EigenSym
	if !eigen.Factorize(symmetric, false) {
		return 0, errors.New("the generalized eigenvalues did not converge")
	}
	values := eigen.Values(nil)
	return max(math.Abs(values[0]-1), math.Abs(values[n-1]-1)), nil
}

// wellConditioned passes over the warning that a solution has fewer digits than it could:
// it has them all the same.
func wellConditioned(err error) error {
	var condition mat.Condition
	if errors.As(err, &condition) && !math.IsInf(float64(condition), 1) {
		return nil
	}
	return err
}
