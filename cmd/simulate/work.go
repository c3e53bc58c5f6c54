package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os/signal"

	"github.com/spf13/cobra"

	"noiseprune/internal/resume"
	"noiseprune/sim"
)

func newWork() *cobra.Command {
	var s settings
	var part workPart
	c := &cobra.Command{
		Use:   "work DIR --part i/n",
		Short: "Do a part of a planned run, sweep or recording",
		Long: `work does its share of what is not done in DIR, into which simulate submit or an interrupted run has
written a plan, and ends. Several processes work side by side, on one host or on several that share
the file system of DIR: each writes into a folder of its own, and what two of them do twice has the same
bytes. What needs the results of all parts waits for the next round: when all have ended, give the same
commands again, until simulate resume DIR, which gathers and does what is left, finds nothing to compute.

A part that is stopped, by Ctrl-C, SIGTERM or SIGUSR1, saves where its tasks stand and ends with exit code 75; the same
command goes on from there.`,
		Example: `  simulate submit run data/human-hcp-glasser-360.mtx --out human --dry-run
  simulate work human --part 1/8`,
		Args:              arguments(1, 1),
		ValidArgsFunction: completeFolders,
		RunE: func(c *cobra.Command, args []string) error {
			s.out = args[0]
			return s.work(c, &part)
		},
	}
	f := c.Flags()
	f.SortFlags = false
	f.Var(&part, "part", "the part: i/n, i from 1 to n; or auto, which an array of Slurm, an indexed job of Kubernetes or MPI says")
	s.bindExecution(f)
	return c
}

// work does a part of what is planned in the folder.
func (s *settings) work(c *cobra.Command, part *workPart) error {
	if part.Count == 0 {
		return inputError{errors.New("which part is to be done? give --part i/n, such as --part 1/8")}
	}
	checkpoint := checkpointFolder(s.out)
	plan, err := resume.Plan(checkpoint)
	if err != nil {
		return s.noPlan(c)
	}
	ctx, stop := signal.NotifyContext(c.Context(), stopSignals()...)
	defer stop()
	ctx, gone := context.WithCancelCause(ctx)
	defer gone(nil)
	c.SetContext(ctx)
	store, err := resume.NewPart(checkpoint, part.name(), func() { gone(errGone) })
	switch busy := (*resume.BusyError)(nil); {
	case errors.As(err, &busy):
		busy.Folder = "part " + part.text + " of " + s.out
		return inputError{busy}
	case errors.Is(err, fs.ErrNotExist): // it was gathered just now
		return s.noPlan(c)
	case err != nil:
		return inputError{fmt.Errorf("part %s cannot be written: %w", part.text, err)}
	}
	progress := newWorkProgress(newProgress(c.ErrOrStderr(), s.quiet, s.progress), store.Path())
	store.Start(s.interval, progress.message)
	err = parting{s, plan, store, part.Part, progress}.do(c)
	progress.finish()
	unsaved := errors.Join(store.Stop(), store.Close())
	if context.Cause(ctx) == errGone { //nolint:errorlint // the cause is this value and no other
		return s.partVanished(c, part)
	}
	return s.partEnded(c, part, err, unsaved)
}

// parting is a part of the work under way.
type parting struct {
	*settings
	plan     *resume.Folder
	store    *resume.Shared
	part     sim.Part
	progress *workProgress
}

// do does the part of the command that the plan holds.
func (w parting) do(c *cobra.Command) error {
	w.progress.start(progressInterval, phaseInterval)
	defer w.progress.end()
	name, _ := w.plan.Get(commandEntry)
	switch string(name) {
	case sweepCommand:
		return w.sweep(c)
	case recordCommand:
		return w.record(c)
	}
	command, nets, err := w.loadCommand(w.plan, c.Flags().Changed("lapack"))
	opt, err := w.begin(err)
	if err != nil {
		return err
	}
	opt.Preflight = w.preflight(c, w.progress.progress)
	_, err = simulations()[command](c.Context(), w.spec, nets, opt)
	return err
}

// begin returns the options of the part, with the LAPACK that the plan says, once that was loaded without an error.
func (w parting) begin(loaded error) (sim.Options, error) {
	if loaded != nil {
		return sim.Options{}, inputError{fmt.Errorf("the plan in %s cannot be used: %w", w.out, loaded)}
	}
	if err := w.resolveOptions(); err != nil {
		return sim.Options{}, err
	}
	opt := w.options(w.progress)
	opt.Store, opt.Part = w.store, w.part
	return opt, nil
}

// sweep does a part of a sweep over all networks; the cells of each are divided from where those of the one before it ended.
func (w parting) sweep(c *cobra.Command) error {
	swept, err := w.loadSweep(w.plan, c.Flags().Changed("lapack"))
	opt, err := w.begin(err)
	if err != nil {
		return err
	}
	opt.Preflight = w.preflight(c, w.progress.progress)
	var others error
	for k, n := range swept.networks {
		w.progress.begin(networkNumber{n.source, k + 1, len(swept.networks)})
		opt.Store = resume.Sub(w.store, sweepPrefix(k))
		opt.Part = sim.Part(resume.Part(w.part).Rotated(k * len(swept.keeps)))
		_, err := n.sweep(c.Context(), swept.keeps, opt)
		switch {
		case errors.As(err, new(*sim.OthersError)):
			others = err
		case errors.Is(err, context.Canceled), errors.As(err, new(*sim.CheckpointError)):
			return err
		case err != nil && n.failed == "": // which the result will tell
			w.say(c, "%s", goingOn(n.source, oneLine(err)))
		}
	}
	return others
}

// record does a part of a recording's replicas.
func (w parting) record(c *cobra.Command) error {
	own := &recordSettings{settings: *w.settings}
	r, err := own.load(w.plan, c.Flags().Changed("lapack"))
	w.lapack = own.lapack
	opt, err := w.begin(err)
	if err != nil {
		return err
	}
	spec := own.takeSpec()
	in := sim.RecordInput{Networks: r.networks, Neurons: r.Neurons, Groups: r.Groups, Frames: noFrames{}}
	if len(r.Formats) > 0 {
		in.Frames = pieceFiles{frameFiles{r, w.out, spec.Record.Replicas}, w.store.Path()}
	}
	_, err = sim.Record(c.Context(), spec, in, opt, nil)
	return err
}
