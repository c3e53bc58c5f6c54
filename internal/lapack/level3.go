package lapack

import (
	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/gonum"
)

// level3 is gonum's BLAS with the large matrix products done by OpenBLAS.
type level3 struct {
	gonum.Implementation
	openblas *openblas
}

const rowMajor = 101 // CblasRowMajor

// cblas returns CBLAS's number for a flag that gonum gives as LAPACK's letter.
func cblas[T ~byte](letter T) int32 {
	switch byte(letter) {
	case 'N':
		return 111
	case 'T', 'C':
		return 112
	case 'U':
		return 121
	case 'L':
		return 122
	}
	panic("lapack: a flag that CBLAS does not know")
}

func side(s blas.Side) int32 {
	if s == blas.Left {
		return 141
	}
	return 142
}

func diagonal(d blas.Diag) int32 {
	if d == blas.NonUnit {
		return 131
	}
	return 132
}

// small reports whether gonum computes: it is as fast up to order gonumOrder, and it checks
// and panics at dimensions that are not positive. Blocked factorizations multiply narrow but
// long panels, so that the product of the dimensions decides.
func small(dimensions ...int) bool {
	work, limit := 1.0, 1.0
	for _, d := range dimensions {
		work *= float64(max(0, d))
		limit *= gonumOrder
	}
	return work <= limit
}

// checkRows panics unless a holds count rows of the given length and stride.
func checkRows(a []float64, count, length, stride int) {
	if stride < length || len(a) < (count-1)*stride+length {
		panic("lapack: a matrix with fewer elements than its dimensions say")
	}
}

// shapeOf returns the shape of a matrix A whose op(A) is m × n.
func shapeOf(t blas.Transpose, m, n int) (rows, columns int) {
	if t == blas.NoTrans {
		return m, n
	}
	return n, m
}

// Dgemm computes C = β C + α op(A) op(B).
func (l level3) Dgemm(
	tA, tB blas.Transpose, m, n, k int, alpha float64, a []float64, lda int, b []float64, ldb int, beta float64, c []float64, ldc int,
) {
	if small(m, n, k) {
		l.Implementation.Dgemm(tA, tB, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc)
		return
	}
	rows, columns := shapeOf(tA, m, k)
	checkRows(a, rows, columns, lda)
	rows, columns = shapeOf(tB, k, n)
	checkRows(b, rows, columns, ldb)
	checkRows(c, m, n, ldc)
	l.openblas.dgemm(rowMajor, cblas(tA), cblas(tB), int32(m), int32(n), int32(k),
		alpha, &a[0], int32(lda), &b[0], int32(ldb), beta, &c[0], int32(ldc))
}

// Dsyrk computes C = β C + α op(A) op(A)ᵀ of a symmetric C.
func (l level3) Dsyrk(ul blas.Uplo, tA blas.Transpose, n, k int, alpha float64, a []float64, lda int, beta float64, c []float64, ldc int) {
	if small(n, k) {
		l.Implementation.Dsyrk(ul, tA, n, k, alpha, a, lda, beta, c, ldc)
		return
	}
	rows, columns := shapeOf(tA, n, k)
	checkRows(a, rows, columns, lda)
	checkRows(c, n, n, ldc)
	l.openblas.dsyrk(rowMajor, cblas(ul), cblas(tA), int32(n), int32(k), alpha, &a[0], int32(lda), beta, &c[0], int32(ldc))
}

// Dtrsm solves op(A) X = α B or X op(A) = α B for a triangular A.
func (l level3) Dtrsm(
	s blas.Side, ul blas.Uplo, tA blas.Transpose, d blas.Diag, m, n int, alpha float64, a []float64, lda int, b []float64, ldb int,
) {
	if small(m, n) {
		l.Implementation.Dtrsm(s, ul, tA, d, m, n, alpha, a, lda, b, ldb)
		return
	}
	l.triangular(l.openblas.dtrsm, s, ul, tA, d, m, n, alpha, a, lda, b, ldb)
}

// Dtrmm computes B = α op(A) B or B = α B op(A) for a triangular A.
func (l level3) Dtrmm(
	s blas.Side, ul blas.Uplo, tA blas.Transpose, d blas.Diag, m, n int, alpha float64, a []float64, lda int, b []float64, ldb int,
) {
	if small(m, n) {
		l.Implementation.Dtrmm(s, ul, tA, d, m, n, alpha, a, lda, b, ldb)
		return
	}
	l.triangular(l.openblas.dtrmm, s, ul, tA, d, m, n, alpha, a, lda, b, ldb)
}

func (l level3) triangular(
	f triangular, s blas.Side, ul blas.Uplo, tA blas.Transpose, d blas.Diag, m, n int,
	alpha float64, a []float64, lda int, b []float64, ldb int,
) {
	order := m
	if s == blas.Right {
		order = n
	}
	checkRows(a, order, order, lda)
	checkRows(b, m, n, ldb)
	f(rowMajor, side(s), cblas(ul), cblas(tA), diagonal(d), int32(m), int32(n), alpha, &a[0], int32(lda), &b[0], int32(ldb))
}
