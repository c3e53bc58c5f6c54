package main

import (
	"context"
	"errors"
	"fmt"
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
		if holdsResult(s.out) {
			s.say(c, "%s holds a finished result; there is nothing to do", s.out)
			return nil
		}
		return inputError{fmt.Errorf("%s holds no plan; is it on a file system that this machine shares with the one where simulate submit ran?",
			s.out)}
	}
	if err := s.resolveOptions(); err != nil {
		return err
	}
	store, err := resume.NewPart(checkpoint, part.name())
	if err != nil {
		if busy := (*resume.BusyError)(nil); errors.As(err, &busy) {
			busy.Folder = "part " + part.text + " of " + s.out
			return inputError{busy}
		}
		return inputError{fmt.Errorf("part %s cannot be written: %w", part.text, err)}
	}
	ctx, stop := signal.NotifyContext(c.Context(), stopSignals()...)
	defer stop()
	c.SetContext(ctx)
	progress := newProgress(c.ErrOrStderr(), s.quiet, s.progress)
	store.Start(s.interval, progress.message)
	err = s.doPart(c, plan, store, part.Part, progress)
	progress.finish()
	return s.partEnded(c, part, err, errors.Join(store.Stop(), store.Close()))
}

// doPart does the part of the command that the plan holds.
func (s *settings) doPart(c *cobra.Command, plan *resume.Folder, store *resume.Shared, part sim.Part, p *progress) error {
	opt := s.options(p)
	opt.Store, opt.Part = store, part
	lapackGiven := c.Flags().Changed("lapack")
	name, _ := plan.Get(commandEntry)
	switch string(name) {
	case sweepCommand:
		return s.workOnSweep(c, plan, store, opt, lapackGiven)
	case recordCommand:
		return s.workOnRecording(c, plan, opt, lapackGiven)
	}
	command, nets, err := s.loadCommand(plan, lapackGiven)
	if err != nil {
		return inputError{fmt.Errorf("the plan in %s cannot be used: %w", s.out, err)}
	}
	opt.Preflight = s.preflight(c, p)
	_, err = simulations()[command](c.Context(), s.spec, nets, opt)
	return err
}

// workOnSweep does a part of a sweep over all networks; the cells of each are divided from where those of the one before it ended.
func (s *settings) workOnSweep(c *cobra.Command, plan *resume.Folder, store *resume.Shared, opt sim.Options, lapackGiven bool) error {
	w, err := s.loadSweep(plan, lapackGiven)
	if err != nil {
		return inputError{fmt.Errorf("the plan in %s cannot be used: %w", s.out, err)}
	}
	var others error
	all := resume.Part(opt.Part)
	for k, n := range w.networks {
		opt.Store, opt.Part = resume.Sub(store, sweepPrefix(k)), sim.Part(all.Rotated(k*len(w.keeps)))
		_, err := n.sweep(c.Context(), w.keeps, opt)
		switch {
		case errors.As(err, new(*sim.OthersError)):
			others = err
		case errors.Is(err, context.Canceled), errors.As(err, new(*sim.CheckpointError)):
			return err
		case err != nil && n.failed == "": // which the result will tell
			s.say(c, "%s", goingOn(n.source, oneLine(err)))
		}
	}
	return others
}

// workOnRecording does a part of a recording's replicas.
func (s *settings) workOnRecording(c *cobra.Command, plan *resume.Folder, opt sim.Options, lapackGiven bool) error {
	own := &recordSettings{settings: *s}
	r, err := own.load(plan, lapackGiven)
	if err != nil {
		return inputError{fmt.Errorf("the plan in %s cannot be used: %w", s.out, err)}
	}
	spec := own.takeSpec()
	in := sim.RecordInput{Networks: r.networks, Neurons: r.Neurons, Groups: r.Groups, Frames: noFrames{}}
	if len(r.Formats) > 0 {
		in.Frames = frameFiles{r, s.out, spec.Record.Replicas}
	}
	_, err = sim.Record(c.Context(), spec, in, opt, nil)
	return err
}

// partEnded says how the part has ended; unsaved is why its results could not be written.
func (s *settings) partEnded(c *cobra.Command, part *workPart, err, unsaved error) error {
	others := (*sim.OthersError)(nil)
	switch {
	case unsaved != nil:
		return fmt.Errorf("the results of part %s could not be written: %w; make room, and the same command does what is missing",
			part.text, unsaved)
	case errors.Is(err, context.Canceled):
		return stoppedError{fmt.Errorf("part %s was stopped; the same command goes on", part.text)}
	case errors.As(err, &others):
		s.say(c, "part %s is done; %d of the %d tasks of %s are those of other parts", part.text, others.Missing, others.Count, others.Tasks)
		return nil
	case err != nil:
		return err
	}
	s.say(c, "all parts are done; simulate resume %s writes the results", s.out)
	return nil
}

// say prints a line of status unless the command is quiet.
func (s *settings) say(c *cobra.Command, format string, values ...any) {
	if !s.quiet {
		printStatus(c.ErrOrStderr(), format, values...)
	}
}
