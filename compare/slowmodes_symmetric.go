package compare

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"

	"noiseprune/internal/krylov"
)

// symmetricPairs replaces pairs of a symmetric matrix, which Rightmost finds without regard to symmetry, so that equal eigenvalues may
// become complex by rounding, by the real ones of Rayleigh and Ritz in the same space.
func symmetricPairs(a krylov.Operator, found *krylov.General) *krylov.General {
	basis := orthonormalized(found.Vectors)
	n, k := a.Order(), len(basis)
	images := make([][]float64, k)
	projected := mat.NewSymDense(k, nil)
	for j, v := range basis {
		images[j] = make([]float64, n)
		a.Apply(images[j], v, 1, func(int, int) {})
		for i := range j + 1 {
			projected.SetSym(i, j, dot(basis[i], images[j]))
		}
	}
	var eigen mat.EigenSym
	if !eigen.Factorize(projected, true) {
		panic("compare: the projected matrix has no eigenvalues: are all products finite?")
	}
	var y mat.Dense
	eigen.VectorsTo(&y)
	values := eigen.Values(nil)
	slices.Reverse(values)
	pairs := &krylov.General{Values: toComplex(values), Residuals: make([]float64, k), Products: found.Products + k}
	for j, value := range values {
		v, image := make([]float64, n), make([]float64, n)
		for i := range basis {
			add(v, y.At(i, k-1-j), basis[i])
			add(image, y.At(i, k-1-j), images[i])
		}
		add(image, -value, v)
		pairs.Vectors, pairs.Residuals[j] = append(pairs.Vectors, v), math.Sqrt(dot(image, image))
	}
	return pairs
}

// acceptance reports whether ‖A v − λ v‖ is small enough.
type acceptance func(residual float64, value complex128) bool

// How pairs of a symmetric matrix are sharpened.
const (
	sharpenings    = 6
	sharpenDamping = 2.0 / 3 // by which what Jacobi's method leaves of eigenvalues far from λ is at most a third where the diagonal dominates
	sharpenBeyond  = 0.4     // of |λ|: entries whose diagonal is nearer to λ stay
)

// sharpened returns the pairs after damped sweeps of Jacobi for (A − λ) v = 0 and the method of Rayleigh and Ritz in between, as long
// as some are not accepted and the largest residual falls. Davidson's method finds vectors D x from vectors x of norm 1,
// whose rounding D enlarges at hubs: where the least |λ| is a millionth of the largest, their residuals stay above what is accepted.
func sharpened(a krylov.Operator, diagonal []float64, pairs *krylov.General, accepted acceptance) *krylov.General {
	for range sharpenings {
		if allAccepted(pairs, accepted) {
			break
		}
		next := symmetricPairs(a, smoothed(a, diagonal, pairs))
		if len(next.Values) < len(pairs.Values) || !(slices.Max(next.Residuals) < slices.Max(pairs.Residuals)) {
			break
		}
		pairs = next
	}
	return pairs
}

func allAccepted(pairs *krylov.General, accepted acceptance) bool {
	for j, v := range pairs.Values {
		if !accepted(pairs.Residuals[j], v) {
			return false
		}
	}
	return true
}

// smoothed returns the vectors after one sweep.
func smoothed(a krylov.Operator, diagonal []float64, pairs *krylov.General) *krylov.General {
	better := &krylov.General{Products: pairs.Products + len(pairs.Vectors)}
	image := make([]float64, a.Order())
	for j, v := range pairs.Vectors {
		a.Apply(image, v, 1, func(int, int) {})
		lambda, w := real(pairs.Values[j]), append([]float64(nil), v...)
		for i, d := range diagonal {
			if off := d - lambda; math.Abs(off) > float64(sharpenBeyond*math.Abs(lambda)) {
				w[i] -= float64(sharpenDamping*math.FMA(-lambda, v[i], image[i])) / off
			}
		}
		better.Vectors = append(better.Vectors, w)
	}
	return better
}
