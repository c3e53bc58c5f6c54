package testutil

import (
	"os"
	"testing"

	"noiseprune/internal/lapack"
)

// EachLAPACK runs f as a subtest with gonum, then with OpenBLAS on one thread where it is
// installed, and sets gonum again.
func EachLAPACK(t *testing.T, f func(t *testing.T)) {
	t.Helper()
	defer lapack.Gonum().Use()
	for _, choice := range []string{"gonum", "openblas"} {
		t.Run(choice, func(t *testing.T) {
			l, err := lapack.Open(choice, os.Getenv("NOISEPRUNE_OPENBLAS"))
			if err != nil {
				MissingOracle(t, err.Error())
			}
			l.Threads(1)
			l.Use()
			f(t)
		})
	}
}
