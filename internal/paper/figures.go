// Package paper reproduces the numerical results of Moore & Chaudhuri, "Using noise to
// probe recurrent neural network structure and prune synapses" (NeurIPS 2020).
//
// Each figure says what to compute and under which criterion a statement of the paper
// counts as reproduced; the verdict follows from the numbers. Sizes and parameters are
// those of the paper's captions and of the authors' code, or smaller where quick results
// are asked for.
//
// This package lists and runs the figures, writes the page of all outcomes, and estimates
// memory and time. Each study has a package of its own below it; package figure holds what
// every figure has, package experiment what several studies do with networks. Imports run
// from here to the studies, to experiment, to figure. A new figure is a study, or a file in
// one, and a row of Figures.
package paper

import (
	"context"
	"fmt"
	"strings"

	"noiseprune/internal/paper/connectomes"
	"noiseprune/internal/paper/figure"
	"noiseprune/internal/paper/links"
	"noiseprune/internal/paper/rectified"
	"noiseprune/internal/paper/samples"
	"noiseprune/internal/paper/spectra"
	"noiseprune/internal/paper/stepbias"
	"noiseprune/internal/paper/theory"
	"noiseprune/internal/paper/trajectories"
)

// Figure is one result of the paper, or one beyond it in the same form.
type Figure struct {
	Name  string // as the command knows it
	Title string
	Place string // where it stands in the paper
	Cost  string // what a full-size run takes on two cores with a fast LAPACK, as time.ParseDuration reads it; empty where not known

	run   func(*figure.Run) (*figure.Outcome, error)
	needs func(figure.Options) figure.Needs
}

// Figures returns all figures, in the order of the paper.
func Figures() []Figure {
	return []Figure{
		{"1b", "The rule finds the links that matter", "Fig. 1b", "1s", links.Figure1b, fixed(links.Needs())},
		{"2a", "Spectra after pruning, N = 3,000", "Fig. 2a", "2m", spectra.Figure2a, spectra.Needs2a},
		{"2b", "Spectra after pruning, N = 10,000", "Fig. 2b", "55m", spectra.Figure2b, spectra.Needs2b},
		{"2c", "Answers of a symmetric network to random states", "Fig. 2c", "60s", trajectories.Figure2c, fixed(trajectories.Needs(false,
			false))},
		{"2d", "Answers of a symmetric network along its slow eigenvectors", "Fig. 2d", "65s", trajectories.Figure2d,
			fixed(trajectories.Needs(false, true))},
		{"2e", "Answers of a non-symmetric network to random states", "Fig. 2e", "70s", trajectories.Figure2e, fixed(trajectories.Needs(true,
			false))},
		{"2f", "Answers of a non-symmetric network along its slow eigenvectors", "Fig. 2f", "75s", trajectories.Figure2f,
			fixed(trajectories.Needs(true, true))},
		{"scaling", "Worst case against size", "Section 4.1", "20m", theory.Scaling, fixed(theory.NeedsScaling())},
		{"undersampling", "Probabilities that are too small", "Section 6", "80s", theory.Undersampling, fixed(theory.NeedsOf1000())},
		{"subsets", "Edges kept with certainty", "Section 6", "50s", theory.Subsets, fixed(theory.NeedsOf1000())},
		{"nearly-dominant", "Networks that are not quite dominant", "Section 6", "100s", theory.NearlyDominant, fixed(theory.NeedsOf1000())},
		{"rectified", "Rectified networks", "Section 6", "7m", rectified.Figure, fixed(rectified.Needs())},
		{"samples", "How many samples are enough", "Beyond the paper", "85s", samples.Figure, fixed(samples.Needs())},
		{"step-bias", "What the step of a simulation does", "Beyond the paper", "40s", stepbias.Figure, fixed(stepbias.Needs())},
		{"connectomes", "Real connectomes", "Section 7 and beyond", "2m", connectomes.Figure, fixed(connectomes.Needs())},
	}
}

// fixed returns needs that do not depend on the options.
func fixed(n figure.Needs) func(figure.Options) figure.Needs {
	return func(figure.Options) figure.Needs { return n }
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
func (f Figure) Run(ctx context.Context, opt figure.Options) (*figure.Outcome, error) {
	o, err := f.run(figure.NewRun(ctx, opt))
	if err != nil {
		return nil, fmt.Errorf("figure %s: %w", f.Name, err)
	}
	o.Figure, o.Title, o.Place, o.Size, o.Seed, o.Most = f.Name, f.Title, f.Place, opt.Size, opt.Seed, opt.Most
	o.Libraries = "LAPACK: " + opt.LAPACK.Name()
	return o, nil
}
