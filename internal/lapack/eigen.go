package lapack

import (
	"unsafe"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/lapack"
	"gonum.org/v1/gonum/lapack/gonum"
)

// gonumOrder is the largest order that gonum computes, being as fast there. It also keeps
// the small problems of package network, which determine step sizes, the same on every
// machine.
const gonumOrder = 96

// eigen is gonum's LAPACK with the eigenproblems solved by OpenBLAS. Routines built from
// matrix products (Cholesky, LU, inverses) are fast because of level3.
type eigen struct {
	gonum.Implementation
	openblas *openblas
}

// Dsyev computes the eigenvalues and, for lapack.EVCompute, the eigenvectors of a
// symmetric matrix, by divide and conquer (dsyevd); eigenvalues alone of a large one by a band
// (dsyev_2stage; see stages). Unlike gonum's it does not use work, and
// it reports that a matrix with an element that is not finite did not converge: OpenBLAS
// returns arbitrary numbers for one or does not terminate.
func (e eigen) Dsyev(jobz lapack.EVJob, uplo blas.Uplo, n int, a []float64, lda int, w, work []float64, lwork int) bool {
	if lwork == -1 || n <= gonumOrder {
		return e.Implementation.Dsyev(jobz, uplo, n, a, lda, w, work, lwork)
	}
	checkRows(a, n, n, lda)
	if !finite(a, n, lda, uplo) {
		return false
	}
	triangle := byte(blas.Lower) // column-major storage transposes the matrix
	if uplo == blas.Lower {
		triangle = byte(blas.Upper)
	}
	job, order, stride, info := byte(jobz), int32(n), int32(lda), int32(0)
	if jobz == lapack.EVNone && n >= stagesOrder && e.openblas.dsyev2stage != nil {
		return e.openblas.stages(triangle, order, a, stride, w)
	}
	call := func(work []float64, lwork int32, iwork []int32, liwork int32) {
		e.openblas.dsyevd(&job, &triangle, &order, &a[0], &stride, &w[0], &work[0], &lwork, &iwork[0], &liwork, &info)
	}
	size, isize := make([]float64, 1), make([]int32, 1)
	call(size, -1, isize, -1)
	call(make([]float64, int(size[0])), int32(size[0]), make([]int32, isize[0]), isize[0])
	if jobz == lapack.EVCompute {
		transpose(a, lda, n)
	}
	return info == 0
}

// Dgeev computes the eigenvalues and, where asked, the right eigenvectors of a general
// matrix. Unlike gonum's it does not use work, does not overwrite a, and reports that a
// matrix with an element that is not finite did not converge.
func (e eigen) Dgeev(jobvl lapack.LeftEVJob, jobvr lapack.RightEVJob, n int, a []float64, lda int, wr, wi []float64,
	vl []float64, ldvl int, vr []float64, ldvr int, work []float64, lwork int,
) int {
	if lwork == -1 || n <= gonumOrder || jobvl == lapack.LeftEVCompute {
		return e.Implementation.Dgeev(jobvl, jobvr, n, a, lda, wr, wi, vl, ldvl, vr, ldvr, work, lwork)
	}
	checkRows(a, n, n, lda)
	if !finite(a, n, lda, blas.All) {
		return n
	}
	columns := make([]float64, n*n)
	for i := range n {
		for j := range n {
			columns[j*n+i] = a[i*lda+j]
		}
	}
	no, job, order, stride, info := byte('N'), byte(jobvr), int32(n), int32(n), int32(0)
	right, rightStride := &columns[0], int32(1)
	if jobvr == lapack.RightEVCompute {
		right, rightStride = &vr[0], int32(ldvr)
	}
	call := func(work []float64, lwork int32) {
		e.openblas.dgeev(&no, &job, &order, &columns[0], &stride, &wr[0], &wi[0], nil, &rightStride, right, &rightStride, &work[0], &lwork, &info)
	}
	size := make([]float64, 1)
	call(size, -1)
	call(make([]float64, int(size[0])), int32(size[0]))
	if jobvr == lapack.RightEVCompute {
		transpose(vr, ldvr, n)
	}
	return int(info)
}

// finite reports whether that part of a has no NaN and no infinity.
func finite(a []float64, n, lda int, part blas.Uplo) bool {
	for i := range n {
		first, last := 0, n
		switch part {
		case blas.Upper:
			first = i
		case blas.Lower:
			last = i + 1
		case blas.All:
		}
		for _, v := range a[i*lda+first : i*lda+last] {
			if v-v != 0 {
				return false
			}
		}
	}
	return true
}

// transpose transposes the leading n × n part of a in place, in tiles that fit the L1 cache.
func transpose(a []float64, lda, n int) {
	const tile = 4096 / (8 * int(unsafe.Sizeof(a[0])))
	for top := 0; top < n; top += tile {
		for left := 0; left <= top; left += tile {
			for i := top; i < min(top+tile, n); i++ {
				for j := left; j < min(left+tile, i); j++ {
					a[i*lda+j], a[j*lda+i] = a[j*lda+i], a[i*lda+j]
				}
			}
		}
	}
}
