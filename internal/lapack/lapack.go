// Package lapack chooses the library for eigenvalues, factorizations and products of dense
// matrices: gonum's own code, or an OpenBLAS installed on the machine, which is loaded at
// run time.
//
// Use sets the library for all of gonum/mat in the process (blas64.Use, lapack64.Use).
// Results of the two agree to rounding.
package lapack

import (
	"errors"
	"fmt"

	"gonum.org/v1/gonum/blas/blas64"
	blas "gonum.org/v1/gonum/blas/gonum"
	lapack "gonum.org/v1/gonum/lapack/gonum"
	"gonum.org/v1/gonum/lapack/lapack64"
)

// Library is an implementation of BLAS and LAPACK. Its zero value is gonum's own code.
type Library struct {
	openblas *openblas // nil for gonum
	fallback string    // why gonum is used although an OpenBLAS is installed; otherwise empty
}

// Gonum returns gonum's own code.
func Gonum() Library { return Library{} }

// Choices returns the names that Open takes.
func Choices() []string { return []string{"auto", "gonum", "openblas"} }

// Open returns the library of that name: gonum, openblas, or for auto openblas if it is
// installed and gonum otherwise. The environment variable NOISEPRUNE_OPENBLAS, read by
// the caller and given as path, names OpenBLAS's file where it is not in the usual
// places; it may be empty. Open returns an error if the choice is none of these, or if
// OpenBLAS is asked for by name or path and cannot be used. Every function of a library is
// tested on a small problem before the library is accepted.
func Open(choice, path string) (Library, error) {
	switch choice {
	case "gonum":
		return Gonum(), nil
	case "auto", "openblas":
	default:
		return Library{}, fmt.Errorf("lapack %q is unknown; choose auto, gonum or openblas", choice)
	}
	candidates := usualNames()
	if path != "" {
		candidates = []string{path}
	}
	return open(choice == "auto" && path == "", candidates, load)
}

// open returns the first usable OpenBLAS among the names, or gonum if fallBack is set and
// there is none.
func open(fallBack bool, names []string, load func(name string) (*openblas, error)) (Library, error) {
	o, err := search(names, load)
	switch {
	case err == nil:
		return Library{openblas: o}, nil
	case fallBack && (errors.Is(err, errNotThere) || errors.Is(err, errNoLoader)):
		return Gonum(), nil
	case fallBack:
		return Library{fallback: err.Error()}, nil
	}
	return Library{}, fmt.Errorf("openblas cannot be used: %w; install it (Debian and Ubuntu: libopenblas0; Homebrew: openblas), "+
		"name its file in NOISEPRUNE_OPENBLAS, or take lapack gonum", err)
}

// Name returns "gonum", or "openblas" with its version.
func (l Library) Name() string {
	if l.openblas == nil {
		return "gonum"
	}
	return "openblas " + l.openblas.version
}

// FallbackReason says why auto chose gonum although an OpenBLAS is installed; otherwise it
// is empty.
func (l Library) FallbackReason() string { return l.fallback }

// Threads sets how many threads one call may use. It does nothing for gonum, whose
// products use all cores and whose factorizations one.
func (l Library) Threads(n int) {
	if l.openblas != nil {
		l.openblas.setThreads(int32(max(1, n)))
	}
}

// Use makes all of gonum/mat in this process compute with the library. A program calls it
// once, when it starts. Each call then uses one thread until Threads sets another number, so
// that calls from several goroutines share the cores, and bits do not depend on the number
// of cores.
func (l Library) Use() {
	if l.openblas == nil {
		blas64.Use(blas.Implementation{})
		lapack64.Use(lapack.Implementation{})
		return
	}
	l.Threads(1)
	blas64.Use(level3{openblas: l.openblas})
	lapack64.Use(eigen{openblas: l.openblas})
}
