package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/spf13/cobra"

	"noiseprune/network"
	"noiseprune/sim"
)

// simulation is one of sim's entry points, for the networks of its command.
type simulation func(context.Context, sim.Spec, []*network.Network, sim.Options) (*sim.Result, error)

// simulations returns the entry points by the commands that have checkpoints.
func simulations() map[string]simulation {
	one := func(do func(context.Context, sim.Spec, *network.Network, sim.Options) (*sim.Result, error)) simulation {
		return func(ctx context.Context, spec sim.Spec, nets []*network.Network, opt sim.Options) (*sim.Result, error) {
			return do(ctx, spec, nets[0], opt)
		}
	}
	return map[string]simulation{
		"run": one(sim.Run), "covariance": one(sim.MeasureCovariance), "prune": one(sim.Prune),
		"compare": func(ctx context.Context, spec sim.Spec, nets []*network.Network, opt sim.Options) (*sim.Result, error) {
			return sim.Compare(ctx, spec, nets[0], nets[1], opt)
		},
	}
}

// begin checks the output folder and simulates from the start.
func (s *settings) begin(c *cobra.Command, nets ...*network.Network) error {
	folder, err := openFolder(s.out, s.force)
	if err != nil {
		return err
	}
	if folder.store != nil {
		if err := s.saveCommand(folder.store, c.Name(), nets); err != nil {
			folder.abandon()
			return inputError{fmt.Errorf("--out %s cannot hold a checkpoint: %w; nothing was begun", s.out, err)}
		}
	}
	return s.simulateIn(folder, c, c.Name(), nets)
}

// simulateIn simulates, from the start or from what the folder holds, and hands the result on: to
// the folder, and to the terminal or as JSON. A result that comes with an error is what was found
// before it.
func (s *settings) simulateIn(f folder, c *cobra.Command, command string, nets []*network.Network) error {
	start := time.Now()
	progress := newProgress(c.ErrOrStderr(), s.quiet)
	opt := s.options(progress)
	opt.Preflight = s.preflight(c, progress)
	if f.store != nil {
		opt.Store = f.store
		f.store.Start(s.interval, progress.say)
	}
	result, err := simulations()[command](c.Context(), s.spec, nets, opt)
	progress.finish()
	if f.store != nil {
		err = s.explain(f, result != nil, err, f.store.Stop())
	}
	if result == nil {
		return err
	}
	if err := f.write(result); err != nil {
		return f.notWritten(err)
	}
	if err := s.printResult(c, result, time.Since(start)); err != nil {
		return err
	}
	if err != nil && s.out != "" {
		return fmt.Errorf("%w; what was found before is in %s, marked as incomplete", err, s.out)
	}
	return err
}

// printResult prints the summary, or JSON.
func (s *settings) printResult(c *cobra.Command, result *sim.Result, elapsed time.Duration) error {
	if s.json {
		return printJSON(c.OutOrStdout(), result)
	}
	return summarize(c.OutOrStdout(), summary{
		result: result, source: s.spec.Network.Source, elapsed: elapsed, folder: s.out,
	})
}

// explain says what an error of the run has left behind in the folder, and leaves nothing
// there from which nothing can go on. unsaved is why the last checkpoint could not be written.
func (s *settings) explain(f folder, found bool, err, unsaved error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, context.Canceled) && unsaved != nil:
		return fmt.Errorf("interrupted, and the last checkpoint could not be written: %w; simulate resume %s continues from the one before", unsaved, s.out)
	case errors.Is(err, context.Canceled):
		return fmt.Errorf("interrupted; simulate resume %s continues", s.out)
	case errors.As(err, new(*sim.CheckpointError)), found:
		return err
	case isInput(err), errors.As(err, new(*sim.DivergedError)): // it would be the same again
		f.abandon()
		return err
	}
	return fmt.Errorf("%w; once that is cured, simulate resume %s goes on from the last checkpoint", err, s.out)
}

// notWritten says why there are no results, and that they are not lost.
func (f folder) notWritten(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("%w (has the folder vanished?)", err)
	}
	if !holdsCheckpoint(f.path) {
		return fmt.Errorf("the results could not be written to %s: %w; make room or choose another --out, and run again", f.path, err)
	}
	return fmt.Errorf("the results could not be written to %s: %w; make room there, and simulate resume %s goes on from the last checkpoint", f.path, err, f.path)
}
