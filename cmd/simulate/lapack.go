package main

import (
	"os"
	"strings"

	"github.com/spf13/pflag"

	"noiseprune/internal/lapack"
)

// bindLAPACK adds the flag that chooses what computes eigenvalues and factorizations.
func bindLAPACK(f *pflag.FlagSet, choice *string) {
	f.StringVar(choice, "lapack", "auto", "what computes spectra and inverses: "+strings.Join(lapack.Choices(), ", ")+
		"; auto takes an\ninstalled OpenBLAS if there is one; numbers agree to rounding")
}

// useLAPACK turns to the library of that choice.
func useLAPACK(choice string) (lapack.Library, error) {
	library, err := lapack.Open(choice, os.Getenv("NOISEPRUNE_OPENBLAS"))
	if err != nil {
		return library, inputError{err}
	}
	library.Use()
	return library, nil
}
