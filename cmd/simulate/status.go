package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"noiseprune/internal/jobs"
	"noiseprune/internal/watch"
)

func newStatus() *cobra.Command {
	asJSON := false
	var d display
	c := &cobra.Command{
		Use:   "status DIR",
		Short: "Say how far a run, or the jobs of a submission, are",
		Long: `status says how far the run, sweep or recording whose --out is DIR is: what of each round of a submission is done, running,
waiting or failed, by what the jobs have left in DIR/jobs and, where Slurm's commands are installed, by squeue and sacct; and what is
left to do. Below that it says how far parts at work are, those with the least done first: the parts that Slurm runs, and where Slurm
does not say, those that have said so within the last 30 seconds. It changes nothing.`,
		Example:           `  simulate status human`,
		Args:              arguments(1, 1),
		ValidArgsFunction: completeFolders,
		RunE: func(c *cobra.Command, args []string) error {
			s, err := statusOf(c.Context(), args[0])
			if err != nil {
				return err
			}
			if asJSON {
				return printJSON(c.OutOrStdout(), s)
			}
			w := c.OutOrStdout()
			return printFitted(w, d.screen(w), s.text())
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print it as JSON")
	d.bind(c.Flags())
	return c
}

// folderStatus is how far a folder is.
type folderStatus struct {
	Folder    string               `json:"folder"`
	Command   string               `json:"command"` // empty where it is not known
	State     watch.State          `json:"state"`
	Progress  watch.Progress       `json:"progress"` // of a process on its own
	Message   string               `json:"message"`
	Engine    *jobs.Engine         `json:"engine"`    // null unless jobs were written
	Submitted []string             `json:"submitted"` // numbers of the jobs
	Unknown   string               `json:"unknown"`   // why the engine was not asked
	Rounds    []jobs.RoundProgress `json:"rounds"`
	Working   []workingPart        `json:"working"` // parts at work, those with the least done first
}

// statusOf reads how far the folder is, and asks the engine.
func statusOf(ctx context.Context, dir string) (*folderStatus, error) {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, inputError{fmt.Errorf("%s is no folder; name the --out of a run or a submission", dir)}
	}
	alone := watch.Folder{
		Results: dir, Checkpoint: checkpointFolder(dir), Complete: resultNames(),
		Found:      func() watch.Status { return watch.Status{} },
		Unfinished: func() bool { return holdsCheckpoint(dir) },
	}
	now := alone.Status()
	s := &folderStatus{
		Folder: dir, Command: now.Command, State: now.State, Progress: now.Progress, Message: now.Message, Working: []workingPart{},
	}
	plan, err := jobs.Read(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist) && s.State == watch.Absent:
		return nil, inputError{fmt.Errorf("%s holds neither a run nor jobs; simulate submit writes jobs there", dir)}
	case errors.Is(err, fs.ErrNotExist):
		s.takeWorking(nil)
		return s, nil
	case err != nil:
		return nil, inputError{err}
	}
	s.Command, s.Engine = plan.Command, &plan.Engine
	return s, s.ask(ctx, plan)
}

// ask takes the states of the jobs, also where the engine cannot be asked.
func (s *folderStatus) ask(ctx context.Context, plan *jobs.Plan) error {
	submitted, err := jobs.ReadSubmitted(s.Folder)
	var known map[jobs.Task]jobs.State
	switch {
	case errors.Is(err, fs.ErrNotExist):
		submitted = nil
	case err != nil:
		return inputError{err}
	default:
		for _, j := range submitted.Jobs {
			s.Submitted = append(s.Submitted, j.Job)
		}
		if known, err = jobs.States(ctx, submitted); err != nil {
			s.Unknown = oneLine(err)
		}
	}
	s.Rounds = plan.Progress(s.Folder, submitted, known)
	if submitted != nil && err == nil {
		s.takeWorking(runningParts(s.Rounds))
	} else {
		s.takeWorking(nil)
	}
	for _, r := range s.Rounds {
		if s.State == watch.Interrupted && r.Count(jobs.Running) > 0 {
			s.State = watch.Running
		}
	}
	return nil
}
