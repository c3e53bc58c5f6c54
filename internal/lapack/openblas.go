package lapack

import (
	"errors"
	"fmt"
	"strings"
)

// openblas holds the functions of a loaded OpenBLAS. Those of Fortran take pointers; the
// hidden lengths of their one-letter strings are left out, as C programs do.
type openblas struct {
	version    string
	setThreads func(n int32)
	dsyevd     func(job, uplo *byte, n *int32, a *float64, lda *int32, w, work *float64, lwork, iwork, liwork, info *int32)
	// dsyev2stage is nil where a build leaves it out: LAPACK has it since version 3.7.
	dsyev2stage func(job, uplo *byte, n *int32, a *float64, lda *int32, w, work *float64, lwork, info *int32)
	dgeev       func(left, right *byte, n *int32, a *float64, lda *int32, wr, wi, vl *float64, ldvl *int32, vr *float64, ldvr *int32,
		work *float64, lwork, info *int32)
	dgemm func(layout, tA, tB, m, n, k int32, alpha float64, a *float64, lda int32, b *float64, ldb int32,
		beta float64, c *float64, ldc int32)
	dsyrk func(layout, ul, tA, n, k int32, alpha float64, a *float64, lda int32, beta float64, c *float64, ldc int32)
	dtrsm triangular
	dtrmm triangular
}

type triangular func(layout, side, uplo, tA, diag, m, n int32, alpha float64, a *float64, lda int32, b *float64, ldb int32)

// version returns the version number in the result of openblas_get_config.
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
