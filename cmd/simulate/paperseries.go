package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"

	"noiseprune/internal/atomicfile"
	"noiseprune/internal/lapack"
	"noiseprune/internal/paper"
)

// paperSeries computes figures one after the other.
type paperSeries struct {
	*paperSettings
	command *cobra.Command
	folder  string
	options paper.Options
	figures []paper.Figure
	kept    []*paper.Outcome // for each figure what the folder holds of it; nil where it is computed

	allowed allowance // of memory
	limit   int64     // of the garbage collector, as it was given
	program string    // its hash

	usual, real time.Duration // of the figures computed so far whose cost is known
	computed    int
}

// plan finds out which figures there are to compute, before any is. It refuses to put a
// quick result in the place of a full one, and spectra that would take too long.
func (s *paperSeries) plan(figures []paper.Figure) error {
	s.figures, s.kept = figures, make([]*paper.Outcome, len(figures))
	var slow []slowSpectra
	for k, f := range figures {
		o, err := readOutcome(s.folder, f.Name)
		if err != nil {
			return err
		}
		if o != nil && !s.force {
			if o.Size == s.options.Size && o.Seed == s.seed && o.Most == s.most {
				s.kept[k] = o
				continue
			}
			if o.Size == paper.Full && s.quick {
				return inputError{
					fmt.Errorf("%s holds figure %s at full size; choose another --out for quick results, or give --force to replace it", s.folder, f.Name),
				}
			}
		}
		if t := s.spectra(f); t.takes >= worthSaying {
			slow = append(slow, t)
		}
	}
	s.allowed, s.limit = s.memory.allowance(), debug.SetMemoryLimit(-1)
	if err := s.admit(); err != nil {
		return err
	}
	return s.explainSlow(slow)
}

// run computes what is missing. The page is written after each figure, so that it always
// shows what the folder holds.
func (s *paperSeries) run() (err error) {
	if s.program, err = programHash(); err != nil {
		return err
	}
	for k, f := range s.figures {
		s.announce(k)
		if s.kept[k] != nil {
			if _, err := fmt.Fprintf(s.command.OutOrStdout(), "%s (%s): kept from before; --force computes it again.\n%s\n\n",
				f.Place, f.Title, s.kept[k].Paragraph()); err != nil {
				return err
			}
			continue
		}
		if err := s.figure(f); err != nil {
			return err
		}
		if err := s.writePage(); err != nil {
			return err
		}
	}
	return s.writePage()
}

// announce says which figure comes, and for how long all that is left may take.
func (s *paperSeries) announce(k int) {
	if s.quiet || len(s.figures) == 1 {
		return
	}
	text := fmt.Sprintf("figure %s, %d of %d", s.figures[k].Name, k+1, len(s.figures))
	if left := s.left(k); left >= time.Minute {
		text += fmt.Sprintf("; all that is left takes about %s", minutes(left))
	}
	fmt.Fprintln(s.command.ErrOrStderr(), text) //nolint:errcheck // nobody to tell
}

// left estimates the time for the figures from number k on, by their usual times and how
// this machine did so far.
func (s *paperSeries) left(k int) time.Duration {
	if s.quick {
		return 0 // minutes at most
	}
	var sum time.Duration
	for n := k; n < len(s.figures); n++ {
		if usual, err := time.ParseDuration(s.figures[n].Cost); err == nil && s.kept[n] == nil {
			sum += usual
		}
	}
	if s.usual > time.Minute {
		sum = time.Duration(float64(sum) * float64(s.real) / float64(s.usual))
	}
	return sum
}

// figure computes one figure, writes its files and prints its paragraph.
func (s *paperSeries) figure(f paper.Figure) error {
	start, used := time.Now(), processorTime()
	outcome, found, err := s.compute(f)
	if err != nil {
		return err
	}
	took := time.Since(start)
	outcome.Took = &paper.Took{
		Seconds: tenths(took), Processor: tenths(processorTime() - used), Workers: s.workers,
		Machine: fmt.Sprintf("%s/%s with %d processors", runtime.GOOS, runtime.GOARCH, runtime.NumCPU()),
	}
	files, err := outcome.Files()
	if err != nil {
		return err
	}
	for _, file := range files {
		if err := atomicfile.WriteFile(filepath.Join(s.folder, file.Name), file.Content, 0o644); err != nil {
			return fmt.Errorf("figure %s could not be written: %w; make room or choose another --out", f.Name, err)
		}
	}
	if err := found.remove(); err != nil { // now that all else is on the disk
		return err
	}
	s.computed++
	if usual, err := time.ParseDuration(f.Cost); err == nil {
		s.usual, s.real = s.usual+usual, s.real+took
	}
	_, err = fmt.Fprintf(s.command.OutOrStdout(), "%s (%s), %s:\n%s\n\n", f.Place, f.Title, took.Round(100*time.Millisecond),
		outcome.Paragraph())
	return err
}

// tenths returns a duration in seconds, to a tenth.
func tenths(d time.Duration) float64 { return d.Round(100 * time.Millisecond).Seconds() }

// compute runs the figure and returns as soon as it is interrupted: a decomposition under
// way can take minutes more, and the process ends before it. The findings are for whoever
// has brought the outcome to the disk to remove.
func (s *paperSeries) compute(f paper.Figure) (*paper.Outcome, *findings, error) {
	ctx := s.command.Context()
	options := s.options
	progress := newProgress(s.command.ErrOrStderr(), s.quiet)
	defer progress.finish()
	found, err := s.findings(f, progress)
	if err != nil {
		return nil, nil, err
	}
	defer found.close()
	options.Progress, options.Findings = progress, found
	s.remember(f, progress)
	type result struct {
		outcome *paper.Outcome
		err     error
	}
	finished := make(chan result, 1)
	go func() {
		o, err := f.Run(ctx, options)
		finished <- result{o, err}
	}()
	select {
	case r := <-finished:
		if !errors.Is(r.err, context.Canceled) {
			return r.outcome, found, r.err
		}
	case <-ctx.Done():
	}
	found.close()
	return nil, nil, s.interrupted(f, found.some())
}

// findings returns what an earlier run of the figure has left unfinished; nothing under
// --force.
func (s *paperSeries) findings(f paper.Figure, p *progress) (*findings, error) {
	identity := fmt.Sprintf("figure %s, %s size, seed %d, at most %d neurons, LAPACK of %s, program %s",
		f.Name, s.options.Size, s.seed, s.most, s.options.LAPACK.Name(), s.program)
	found := openFindings(filepath.Join(s.folder, unfinishedName, f.Name), identity, p.say)
	if s.force {
		return found, found.remove()
	}
	return found, nil
}

// interrupted says what is left of an interrupted series.
func (s *paperSeries) interrupted(f paper.Figure, parts bool) error {
	have := s.computed
	for _, o := range s.kept {
		if o != nil {
			have++
		}
	}
	if have == 0 && !parts {
		return fmt.Errorf("interrupted in figure %s; nothing was written", f.Name)
	}
	kept := ""
	if parts {
		kept = ", whose finished parts are kept"
	}
	return fmt.Errorf("interrupted in figure %s%s; the same command without --force goes on there: %d of %d figures are in %s", f.Name, kept,
		have, len(s.figures), s.folder)
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
func (s *paperSeries) writePage() error {
	var outcomes []*paper.Outcome
	for _, f := range paper.Figures() {
		o, err := readOutcome(s.folder, f.Name)
		if err != nil {
			return err
		}
		if o != nil {
			outcomes = append(outcomes, o)
		}
	}
	return atomicfile.WriteFile(filepath.Join(s.out, "paper.md"), paper.Page(outcomes, "paper/"), 0o644)
}

// spectra estimates the spectra of a figure with gonum's LAPACK; with a fast one they need
// no warning.
func (s *paperSeries) spectra(f paper.Figure) slowSpectra {
	if s.options.LAPACK.Name() != lapack.Gonum().Name() || s.quick {
		return slowSpectra{}
	}
	one := probeEigen()
	return slowSpectra{
		figure: f, takes: f.SpectraTime(s.options, probeOrder, one),
		most: f.NeuronsWithin(tooLong, s.options, probeOrder, one),
	}
}
