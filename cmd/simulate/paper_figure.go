package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"time"

	"noiseprune/internal/atomicfile"
	"noiseprune/internal/paper"
	"noiseprune/internal/paper/figure"
	"noiseprune/internal/resume"
	"noiseprune/internal/terminal"
)

// figure computes one figure, writes its files and prints its paragraph.
func (s *paperSeries) figure(f paper.Figure) error {
	began, processorBefore := time.Now(), processorTime()
	outcome, store, err := s.compute(f)
	if err != nil {
		return err
	}
	if store != nil {
		defer store.Close() //nolint:errcheck // its write errors are printed by the store; after Remove it does nothing
	}
	took := time.Since(began)
	outcome.Took = &figure.Took{
		Seconds: tenths(took), Processor: tenths(processorTime() - processorBefore), Workers: s.workers,
		Machine: fmt.Sprintf("%s/%s with %d processors", runtime.GOOS, runtime.GOARCH, runtime.NumCPU()),
	}
	if err := s.writeFigure(f, outcome); err != nil {
		return err
	}
	if err := removeStore(store, s.folder); err != nil {
		return err
	}
	s.computed++
	if usual, err := time.ParseDuration(f.Cost); err == nil {
		s.usualTime, s.measuredTime = s.usualTime+usual, s.measuredTime+took
	}
	return s.printParagraph(f, took.Round(100*time.Millisecond).String()+":", outcome)
}

// printParagraph prints what a figure shows, below its place, its title and a remark.
func (s *paperSeries) printParagraph(f paper.Figure, remark string, outcome *figure.Outcome) error {
	w := s.command.OutOrStdout()
	screen := s.display.screen(w)
	return printFitted(w, screen, fmt.Sprintf("%s (%s), %s\n%s\n\n",
		screen.Heading(f.Place), f.Title, remark, terminal.Flush(outcome.Paragraph(), screen.Width)))
}

// writeFigure writes the files of a figure.
func (s *paperSeries) writeFigure(f paper.Figure, outcome *figure.Outcome) error {
	files, err := outcome.Files()
	if err != nil {
		return err
	}
	for _, file := range files {
		if err := atomicfile.WriteFile(filepath.Join(s.folder, file.Name), file.Content, 0o644); err != nil {
			return fmt.Errorf("figure %s could not be written: %w; make room or choose another --out", f.Name, err)
		}
	}
	return nil
}

// tenths returns a duration in seconds, rounded to a tenth.
func tenths(d time.Duration) float64 { return d.Round(100 * time.Millisecond).Seconds() }

// compute runs the figure. After an interruption it returns at once and leaves the figure's goroutine
// running, because a decomposition is not interruptible and may take minutes; the process ends before.
// The caller removes the store, which may be nil, when the outcome is on the disk.
func (s *paperSeries) compute(f paper.Figure) (*figure.Outcome, *resume.Folder, error) {
	options := s.options
	progress := newProgress(s.command.ErrOrStderr(), s.quiet, autoProgress)
	defer progress.finish()
	store, err := s.openStore(f, progress)
	if err != nil {
		return nil, nil, err
	}
	options.Progress = progress
	if store != nil {
		options.Store = store
	}
	s.announceMemory(f, progress)
	outcome, err := runFigure(s.command.Context(), f, options)
	if err == nil {
		return outcome, store, nil
	}
	kept, closeErr := closeStore(store, s.folder)
	if !errors.Is(err, context.Canceled) {
		return nil, nil, errors.Join(err, closeErr)
	}
	return nil, nil, s.interrupted(f, kept)
}

// runFigure runs the figure in a goroutine and returns when it has finished or the context ends.
func runFigure(ctx context.Context, f paper.Figure, options figure.Options) (*figure.Outcome, error) {
	type result struct {
		outcome *figure.Outcome
		err     error
	}
	finished := make(chan result, 1)
	go func() {
		o, err := f.Run(ctx, options)
		finished <- result{o, err}
	}()
	select {
	case r := <-finished:
		return r.outcome, r.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// interrupted returns an error that says how many figures and parts are kept.
func (s *paperSeries) interrupted(f paper.Figure, parts bool) error {
	existing := s.computed
	for _, o := range s.existing {
		if o != nil {
			existing++
		}
	}
	if existing == 0 && !parts {
		return fmt.Errorf("interrupted in figure %s; nothing was written", f.Name)
	}
	kept := ""
	if parts {
		kept = ", whose finished parts are kept"
	}
	return fmt.Errorf("interrupted in figure %s%s; the same command without --force continues there: %d of %d figures are in %s",
		f.Name, kept, existing, len(s.figures), s.folder)
}
