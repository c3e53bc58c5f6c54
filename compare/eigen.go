package compare

import (
	"fmt"
	"math"
	"math/cmplx"

	"gonum.org/v1/gonum/mat"
)

// symmetricEigen returns the eigenvalues of s in ascending order and, if vectors is set, its
// orthonormal eigenvectors in columns. It returns an error, which contains the name of s,
// where an entry or an eigenvalue is not finite, and where the iteration does not converge.
// A matrix of order 0 has no eigenvalues.
func symmetricEigen(name string, s *mat.SymDense, vectors bool) ([]float64, *mat.Dense, error) {
	n := s.SymmetricDim()
	if n == 0 {
		return nil, nil, nil
	}
	largest := 0.0
	for i := range n {
		for j := i; j < n; j++ {
			largest = maxMagnitude(largest, s.At(i, j))
		}
	}
	if err := checkFinite(name, largest); err != nil {
		return nil, nil, err
	}
	exponent := outOfRange(largest)
	if exponent != 0 {
		scaled := mat.NewSymDense(n, nil)
		scaled.ScaleSym(math.Ldexp(1, -exponent), s)
		s = scaled
	}
	var eigen mat.EigenSym
	if !eigen.Factorize(s, vectors) {
		return nil, nil, notConverged(name, "symmetric", n, largest)
	}
	values := eigen.Values(nil)
	for k, v := range values {
		if exponent != 0 {
			v = math.Ldexp(v, exponent)
			values[k] = v
		}
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, nil, overflow(name, largest)
		}
	}
	if !vectors {
		return values, nil, nil
	}
	v := new(mat.Dense)
	eigen.VectorsTo(v)
	return values, v, nil
}

// generalEigen returns the eigenvalues of a and, if vectors is set, its right eigenvectors
// of length 1, in columns of the same order. Errors are those of symmetricEigen.
func generalEigen(name string, a *mat.Dense, vectors bool) ([]complex128, *mat.CDense, error) {
	n, _ := a.Dims()
	if n == 0 {
		return nil, nil, nil
	}
	largest := 0.0
	for i := range n {
		for _, v := range a.RawRowView(i) {
			largest = maxMagnitude(largest, v)
		}
	}
	if err := checkFinite(name, largest); err != nil {
		return nil, nil, err
	}
	kind := mat.EigenNone
	if vectors {
		kind = mat.EigenRight
	}
	var eigen mat.Eigen
	if !eigen.Factorize(a, kind) {
		return nil, nil, notConverged(name, "not symmetric", n, largest)
	}
	values := eigen.Values(nil)
	for _, v := range values {
		if cmplx.IsNaN(v) || cmplx.IsInf(v) {
			return nil, nil, overflow(name, largest)
		}
	}
	if !vectors {
		return values, nil, nil
	}
	v := new(mat.CDense)
	eigen.VectorsTo(v)
	return values, v, nil
}

// outOfRange returns the power of two by which a matrix whose largest magnitude is so large or so
// small is divided before its decomposition, or 0. gonum's Dsterf panics when it scales one.
func outOfRange(largest float64) int {
	if largest == 0 || (largest >= 1e-100 && largest <= 1e100) {
		return 0
	}
	_, exponent := math.Frexp(largest)
	return max(exponent, -1022)
}

// maxMagnitude returns max(largest, |v|), which is NaN if one of them is.
func maxMagnitude(largest, v float64) float64 { return max(largest, math.Abs(v)) }

// checkFinite returns an error unless the largest magnitude is finite. Eigenvalue
// iterations may not terminate for a matrix with other entries.
func checkFinite(name string, largest float64) error {
	if math.IsNaN(largest) || math.IsInf(largest, 0) {
		return fmt.Errorf("%s has an entry of magnitude %v, so it has no eigenvalues; use smaller weights or leaks", name, largest)
	}
	return nil
}

func notConverged(name, kind string, n int, largest float64) error {
	return fmt.Errorf("the eigenvalues of %s (%d × %d, %s, entries up to %.3g) did not converge; another LAPACK library may find them",
		name, n, n, kind, largest)
}

func overflow(name string, largest float64) error {
	return fmt.Errorf("the eigenvalues of %s, whose entries reach %.3g, exceed the range of float64; use smaller weights or leaks",
		name, largest)
}
