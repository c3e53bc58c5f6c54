package lapack

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/blas"
)

// selfTest compares each function with a known result, and returns an error for the first
// that is wrong, such as that of a library with another calling convention.
func (o *openblas) selfTest() error {
	for _, f := range []struct {
		name    string
		compute func() []float64
		want    []float64
	}{
		{"dsyevd", o.testSymmetric, []float64{0, 1, 3, 5, -0.5}},
		{"dsyev_2stage", o.testStages, []float64{1, 1, 3, 5}},
		{"dgeev", o.testGeneral, []float64{0, 0, 0, 1, -2, 0, 2, 1}},
		{"cblas_dgemm", o.testProduct, []float64{19, 22, 43, 50}},
		{"cblas_dsyrk", o.testRank, []float64{5, 11, 0, 25}},
		{"cblas_dtrsm", func() []float64 { return testTriangle(o.dtrsm, 2, 13) }, []float64{1, 3}},
		{"cblas_dtrmm", func() []float64 { return testTriangle(o.dtrmm, 1, 3) }, []float64{2, 13}},
	} {
		got := f.compute()
		if !slices.EqualFunc(got, f.want, func(x, y float64) bool { return math.Abs(x-y) <= 1e-12 }) {
			return fmt.Errorf("its %s computes %v instead of %v", f.name, got, f.want)
		}
	}
	return nil
}

// testSymmetric returns info and the eigenvalues of [2 1 0; 1 2 0; 0 0 5], and the product of
// the first two elements of the first eigenvector, (1, −1, 0)/√2.
func (o *openblas) testSymmetric() []float64 {
	job, uplo, n, lwork, liwork, info := byte('V'), byte('L'), int32(3), int32(128), int32(64), int32(0)
	a, w := []float64{2, 1, 0, 1, 2, 0, 0, 0, 5}, make([]float64, 3)
	o.dsyevd(&job, &uplo, &n, &a[0], &n, &w[0], &make([]float64, lwork)[0], &lwork, &make([]int32, liwork)[0], &liwork, &info)
	return []float64{float64(info), w[0], w[1], w[2], a[0] * a[1]}
}

// testStages returns 1 and the eigenvalues of the same matrix; those alone that are right where there is no dsyev_2stage.
func (o *openblas) testStages() []float64 {
	if o.dsyev2stage == nil {
		return []float64{1, 1, 3, 5}
	}
	a, w := []float64{2, 1, 0, 1, 2, 0, 0, 0, 5}, make([]float64, 3)
	converged := 0.0
	if o.stages('L', 3, a, 3, w) {
		converged = 1
	}
	return append([]float64{converged}, w...)
}

// testGeneral returns info, the sorted real and imaginary parts of the eigenvalues 1 and ±2i
// of [1 0 0; 0 0 −2; 0 2 0], and the first element of the eigenvector of 1.
func (o *openblas) testGeneral() []float64 {
	no, job, n, one, lwork, info := byte('N'), byte('V'), int32(3), int32(1), int32(64), int32(0)
	a := []float64{1, 0, 0, 0, 0, 2, 0, -2, 0} // columns
	re, im, right := make([]float64, 3), make([]float64, 3), make([]float64, 9)
	o.dgeev(&no, &job, &n, &a[0], &n, &re[0], &im[0], nil, &one, &right[0], &n, &make([]float64, lwork)[0], &lwork, &info)
	first := math.Abs(right[3*max(0, slices.Index(im, 0))])
	slices.Sort(re)
	slices.Sort(im)
	return slices.Concat([]float64{float64(info)}, re, im, []float64{first})
}

// testProduct returns [1 2; 3 4] [5 6; 7 8].
func (o *openblas) testProduct() []float64 {
	a, b, c := []float64{1, 2, 3, 4}, []float64{5, 6, 7, 8}, make([]float64, 4)
	o.dgemm(rowMajor, cblas(blas.NoTrans), cblas(blas.NoTrans), 2, 2, 2, 1, &a[0], 2, &b[0], 2, 0, &c[0], 2)
	return c
}

// testRank returns the upper half of [1 2; 3 4] [1 2; 3 4]ᵀ.
func (o *openblas) testRank() []float64 {
	a, c := []float64{1, 2, 3, 4}, make([]float64, 4)
	o.dsyrk(rowMajor, cblas(blas.Upper), cblas(blas.NoTrans), 2, 2, 1, &a[0], 2, 0, &c[0], 2)
	return c
}

// testTriangle returns the result of f for the vector (x, y) and the triangle [2 0; 1 4].
func testTriangle(f triangular, x, y float64) []float64 {
	a, b := []float64{2, 0, 1, 4}, []float64{x, y}
	f(rowMajor, side(blas.Left), cblas(blas.Lower), cblas(blas.NoTrans), diagonal(blas.NonUnit), 2, 1, 1, &a[0], 2, &b[0], 1)
	return b
}
