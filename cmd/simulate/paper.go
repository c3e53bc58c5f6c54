package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"noiseprune/internal/paper"
	"noiseprune/internal/paper/figure"
	"noiseprune/sim"
)

// paperSettings are the flags of simulate paper.
type paperSettings struct {
	out     string
	quick   bool
	force   bool
	quiet   bool
	seed    uint64
	workers int
	lapack  sim.LAPACKChoice
	memory  memoryLimit
	display display

	maxNeurons       int
	allowSlowSpectra bool // --patient
}

func newPaper() *cobra.Command {
	var s paperSettings
	c := &cobra.Command{
		Use:   "paper FIGURE|all",
		Short: "Reproduce the paper's figures: numbers, pictures and a comparison with the paper",
		Long: `paper computes the figures of the paper, and some beyond it, at the paper's own sizes. For
each it writes into DIR/paper the numbers (.json, .csv), the picture (.svg, .png) and a
paragraph that says what the paper shows, what was found, and whether they agree (.md).
DIR/paper.md shows all figures in DIR. A figure that DIR already holds at this size and seed
is not computed again, and neither are the finished parts of an interrupted figure, so that
the same command continues an interrupted one.

` + figuresHelp(),
		Example: `  simulate paper 2a --out results
  simulate paper all --quick --out results`,
		Args:              arguments(1, 1),
		ValidArgsFunction: completeFigures,
		RunE:              func(c *cobra.Command, args []string) error { return s.run(c, args[0]) },
	}
	f := c.Flags()
	f.SortFlags = false
	f.StringVarP(&s.out, "out", "o", "results", "folder for the results")
	f.BoolVar(&s.quick, "quick", false, "smaller networks, the same panels; all figures take minutes")
	f.BoolVar(&s.force, "force", false, "compute also the figures that --out already holds")
	f.BoolVarP(&s.quiet, "quiet", "q", false, "show no progress")
	f.Uint64Var(&s.seed, "seed", 1, "seed of all randomness")
	f.IntVar(&s.workers, "workers", runtime.NumCPU(), "goroutines; no number changes with them")
	f.IntVar(&s.maxNeurons, "max-neurons", 0, "shrink the networks of figures 2a and 2b to at most so many neurons")
	f.BoolVar(&s.allowSlowSpectra, "patient", false, "compute spectra with gonum's LAPACK even if they take more than 30 minutes")
	bindMemory(f, &s.memory)
	bindLAPACK(f, &s.lapack)
	s.display.bind(f)
	return c
}

// figuresHelp lists the figures.
func figuresHelp() string {
	var b strings.Builder
	b.WriteString("FIGURE is one of\n\n")
	for _, f := range paper.Figures() {
		fmt.Fprintf(&b, "  %-16s %s (%s%s)\n", f.Name, f.Title, f.Place, usualTime(f))
	}
	return strings.TrimRight(b.String(), "\n")
}

// usualTime returns how long the figure takes at full size, where that is known.
func usualTime(f paper.Figure) string {
	d, err := time.ParseDuration(f.Cost)
	switch {
	case err != nil:
		return ""
	case d < time.Minute:
		return "; under a minute"
	}
	return fmt.Sprintf("; about %.0f min", d.Minutes())
}

// run computes the named figure, or all.
func (s *paperSettings) run(c *cobra.Command, name string) error {
	figures, err := paper.ByName(name)
	if err != nil {
		return inputError{err}
	}
	if err := s.check(); err != nil {
		return inputError{err}
	}
	library, err := useLAPACK(s.lapack)
	if err != nil {
		return err
	}
	series := &paperSeries{paperSettings: s, command: c, folder: filepath.Join(s.out, "paper")}
	series.options = figure.Options{Size: s.size(), Seed: s.seed, Workers: s.workers, LAPACK: library, Most: s.maxNeurons}
	if err := series.plan(figures); err != nil {
		return err
	}
	if err := os.MkdirAll(series.folder, 0o755); err != nil {
		return inputError{fmt.Errorf("--out %s cannot be made: %w", s.out, err)}
	}
	return series.run()
}

// check refuses invalid values of the flags.
func (s *paperSettings) check() error {
	switch {
	case s.workers < 1:
		return fmt.Errorf("--workers is %d; give at least 1", s.workers)
	case s.maxNeurons != 0 && s.maxNeurons < minNeurons:
		return fmt.Errorf("--max-neurons is %d; give at least %d, or 0 for the paper's sizes", s.maxNeurons, minNeurons)
	}
	return nil
}

// minNeurons is the fewest neurons with which each cluster of Fig. 2b has several.
const minNeurons = 300

// size returns the size of the figures.
func (s *paperSettings) size() figure.Size {
	if s.quick {
		return figure.Quick
	}
	return figure.Full
}
