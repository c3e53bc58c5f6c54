package compare

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"

	"noiseprune/network"
)

// ErrIndefinite is the error of an A for which the symmetric part of −A is not positive
// definite, so that no ε bounds the change of every quadratic form.
var ErrIndefinite = errors.New("the symmetric part of −A is not positive definite, so no finite ε bounds every quadratic form")

// WorstCase returns the smallest ε of (3),
//
//	|xᵀ (Ã − A) x| ≤ ε |xᵀ A x|  for all x,
//
// which is max |μ − 1| over the generalized eigenvalues μ of the symmetric parts of −Ã and
// −A. It returns ErrIndefinite, perhaps wrapped, where that of −A is not positive definite
// to working precision. It panics if the networks differ in size.
func WorstCase(original, pruned *network.Network) (float64, error) {
	d, err := DistortionByCholesky(original, pruned)
	return d.Epsilon(), err
}

// DistortionByCholesky returns both ends of that spectrum, exact to rounding, from −A's Cholesky factorization: it takes N²
// memory and N³ time. Its errors and panics are those of WorstCase.
func DistortionByCholesky(original, pruned *network.Network) (Distortion, error) {
	if original.Neurons() != pruned.Neurons() {
		panic(fmt.Sprintf("compare: %d neurons against %d", pruned.Neurons(), original.Neurons()))
	}
	smallest, largest, err := extremeRatios(symmetricPart(original), symmetricPart(pruned))
	return Distortion{Smallest: smallest, Largest: largest}, err
}

// extremeRatio returns max |μ − 1| over the μ of extremeRatios.
func extremeRatio(a, changed *mat.SymDense) (float64, error) {
	smallest, largest, err := extremeRatios(a, changed)
	return max(math.Abs(smallest-1), math.Abs(largest-1)), err
}

// extremeRatios returns the smallest and the largest μ with a′ x = μ a x for some x, for the
// negative definite a and any symmetric a′, both of which it overwrites; 1 without rows.
func extremeRatios(a, changed *mat.SymDense) (smallest, largest float64, err error) {
	if a.SymmetricDim() == 0 {
		return 1, 1, nil
	}
	if !equilibrate(a, changed) {
		return 1, 1, ErrIndefinite
	}
	cholesky, err := factorize(a)
	if err != nil {
		return 1, 1, err
	}
	// With −A = UᵀU, the μ are the eigenvalues of U⁻ᵀ (−Ã) U⁻¹.
	var upper mat.TriDense
	cholesky.UTo(&upper)
	var left, both mat.Dense // U⁻ᵀ (−Ã), and its product with U⁻¹ from the right
	left.Scale(-1, changed)
	if err := left.Solve(upper.T(), &left); err != nil {
		return 1, 1, err
	}
	if err := both.Solve(upper.T(), left.T()); err != nil {
		return 1, 1, err
	}
	n := changed.SymmetricDim()
	for i := range n {
		for j := i; j < n; j++ {
			changed.SetSym(i, j, (both.At(i, j)+both.At(j, i))/2)
		}
	}
	values, _, err := symmetricEigen("−Ã relative to −A", changed, false)
	if err != nil {
		return 1, 1, err
	}
	return values[0], values[n-1], nil
}

// equilibrate multiplies rows and columns of both matrices by powers of two that scale the
// diagonal of −a to about 1. The μ stay the same, and leaks of different magnitudes no longer
// raise the condition number. It reports false where an entry of that diagonal is not
// positive.
func equilibrate(a, changed *mat.SymDense) bool {
	n := a.SymmetricDim()
	exponents := make([]int, n)
	for i := range n {
		d := -a.At(i, i)
		if !(d > 0) {
			return false
		}
		_, e := math.Frexp(d)
		exponents[i] = -e / 2
	}
	for i := range n {
		for j := i; j < n; j++ {
			e := exponents[i] + exponents[j]
			a.SetSym(i, j, math.Ldexp(a.At(i, j), e))
			changed.SetSym(i, j, math.Ldexp(changed.At(i, j), e))
		}
	}
	return true
}

// relativeErrorLimit is the relative error of −a's smallest eigenvalue from which on the μ
// are meaningless.
const relativeErrorLimit = 0.01

// factorize returns the Cholesky factorization of −a, which it overwrites. With condition
// number κ, the smallest eigenvalue has a relative rounding error of N 2⁻⁵² κ; a matrix
// with fewer than two correct digits of it counts as indefinite.
func factorize(a *mat.SymDense) (*mat.Cholesky, error) {
	a.ScaleSym(-1, a)
	var cholesky mat.Cholesky
	if !cholesky.Factorize(a) {
		return nil, ErrIndefinite
	}
	condition := cholesky.Cond()
	if rounding := float64(a.SymmetricDim()) * 0x1p-52 * condition; !(rounding < relativeErrorLimit) {
		return nil, fmt.Errorf("to working precision (condition number %.1g) %w", condition, ErrIndefinite)
	}
	return &cholesky, nil
}
