// Package figure holds what the figures of the paper have in common: the run of a figure
// with its options and stored parts, and its Outcome with claims, tables, numbers and text.
package figure

import (
	"context"
	"fmt"

	"noiseprune/internal/resume"
	"noiseprune/sim"
)

// Size says how large the networks are.
type Size string

// The sizes.
const (
	Full  Size = "full"  // those of the paper
	Quick Size = "quick" // small enough for all figures in minutes
)

// Options say how to run. Workers, Progress and Store change nothing in the Outcome.
type Options struct {
	Size     Size
	Seed     uint64
	Workers  int          // goroutines; at least 1
	Most     int          // neurons of the networks of Figs. 2a and 2b at most, for a slow LAPACK; 0 for the paper's sizes
	LAPACK   sim.LAPACK   // in use; the outcome names it
	Progress sim.Progress // nil for none
	Store    resume.Store // keeps finished and half-finished parts; nil where an interrupted figure need not go on
}

// Run is one figure that is being computed.
type Run struct {
	Options
	Context context.Context //nolint:containedctx // a Run lives no longer than the call that made it

	parts *partCounter

	// HideCovariance is for tests. It shows noise-prune the same diff-cov at every synapse, which
	// makes it the control that knows the weight only: every verdict must then be that control's.
	HideCovariance bool
}

// NewRun returns a run whose parts are counted from the first. It panics without a worker.
func NewRun(ctx context.Context, opt Options) *Run {
	if opt.Workers < 1 {
		panic(fmt.Sprintf("paper: %d workers", opt.Workers))
	}
	if opt.Progress == nil {
		opt.Progress = noProgress{}
	}
	return &Run{Context: ctx, Options: opt, parts: new(partCounter)}
}

// WithoutProgress returns the same run without progress, for what is part of a larger unit
// of work. Parts are counted on.
func (r *Run) WithoutProgress() *Run {
	quiet := *r
	quiet.Progress = noProgress{}
	return &quiet
}

// Pick returns the number for a full or for a quick run.
func Pick[T any](opt Options, full, quick T) T {
	if opt.Size == Quick {
		return quick
	}
	return full
}

// Phase announces n units of work.
func (r *Run) Phase(name string, n int) { r.Progress.Phase(name, int64(n)) }

// FinishUnit reports one finished unit of work, and returns the context's error.
func (r *Run) FinishUnit() error {
	r.Progress.Advance(1)
	return r.Context.Err()
}

// SimOptions returns the options of a simulation that belongs to the figure.
func (r *Run) SimOptions() sim.Options {
	return sim.Options{Workers: r.Workers, LAPACK: r.LAPACK, Progress: r.Progress}
}

// noProgress discards all reports.
type noProgress struct{}

func (noProgress) Phase(string, int64) {}
func (noProgress) Advance(int64)       {}
func (noProgress) Skip(int64)          {}
