package sim

import (
	"slices"

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
	// Admit is told what a run will take, once its spec is found to be sound, and refuses it
	// by an error; nil admits all.
	Admit  func(Prospect) error
	Saver  Saver       // takes checkpoints; nil for none
	Resume *Checkpoint // where to go on; nil to begin
}

// noteLibrary says once why an installed OpenBLAS is not what computes.
func (r *run) noteLibrary() {
	why := r.ledger.head.Refusal
	if why == "" {
		return
	}
	if line := "gonum computes, because the OpenBLAS that is installed cannot be used: " + why; !slices.Contains(r.result.Notes, line) {
		r.note("%s", line)
	}
}
