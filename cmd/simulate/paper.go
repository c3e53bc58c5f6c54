package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/google/renameio/v2"
	"github.com/spf13/cobra"

	"noiseprune/internal/lapack"
	"noiseprune/paper"
)

// paperSettings are what the flags of simulate paper say.
type paperSettings struct {
	out     string
	quick   bool
	force   bool
	quiet   bool
	seed    uint64
	workers int
	lapack  string
}

func newPaper() *cobra.Command {
	var s paperSettings
	c := &cobra.Command{
		Use:   "paper FIGURE|all",
		Short: "Reproduce the paper's figures: numbers, pictures and verdicts",
		Long: `paper computes the figures of the paper, and some beyond it, at the paper's own sizes. Each
leaves in DIR/paper its numbers (.json, .csv), its picture (.svg, .png) and a paragraph that
says what the paper shows, what was found, and whether they agree (.md). DIR/paper.md puts
all figures in DIR together. A figure that DIR already holds at this size and seed is kept.

` + figuresHelp(),
		Example: `  simulate paper 2a --out results
  simulate paper all --quick --out results`,
		Args: arguments(1, 1),
		RunE: func(c *cobra.Command, args []string) error { return s.run(c, args[0]) },
	}
	f := c.Flags()
	f.SortFlags = false
	f.StringVarP(&s.out, "out", "o", "results", "folder for the results")
	f.BoolVar(&s.quick, "quick", false, "smaller networks, the same panels: minutes for all of them")
	f.BoolVar(&s.force, "force", false, "compute figures again that --out holds")
	f.BoolVarP(&s.quiet, "quiet", "q", false, "show no progress")
	f.Uint64Var(&s.seed, "seed", 1, "seed of all randomness")
	f.IntVar(&s.workers, "workers", runtime.NumCPU(), "goroutines; no number changes with them")
	bindLAPACK(f, &s.lapack)
	return c
}

// figuresHelp lists the figures.
func figuresHelp() string {
	var b strings.Builder
	b.WriteString("FIGURE is one of\n\n")
	for _, f := range paper.Figures() {
		fmt.Fprintf(&b, "  %-14s %s (%s)\n", f.Name, f.Title, f.Place)
	}
	return strings.TrimRight(b.String(), "\n")
}

func (s *paperSettings) run(c *cobra.Command, name string) error {
	figures, err := paper.ByName(name)
	if err != nil {
		return inputError{err}
	}
	if s.workers < 1 {
		return inputError{fmt.Errorf("--workers is %d; give at least 1", s.workers)}
	}
	library, err := useLAPACK(s.lapack)
	if err != nil {
		return err
	}
	folder := filepath.Join(s.out, "paper")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return inputError{fmt.Errorf("--out %s cannot be made: %w", s.out, err)}
	}
	for k, f := range figures {
		if !s.quiet && len(figures) > 1 {
			fmt.Fprintf(c.ErrOrStderr(), "figure %s, %d of %d\n", f.Name, k+1, len(figures)) //nolint:errcheck // nobody to tell
		}
		if err := s.figure(c, f, library, folder); err != nil {
			return err
		}
	}
	return s.writePage(folder)
}

// figure computes one figure, or keeps what the folder holds of it, and prints its
// paragraph.
func (s *paperSettings) figure(c *cobra.Command, f paper.Figure, library lapack.Library, folder string) error {
	kept, err := s.finished(folder, f.Name)
	if err != nil {
		return err
	}
	out := c.OutOrStdout()
	if kept != nil {
		_, err := fmt.Fprintf(out, "%s (%s): kept from before; --force computes it again.\n%s\n\n", f.Place, f.Title, kept.Paragraph())
		return err
	}
	start := time.Now()
	progress := newProgress(c.ErrOrStderr(), s.quiet)
	outcome, err := f.Run(c.Context(), paper.Options{Size: s.size(), Seed: s.seed, Workers: s.workers, LAPACK: library, Progress: progress})
	progress.finish()
	if err != nil {
		return err
	}
	files, err := outcome.Files()
	if err != nil {
		return err
	}
	for _, file := range files {
		if err := renameio.WriteFile(filepath.Join(folder, file.Name), file.Content, 0o644); err != nil {
			return fmt.Errorf("figure %s could not be written: %w; make room or choose another --out", f.Name, err)
		}
	}
	_, err = fmt.Fprintf(out, "%s (%s), %s:\n%s\n\n", f.Place, f.Title, time.Since(start).Round(100*time.Millisecond), outcome.Paragraph())
	return err
}

func (s *paperSettings) size() paper.Size {
	if s.quick {
		return paper.Quick
	}
	return paper.Full
}

// finished returns what the folder holds of a figure at this size and seed, or nil.
func (s *paperSettings) finished(folder, name string) (*paper.Outcome, error) {
	if s.force {
		return nil, nil //nolint:nilnil // nothing is kept
	}
	o, err := readOutcome(folder, name)
	if o == nil || err != nil || o.Size != s.size() || o.Seed != s.seed {
		return nil, err
	}
	return o, nil
}

// readOutcome reads a figure's numbers, or nothing where there are none.
func readOutcome(folder, name string) (*paper.Outcome, error) {
	path := filepath.Join(folder, name+".json")
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil //nolint:nilnil // there is none
	}
	if err != nil {
		return nil, err
	}
	o, err := paper.ParseOutcome(text)
	if err != nil {
		return nil, inputError{fmt.Errorf("%s: %w; remove it", path, err)}
	}
	return o, nil
}

// writePage puts all figures that the folder holds together.
func (s *paperSettings) writePage(folder string) error {
	var outcomes []*paper.Outcome
	for _, f := range paper.Figures() {
		o, err := readOutcome(folder, f.Name)
		if err != nil {
			return err
		}
		if o != nil {
			outcomes = append(outcomes, o)
		}
	}
	outcomes = slices.Clip(outcomes)
	return renameio.WriteFile(filepath.Join(s.out, "paper.md"), paper.Page(outcomes, "paper/"), 0o644)
}
