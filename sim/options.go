package sim

import "noiseprune/internal/kernel"

// Options say how to run, and change nothing in the Result.
type Options struct {
	Workers  int         // goroutines; at least 1
	Kernel   kernel.Kind // the product
	Progress Progress    // nil for none
}
