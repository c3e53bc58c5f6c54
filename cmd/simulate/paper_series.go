package main

import (
	"fmt"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"noiseprune/internal/atomicfile"
	"noiseprune/internal/memory"
	"noiseprune/internal/paper"
	"noiseprune/internal/paper/figure"
	"noiseprune/internal/resume"
)

// paperSeries computes figures one after another.
type paperSeries struct {
	*paperSettings
	command  *cobra.Command
	folder   string
	options  figure.Options
	figures  []paper.Figure
	existing []*figure.Outcome // of each figure, as the folder holds it; nil where it is computed

	allowed        memory.Allowance
	build          string // of this program
	collectorLimit int64  // of the garbage collector before this command changed it

	// Of the figures that were computed and whose usual time is known: the sums of both times.
	usualTime, measuredTime time.Duration

	computed int // number of figures
}

// run computes the figures that do not exist. The page is written after each figure, so that it always
// shows what the folder holds.
func (s *paperSeries) run() (err error) {
	if s.build, err = resume.Build(); err != nil {
		return err
	}
	for k, f := range s.figures {
		s.printPosition(k)
		if s.existing[k] != nil {
			if err := s.printParagraph(f, "kept from before; --force computes it again:", s.existing[k]); err != nil {
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

// printPosition prints which figure is computed next, and estimates how long the remaining ones take.
func (s *paperSeries) printPosition(k int) {
	if s.quiet || len(s.figures) == 1 {
		return
	}
	text := fmt.Sprintf("figure %s, %d of %d", s.figures[k].Name, k+1, len(s.figures))
	if d := s.remaining(k); d >= time.Minute {
		text += fmt.Sprintf("; about %s remaining", minutes(d))
	}
	printStatus(s.command.ErrOrStderr(), "%s", text)
}

// remaining estimates the time of the figures from number k on: the sum of their usual times, times
// the ratio of measured to usual time of the figures so far.
func (s *paperSeries) remaining(k int) time.Duration {
	if s.quick {
		return 0 // minutes at most
	}
	var sum time.Duration
	for n := k; n < len(s.figures); n++ {
		if usual, err := time.ParseDuration(s.figures[n].Cost); err == nil && s.existing[n] == nil {
			sum += usual
		}
	}
	if s.usualTime > time.Minute {
		sum = time.Duration(float64(sum) * float64(s.measuredTime) / float64(s.usualTime))
	}
	return sum
}

// writePage writes the page of all figures that the folder holds.
func (s *paperSeries) writePage() error {
	var outcomes []*figure.Outcome
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
