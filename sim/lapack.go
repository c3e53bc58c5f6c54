package sim

import (
	"noiseprune/internal/enum"
	"noiseprune/internal/lapack"
)

// LAPACK is a library that computes eigenvalues, factorizations and inverses. The zero LAPACK
// is gonum's.
type LAPACK struct{ library lapack.Library }

// LAPACKChoice says which library is wanted.
type LAPACKChoice uint8

// The choices.
const (
	AutoLAPACK LAPACKChoice = iota // an installed OpenBLAS if there is one, else gonum's
	Gonum                          // gonum.org/v1/gonum, always there
	OpenBLAS                       // an installed OpenBLAS
)

func lapackChoices() enum.Names[LAPACKChoice] {
	return enum.Of[LAPACKChoice]("lapack", lapack.Choices()...)
}

// String returns "auto", "gonum" or "openblas".
func (c LAPACKChoice) String() string { return lapackChoices().Name(c) }

// MarshalText returns what String does, or an error for a value without a name.
func (c LAPACKChoice) MarshalText() ([]byte, error) { return lapackChoices().Marshal(c) }

// UnmarshalText is the inverse of MarshalText.
func (c *LAPACKChoice) UnmarshalText(text []byte) error { return lapackChoices().Unmarshal(c, text) }

// OpenLAPACK finds the library of that choice and makes the process use it: gonum's matrices
// compute with it from then on. path names the file of an OpenBLAS, or is empty for the usual
// places. It returns an error if OpenBLAS is asked for by choice or path and cannot be used.
func OpenLAPACK(choice LAPACKChoice, path string) (LAPACK, error) {
	library, err := lapack.Open(choice.String(), path)
	if err != nil {
		return LAPACK{}, err
	}
	library.Use()
	return LAPACK{library}, nil
}

// Name names the library, with its version where it has one of its own.
func (l LAPACK) Name() string { return l.library.Name() }

// IsGonum reports whether the library is gonum's.
func (l LAPACK) IsGonum() bool { return l.library.Name() == lapack.Gonum().Name() }
