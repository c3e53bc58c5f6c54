package main

import (
	"os"

	"noiseprune/internal/lapack"
	"noiseprune/internal/workload"
)

// benchEigenOrder is the order of the eigenproblem of simulate bench. At this order the libraries
// differ clearly, and each takes seconds at most.
const benchEigenOrder = 500

// eigenvectors times the library in use and the other one, if there is one, and leaves the first
// in use. A library whose decomposition fails has no row.
func (b *benchmark) eigenvectors() {
	libraries := []lapack.Library{b.library}
	if other, ok := otherLibrary(b.library); ok {
		libraries = append(libraries, other)
	}
	for _, library := range libraries {
		library.Use()
		library.Threads(b.workers)
		if d, ok := workload.Eigenproblem(benchEigenOrder); ok {
			b.speed.Eigen = append(b.speed.Eigen, eigenSpeed{library.Name(), benchEigenOrder, d.Seconds()})
		}
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
