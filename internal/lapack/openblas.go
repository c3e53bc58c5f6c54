package lapack

import (
	"errors"
	"fmt"
	"math"
	"strings"
)

// openblas holds the functions of an OpenBLAS that was found. Fortran's take pointers;
// the lengths of their single letters are left out, as C programs do.
type openblas struct {
	version    string
	setThreads func(n int32)
	dsyevd     func(job, uplo *byte, n *int32, a *float64, lda *int32, w, work *float64, lwork, iwork, liwork, info *int32)
	dgeev      func(left, right *byte, n *int32, a *float64, lda *int32, wr, wi, vl *float64, ldvl *int32, vr *float64, ldvr *int32, work *float64, lwork, info *int32)
	dgemm      func(layout, tA, tB, m, n, k int32, alpha float64, a *float64, lda int32, b *float64, ldb int32, beta float64, c *float64, ldc int32)
	dsyrk      func(layout, ul, tA, n, k int32, alpha float64, a *float64, lda int32, beta float64, c *float64, ldc int32)
	dtrsm      triangular
	dtrmm      triangular
}

type triangular func(layout, side, uplo, tA, diag, m, n int32, alpha float64, a *float64, lda int32, b *float64, ldb int32)

// places are where OpenBLAS is looked for: by name, wherever the system's loader looks,
// and where Homebrew puts it.
func places() []string {
	return []string{
		"libopenblas.so.0", "libopenblas.so",
		"libopenblas.dylib", "/opt/homebrew/opt/openblas/lib/libopenblas.dylib", "/usr/local/opt/openblas/lib/libopenblas.dylib",
	}
}

// version returns the number in what openblas_get_config says.
func version(configuration string) (string, error) {
	words := strings.Fields(configuration)
	if len(words) < 2 || words[0] != "OpenBLAS" {
		return "", fmt.Errorf("it calls itself %q", configuration)
	}
	for _, w := range words {
		if w == "USE64BITINT" {
			return "", errors.New("it is built for 64-bit integers; the usual build is needed")
		}
	}
	return words[1], nil
}

// try computes what is known: that the eigenvalues of [[2, 1], [1, 2]] are 1 and 3, and
// that [[1, 2], [3, 4]] [[5, 6], [7, 8]] = [[19, 22], [43, 50]].
func (o *openblas) try() error {
	job, uplo, n, lwork, liwork, info := byte('V'), byte('L'), int32(2), int32(64), int32(32), int32(0)
	a, w, work, iwork := []float64{2, 1, 1, 2}, make([]float64, 2), make([]float64, 64), make([]int32, 32)
	o.dsyevd(&job, &uplo, &n, &a[0], &n, &w[0], &work[0], &lwork, &iwork[0], &liwork, &info)
	c := make([]float64, 4)
	o.dgemm(rowMajor, 111, 111, 2, 2, 2, 1, &[]float64{1, 2, 3, 4}[0], 2, &[]float64{5, 6, 7, 8}[0], 2, 0, &c[0], 2)
	if info != 0 || math.Abs(w[0]-1) > 1e-12 || math.Abs(w[1]-3) > 1e-12 || [4]float64(c) != [4]float64{19, 22, 43, 50} {
		return fmt.Errorf("it computes wrongly: eigenvalues %v instead of 1 and 3, product %v", w, c)
	}
	return nil
}
