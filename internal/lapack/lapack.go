// Package lapack chooses what computes eigenvalues, factorizations and products of dense
// matrices: gonum's own code, or an OpenBLAS that is installed on the machine, which is
// found when the program runs.
//
// gonum has a switch for this (blas64.Use, lapack64.Use), so that all of gonum/mat
// follows the choice; Use turns it. Results agree to rounding.
package lapack

import (
	"errors"
	"fmt"

	"gonum.org/v1/gonum/blas/blas64"
	blas "gonum.org/v1/gonum/blas/gonum"
	lapack "gonum.org/v1/gonum/lapack/gonum"
	"gonum.org/v1/gonum/lapack/lapack64"
)

// Library is what computes. Its zero value is gonum's own code.
type Library struct {
	openblas *openblas // nil for gonum
	fallback string    // why gonum is used though an OpenBLAS is there
}

// Gonum returns gonum's own code.
func Gonum() Library { return Library{} }

// Choices are what Open takes.
func Choices() []string { return []string{"auto", "gonum", "openblas"} }

// Open returns the library of that name: gonum, openblas, or for auto openblas if it is
// installed and gonum otherwise. The environment variable NOISEPRUNE_OPENBLAS, read by
// the caller and given as path, names OpenBLAS's file where it is not in the usual
// places; it may be empty. Open returns an error if the choice is none of these, or if
// OpenBLAS is asked for by name or path and cannot be used. Every function of a library is
// tried on a small problem before it is taken.
func Open(choice, path string) (Library, error) {
	switch choice {
	case "gonum":
		return Gonum(), nil
	case "auto", "openblas":
	default:
		return Library{}, fmt.Errorf("lapack %q is unknown; choose auto, gonum or openblas", choice)
	}
	candidates := places()
	if path != "" {
		candidates = []string{path}
	}
	return open(choice == "auto" && path == "", candidates, load)
}

// open returns OpenBLAS from the places, or if it may fall back gonum.
func open(fallBack bool, places []string, load func(name string) (*openblas, error)) (Library, error) {
	o, err := search(places, load)
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

// FallbackReason says why auto took gonum though it found an OpenBLAS, or nothing.
func (l Library) FallbackReason() string { return l.fallback }

// Threads sets how many threads one call may use. It does nothing for gonum, whose
// products use all cores and whose factorizations one.
func (l Library) Threads(n int) {
	if l.openblas != nil {
		l.openblas.setThreads(int32(max(1, n)))
	}
}

// Use makes all of gonum/mat in this process compute with the library. A program calls
// it once, when it starts. Calls have one thread each until Threads says otherwise, so that
// those of several goroutines share the cores and bits do not depend on the machine's.
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
