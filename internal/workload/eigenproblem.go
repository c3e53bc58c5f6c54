package workload

import (
	"time"

	"gonum.org/v1/gonum/mat"
)

// Eigenproblem times one symmetric eigenproblem with vectors, of a matrix of small integers, by the LAPACK in use.
// It returns false where the decomposition failed.
func Eigenproblem(order int) (d time.Duration, ok bool) {
	a := mat.NewSymDense(order, nil)
	for i := range order {
		for j := range i + 1 {
			a.SetSym(i, j, float64((i*7+j*13)%17-8))
		}
	}
	start := time.Now()
	var eigen mat.EigenSym
	ok = eigen.Factorize(a, true)
	return time.Since(start), ok
}
