package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"noiseprune/internal/resume"
)

func newResume() *cobra.Command {
	var s settings
	c := &cobra.Command{
		Use:   "resume DIR",
		Short: "Continue an interrupted run",
		Long: `resume continues the run, sweep, covariance, prune, compare or record whose --out was DIR from its last
checkpoint. The files in DIR are the same, byte for byte, as those of an uninterrupted run.
Network and spec are read from the checkpoint; only flags that change no number can be given
again.`,
		Example: `  simulate run data/human-hcp-glasser-360.mtx --samples 1e6 --out human
  simulate resume human`,
		Args:              arguments(1, 1),
		ValidArgsFunction: completeFolders,
		RunE:              func(c *cobra.Command, args []string) error { return s.resume(c, args[0]) },
	}
	c.Flags().SortFlags = false
	s.bindExecution(c.Flags())
	s.display.bindPlots(c.Flags())
	return c
}

// resume continues the run in the folder.
func (s *settings) resume(c *cobra.Command, dir string) error {
	s.out = dir
	if !exists(checkpointFolder(dir)) {
		return s.nothingToResume(c)
	}
	store, err := openCheckpoint(dir)
	if err != nil {
		return inputError{fmt.Errorf("%s cannot be resumed: %w", dir, err)}
	}
	if !holdsCheckpoint(dir) { // a process ended before its first checkpoint, or while it removed the last
		if err := store.Close(); err != nil {
			return err
		}
		return s.nothingToResume(c)
	}
	return closeAfter(s.resumeFrom(c, store), store)
}

// resumeFrom continues the run whose checkpoint the store holds.
func (s *settings) resumeFrom(c *cobra.Command, store *resume.Folder) error {
	name, ok := store.Get(commandEntry)
	if ok && string(name) == sweepCommand {
		return s.resumeSweep(c, store)
	}
	if ok && string(name) == recordCommand {
		return s.resumeRecording(c, store)
	}
	command, nets, err := s.loadCommand(store, c.Flags().Changed("lapack"))
	if err != nil {
		return inputError{fmt.Errorf("%s cannot be resumed: %w; start again with --force", s.out, err)}
	}
	if err := s.prepareResuming(c, store); err != nil {
		return err
	}
	return s.simulateIn(folder{path: s.out, store: store}, c, command, nets)
}

// prepareResuming says what of the checkpoint is damaged, and resolves the options.
func (s *settings) prepareResuming(c *cobra.Command, store *resume.Folder) error {
	if damage := store.Damage(); damage != "" {
		printStatus(c.ErrOrStderr(), "%s; continuing from the checkpoint before it", damage)
	}
	return s.resolveOptions()
}

// nothingToResume prints the result of a finished run, or returns an error where there is no run.
func (s *settings) nothingToResume(c *cobra.Command) error {
	what, name := finishedKind(s.out)
	text, err := os.ReadFile(filepath.Join(s.out, name))
	switch {
	case exists(filepath.Join(s.out, "paper", unfinishedName)):
		return inputError{fmt.Errorf("%s holds an unfinished figure of the paper; the simulate paper command that started it continues it",
			s.out)}
	case errors.Is(err, fs.ErrNotExist):
		return inputError{fmt.Errorf("%s holds no checkpoint, so there is nothing to resume; simulate run --out %s starts a run",
			s.out, s.out)}
	case err != nil:
		return inputError{err}
	case s.json:
		_, err := c.OutOrStdout().Write(text)
		return err
	}
	w := c.OutOrStdout()
	return printFitted(w, s.display.screen(w), fmt.Sprintf("%s holds a finished %s; there is nothing to resume.\n", s.out, what))
}

// finishedKind says what a folder holds the results of, and in which file, if it holds any.
func finishedKind(dir string) (what, name string) {
	switch {
	case exists(filepath.Join(dir, recordingName)):
		return "recording", recordingName
	case exists(filepath.Join(dir, sweepName)):
		return "sweep", sweepName
	}
	return "run", resultName
}
