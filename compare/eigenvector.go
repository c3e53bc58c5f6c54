package compare

import "fmt"

// Eigenvector returns the unit right eigenvector v_k of A that belongs to eigenvalue k, in
// the order of Eigenvalues: real for a symmetric A, and in general complex. It panics for
// an eigenvalue that does not exist.
func (r *Eigendecomposition) Eigenvector(k int) []complex128 {
	n := len(r.values)
	if k < 0 || k >= n {
		panic(fmt.Sprintf("compare: eigenvector %d of %d", k, n))
	}
	re, im := make([]float64, n), make([]float64, n)
	r.eigenvector(k, re, im)
	v := make([]complex128, n)
	for i := range v {
		v[i] = complex(re[i], im[i])
	}
	return v
}
