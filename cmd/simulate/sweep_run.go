package main

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"noiseprune/internal/resume"
	"noiseprune/sim"
)

// sweptResult is what a sweep found of one network, as in sweep.json.
type sweptResult struct {
	Network  string           `json:"network"`
	Failed   *string          `json:"failed"`   // why nothing was found, or not all
	Measure  string           `json:"measure"`  // that sentence and crossings are about
	Sentence string           `json:"sentence"` // down to which share each rule keeps it below the level
	Crossing []sim.Crossing   `json:"crossings"`
	Result   *sim.SweepResult `json:"result"` // nil where nothing was found
}

// sweepResults is sweep.json.
type sweepResults struct {
	Level    float64       `json:"level"`
	Networks []sweptResult `json:"networks"`
}

// sweepIn sweeps over all networks from the beginning, or from the folder's checkpoint, writes the results into the folder
// and prints them, and lets others follow.
func (s *settings) sweepIn(f folder, c *cobra.Command, w sweeping) (err error) {
	progress := newProgress(c.ErrOrStderr(), s.quiet, s.progress)
	if f.watched, err = s.follow(c, f, sweepCommand, progress); err != nil {
		return err
	}
	f.watched.begin(w)
	return f.watched.end(c.Context(), s.sweepAndWrite(f, c, w, progress))
}

// sweepAndWrite is sweepIn without those who follow. A network that fails does not end the others; its error is returned at the end.
func (s *settings) sweepAndWrite(f folder, c *cobra.Command, w sweeping, progress *progress) error {
	began := time.Now()
	progress.announcement = sweepText(s.options(nil).Workers, w.networks)
	progress.announce()
	if f.store != nil {
		f.store.Start(s.interval, progress.message)
	}
	results, failed, err := s.sweepAll(f, c, w, progress)
	progress.finish()
	if err == nil && results.found() == 0 {
		err = failed.err(len(w.networks))
	}
	if f.store != nil {
		err = f.simulationError(false, err, f.store.Stop())
	}
	if err != nil {
		return err
	}
	if err := f.writeSweep(results); err != nil {
		return f.writeError(err)
	}
	if err := s.printSweep(c, results, time.Since(began)); err != nil {
		return err
	}
	return failed.err(len(w.networks))
}

// sweepAll sweeps over each network in turn. It returns an error for what ends all of them: an interruption, or a checkpoint
// of another run.
func (s *settings) sweepAll(f folder, c *cobra.Command, w sweeping, p *progress) (*sweepResults, failures, error) {
	results, opt := &sweepResults{Level: w.level}, s.options(p)
	var store sim.Store
	if f.store != nil {
		store = f.shared()
	}
	opt.Preflight, opt.Watcher = s.preflight(c, p), f.watched.watcher()
	var failed failures
	for k, n := range w.networks {
		if store != nil {
			opt.Store = resume.Sub(store, sweepPrefix(k))
		}
		f.watched.network(k)
		found := sweptResult{Network: n.source, Crossing: []sim.Crossing{}}
		var err error
		found.Result, err = n.sweep(c.Context(), w.keeps, opt)
		switch {
		case errors.Is(err, context.Canceled), errors.As(err, new(*sim.CheckpointError)):
			return nil, nil, err
		case err != nil:
			reason := oneLine(err)
			found.Failed = &reason
			f.watched.failed(k, reason)
			failed = append(failed, failure{n.source, err})
			if n.failed == "" && len(w.networks) > 1 {
				p.message(goingOn(n.source, reason))
			}
		}
		found.summarize(w.level)
		results.Networks = append(results.Networks, found)
	}
	return results, failed, nil
}

// sweep reads one network and sweeps over its budgets. The next one must have neither the memory nor the memory limit of this one.
func (n sweptNetwork) sweep(ctx context.Context, keeps []float64, opt sim.Options) (*sim.SweepResult, error) {
	if n.failed != "" {
		return nil, inputError{errors.New(n.failed)}
	}
	net, err := n.read()
	if err != nil {
		return nil, err
	}
	defer debug.FreeOSMemory()
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(-1))
	return sim.Sweep(ctx, n.spec, net, keeps, opt)
}

// summarize fills the sentence, and the crossings that it is made from.
func (r *sweptResult) summarize(level float64) {
	if r.Result == nil {
		return
	}
	if r.Measure = r.Result.HeadlineMeasure(); r.Measure != "" {
		r.Sentence, r.Crossing = r.Result.Sentence(r.Measure, level), r.Result.Crossings(r.Measure, level)
	}
}

// found returns of how many networks there are results.
func (r *sweepResults) found() (count int) {
	if r == nil {
		return 0
	}
	for _, n := range r.Networks {
		if n.Result != nil {
			count++
		}
	}
	return count
}

// failure is a network that could not be swept, and why.
type failure struct {
	source string
	reason error
}

type failures []failure

// err returns the error of a sweep over so many networks: nil where none failed, and an input error where all that failed did
// so by their input.
func (all failures) err(networks int) error {
	if len(all) == 0 {
		return nil
	}
	if networks == 1 {
		return all[0].reason
	}
	var names []string
	byInput := true
	for _, f := range all {
		names = append(names, f.source)
		byInput = byInput && isInputError(f.reason)
	}
	err := fmt.Errorf("%d of %d networks failed: %s", len(all), networks, strings.Join(names, ", "))
	if byInput {
		return inputError{err}
	}
	return err
}
