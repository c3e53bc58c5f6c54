package sim

import (
	"noiseprune/internal/kernel"
	"noiseprune/internal/lapack"
)

// Options say how to run. They change nothing in the Result, but for the rounding of
// what goes through LAPACK.
type Options struct {
	Workers  int            // goroutines; at least 1
	Kernel   kernel.Kind    // the product
	LAPACK   lapack.Library // in use; the result names it
	Progress Progress       // nil for none
}
