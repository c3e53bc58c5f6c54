package main

import (
	"os"
	"time"

	"gonum.org/v1/gonum/mat"

	"noiseprune/internal/lapack"
)

// eigenSpeed is the speed of one library's symmetric eigenproblem, with vectors.
type eigenSpeed struct {
	LAPACK  string  `json:"lapack"`
	Order   int     `json:"order"`
	Seconds float64 `json:"seconds"`
}

// eigenOrder is large enough to tell the libraries apart, and small enough to wait for.
const eigenOrder = 500

// eigenvectors times the library in use and the other one, where there is one, and leaves
// the first in use.
func (b *benchmark) eigenvectors() {
	libraries := []lapack.Library{b.library}
	if other, ok := otherLibrary(b.library); ok {
		libraries = append(libraries, other)
	}
	a := mat.NewSymDense(eigenOrder, nil)
	for i := range eigenOrder {
		for j := range i + 1 {
			a.SetSym(i, j, float64((i*7+j*13)%17-8))
		}
	}
	for _, library := range libraries {
		library.Use()
		library.Threads(b.workers)
		start := time.Now()
		var eigen mat.EigenSym
		if !eigen.Factorize(a, true) {
			continue // it would be told wherever the eigenvalues matter
		}
		b.speed.Eigen = append(b.speed.Eigen, eigenSpeed{library.Name(), eigenOrder, time.Since(start).Seconds()})
	}
	b.library.Use()
}

// otherLibrary returns the library that is not in use, if there is one.
func otherLibrary(used lapack.Library) (lapack.Library, bool) {
	if gonum := lapack.Gonum(); used.Name() != gonum.Name() {
		return gonum, true
	}
	other, err := lapack.Open("openblas", os.Getenv("NOISEPRUNE_OPENBLAS"))
	return other, err == nil
}
