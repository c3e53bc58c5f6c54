package lapack

import "gonum.org/v1/gonum/lapack"

// stagesOrder is the smallest order at which eigenvalues alone are computed by two stages: about the
// order at which a matrix leaves the caches.
const stagesOrder = 2500

// stages computes the eigenvalues of a symmetric matrix, stored by columns, into w in ascending order,
// and reports whether they converged. It overwrites a.
//
// The usual reduction to tridiagonal form reads the whole remaining matrix for each column, so that
// memory bounds it: 4N³/3 operations, half of them matrix-vector products. Two stages reduce to a band
// by matrix products first, then the band to a tridiagonal matrix in cache (Haidar, Ltaief and Dongarra,
// SC 2011). At N = 8,000 that takes half the time. Eigenvectors would have to be transformed back through
// both, which costs what it gains.
func (o *openblas) stages(triangle byte, n int32, a []float64, lda int32, w []float64) bool {
	job, info := byte(lapack.EVNone), int32(0)
	call := func(work []float64, lwork int32) {
		o.dsyev2stage(&job, &triangle, &n, &a[0], &lda, &w[0], &work[0], &lwork, &info)
	}
	size := make([]float64, 1)
	call(size, -1)
	call(make([]float64, int(size[0])), int32(size[0]))
	return info == 0
}
