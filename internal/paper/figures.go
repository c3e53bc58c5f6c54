// Package paper reproduces the numerical results of Moore & Chaudhuri, "Using noise to
// probe recurrent neural network structure and prune synapses" (NeurIPS 2020).
//
// Each figure says what to compute and under which criterion a statement of the paper
// counts as reproduced; the verdict follows from the numbers. Sizes and parameters are
// those of the paper's captions and of the authors' code, or smaller where quick results
// are asked for.
package paper

import (
	"context"
	"fmt"
	"strings"

	"noiseprune/internal/lapack"
	"noiseprune/network"
	"noiseprune/sim"
)

// Figure is one result of the paper, or one beyond it in the same form.
type Figure struct {
	Name  string // as the command knows it
	Title string
	Place string // where it stands in the paper
	Cost  string // what a full-size run takes on two cores with a fast LAPACK, as time.ParseDuration reads it; empty where not known

	run func(*job) (*Outcome, error)
}

// Size says how large the networks are.
type Size string

// The sizes.
const (
	Full  Size = "full"  // those of the paper
	Quick Size = "quick" // small enough for all figures in minutes
)

// Options say how to run. Workers, Progress and Findings change nothing in the Outcome.
type Options struct {
	Size     Size
	Seed     uint64
	Workers  int            // goroutines; at least 1
	Most     int            // neurons of the networks of Figs. 2a and 2b at most, for a slow LAPACK; 0 for the paper's sizes
	LAPACK   lapack.Library // in use; the outcome names it
	Progress sim.Progress   // nil for none
	Findings Findings       // nil where an interrupted figure need not go on
}

// Figures returns all figures, in the order of the paper.
func Figures() []Figure {
	return []Figure{
		{"1b", "The rule finds the links that matter", "Fig. 1b", "1s", figure1b},
		{"2a", "Spectra after pruning, N = 3,000", "Fig. 2a", "35s", figure2a},
		{"2b", "Spectra after pruning, N = 10,000", "Fig. 2b", "25m", figure2b},
		{"2c", "Answers of a symmetric network to random states", "Fig. 2c", "30s", figure2c},
		{"2d", "Answers of a symmetric network along its slow eigenvectors", "Fig. 2d", "35s", figure2d},
		{"2e", "Answers of a non-symmetric network to random states", "Fig. 2e", "35s", figure2e},
		{"2f", "Answers of a non-symmetric network along its slow eigenvectors", "Fig. 2f", "40s", figure2f},
		{"scaling", "Worst case against size", "Section 4.1", "35s", scaling},
		{"undersampling", "Probabilities that are too small", "Section 6", "12s", undersampling},
		{"subsets", "Edges kept with certainty", "Section 6", "8s", subsets},
		{"nearly-dominant", "Networks that are not quite dominant", "Section 6", "20s", nearlyDominant},
		{"rectified", "Rectified networks", "Section 6", "4m", rectified},
		{"samples", "How many samples are enough", "Beyond the paper", "75s", samplesFigure},
		{"step-bias", "What the step of a simulation does", "Beyond the paper", "40s", stepBias},
		{"connectomes", "Real connectomes", "Section 7 and beyond", "90s", connectomesFigure},
	}
}

// ByName returns the figures of that name: one, or all of them for "all". It returns an
// error that lists the names.
func ByName(name string) ([]Figure, error) {
	all := Figures()
	if name == "all" {
		return all, nil
	}
	var names []string
	for _, f := range all {
		if f.Name == strings.TrimPrefix(strings.ToLower(name), "fig") {
			return []Figure{f}, nil
		}
		names = append(names, f.Name)
	}
	return nil, fmt.Errorf("figure %q is unknown; choose all, %s", name, strings.Join(names, ", "))
}

// Run computes the figure. It returns the context's error if that ended first. The same
// options give the same numbers; what goes through LAPACK agrees to rounding.
func (f Figure) Run(ctx context.Context, opt Options) (*Outcome, error) {
	if opt.Workers < 1 {
		panic(fmt.Sprintf("paper: %d workers", opt.Workers))
	}
	if opt.Progress == nil {
		opt.Progress = silent{}
	}
	o, err := f.run(&job{ctx: ctx, opt: opt, parts: new(parts)})
	if err != nil {
		return nil, fmt.Errorf("figure %s: %w", f.Name, err)
	}
	o.Figure, o.Title, o.Place, o.Size, o.Seed, o.Most = f.Name, f.Title, f.Place, opt.Size, opt.Seed, opt.Most
	o.Libraries = "LAPACK: " + opt.LAPACK.Name()
	return o, nil
}

// job is one figure under way.
type job struct {
	ctx context.Context //nolint:containedctx // a job lives no longer than the call that made it
	opt Options

	parts *parts
	// For tests. A blind job shows noise-prune the same diff-cov at every synapse, which
	// makes it the control that knows the weight only: no claim for it may then hold. The
	// figures on the theory draw their networks by `theory`, where there is one.
	blind  bool
	theory func(n int) (*network.Network, error)
}

// quick reports whether small networks will do.
func (j *job) quick() bool { return j.opt.Size == Quick }

// pick returns the number for a full or for a quick run.
func pick[T any](j *job, full, quick T) T {
	if j.quick() {
		return quick
	}
	return full
}

// phase announces n units of work.
func (j *job) phase(name string, n int) { j.opt.Progress.Phase(name, int64(n)) }

// done reports one finished unit, and the context's error.
func (j *job) done() error {
	j.opt.Progress.Advance(1)
	return j.ctx.Err()
}

func (j *job) simOptions() sim.Options {
	return sim.Options{Workers: j.opt.Workers, LAPACK: j.opt.LAPACK, Progress: j.opt.Progress}
}

// silent is the progress of nobody watching.
type silent struct{}

func (silent) Phase(string, int64) {}
func (silent) Advance(int64)       {}
func (silent) Skip(int64)          {}
