package main

import (
	"os"
	"strings"

	"github.com/spf13/pflag"

	"noiseprune/internal/lapack"
	"noiseprune/sim"
)

// bindLAPACK adds the flag that chooses the LAPACK.
func bindLAPACK(f *pflag.FlagSet, choice *sim.LAPACKChoice) {
	textFlag(f, choice, "lapack", "LAPACK for spectra and inverses: "+strings.Join(lapack.Choices(), ", ")+
		"; auto takes an installed OpenBLAS if there is one; numbers agree to rounding")
}

// useLAPACK opens the chosen LAPACK.
func useLAPACK(choice sim.LAPACKChoice) (sim.LAPACK, error) {
	library, err := sim.OpenLAPACK(choice, os.Getenv("NOISEPRUNE_OPENBLAS"))
	return library, asInputError(err)
}
