package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/spf13/cobra"

	"noiseprune/checkpoint"
	"noiseprune/network"
	"noiseprune/sim"
)

// begin checks the output folder and carries the command's job out from its start.
func (s *settings) begin(c *cobra.Command, nets ...*network.Network) error {
	folder, err := openFolder(s.out, s.force)
	if err != nil {
		return err
	}
	j := job{settings: s, command: c.Name(), nets: nets, folder: folder}
	if folder.store != nil {
		if err := folder.store.SaveNetworks(nets); err != nil {
			folder.abandon()
			return inputError{fmt.Errorf("--out %s cannot hold a checkpoint: %w; nothing was begun", s.out, err)}
		}
	}
	return j.carryOut(c)
}

// job is what a command does with its networks, from the start or from a checkpoint.
type job struct {
	*settings
	command string
	nets    []*network.Network
	resumed *sim.Checkpoint // nil at the start
	folder  folder
}

// carryOut runs, and hands the result on: to the folder, and to the terminal or as JSON. A
// result that comes with an error is what was found before it.
func (j job) carryOut(c *cobra.Command) error {
	start := time.Now()
	progress := newProgress(c.ErrOrStderr(), j.quiet)
	opt := j.options(progress)
	opt.Resume = j.resumed
	opt.Admit = j.admission(c, progress)
	ctx, fail := context.WithCancelCause(c.Context())
	defer fail(nil)
	var kept *checkpoints
	if j.folder.store != nil {
		kept = newCheckpoints(j.folder.store, j.command, j.lapack, j.interval, progress.say)
		kept.first = j.resumed == nil
		kept.fail = fail
		opt.Saver = kept
	}
	result, err := simulations()[j.command](ctx, j.spec, j.nets, opt)
	progress.finish()
	if kept != nil {
		err = j.explain(ctx, result != nil, err, kept.stop())
	}
	if result == nil {
		return err
	}
	if err := j.folder.write(result); err != nil {
		return j.notWritten(err)
	}
	if err := j.print(c, result, time.Since(start)); err != nil {
		return err
	}
	if err != nil && j.out != "" {
		return fmt.Errorf("%w; what was found before is in %s, marked as incomplete", err, j.out)
	}
	return err
}

// print hands the result to the terminal, or on as JSON.
func (j job) print(c *cobra.Command, result *sim.Result, elapsed time.Duration) error {
	if j.json {
		return printJSON(c.OutOrStdout(), result)
	}
	return summarize(c.OutOrStdout(), summary{
		result: result, source: j.spec.Network.Source, elapsed: elapsed, folder: j.out,
	})
}

// explain says what an error of the run has left behind in the folder, and leaves nothing
// there from which nobody could go on.
func (j job) explain(ctx context.Context, found bool, err, unsaved error) error {
	var noRoom firstCheckpointError
	switch {
	case err == nil:
		return nil
	case errors.As(context.Cause(ctx), &noRoom):
		j.folder.abandon()
		return inputError{fmt.Errorf("--out %s cannot hold a checkpoint: %w; nothing was begun", j.out, noRoom.error)}
	case errors.Is(err, context.Canceled) && unsaved != nil:
		return fmt.Errorf("interrupted, and the last checkpoint could not be written: %w; simulate resume %s continues from the one before",
			unsaved, j.out)
	case errors.Is(err, context.Canceled):
		return fmt.Errorf("interrupted; simulate resume %s continues", j.out)
	case errors.As(err, new(*sim.CheckpointError)), found:
		return err
	case isInput(err), errors.As(err, new(*sim.DivergedError)): // it would be the same again
		j.folder.abandon()
		return err
	}
	return fmt.Errorf("%w; once that is cured, simulate resume %s goes on from the last checkpoint", err, j.out)
}

// notWritten says why there are no results, and that they are not lost.
func (j job) notWritten(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("%w (has the folder vanished?)", err)
	}
	if !checkpoint.Exists(j.out) {
		return fmt.Errorf("the results could not be written to %s: %w; make room or choose another --out, and run again", j.out, err)
	}
	return fmt.Errorf("the results could not be written to %s: %w; make room there, and simulate resume %s goes on from the last checkpoint",
		j.out, err, j.out)
}
