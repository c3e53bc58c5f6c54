package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"noiseprune/internal/jobs"
)

// submission is the flags of simulate submit beside those of the command that is submitted.
type submission struct {
	engine    jobs.Engine
	parts     int
	shortest  time.Duration // of a part
	limit     time.Duration // of a job; 0 for that by the estimate
	arguments string        // of sbatch
	image     string
	claim     string
	dryRun    bool
}

func newSubmit() *cobra.Command {
	c := &cobra.Command{
		Use:   "submit",
		Short: "Hand a run, sweep or recording to Slurm or Kubernetes, in parts",
		Long: `submit writes what is to be computed into DIR/checkpoint and the jobs that do it into DIR/jobs, and submits them, each
round of parts after the one before it, and a last job that gathers. Nothing is simulated here. The files of results in DIR are in the
end the same, byte for byte, as those of the same command without submit. DIR, and the program, must have the same path on all machines.

simulate status DIR says how far the jobs are. DIR/jobs/submit.sh submits them again, and they do what is left.`,
		Example: `  simulate submit sweep 'data/*.mtx' --out sweep --engine slurm --parts 50
  simulate submit run data/human-hcp-glasser-360.mtx --out human --dry-run`,
		RunE: commandExpected("run, sweep, covariance, prune, compare or record"),
		Args: cobra.ArbitraryArgs,
	}
	for _, newCommand := range []func(*submission) *cobra.Command{newRun, newSweep, newCovariance, newPrune, newCompare, newRecord} {
		sub := newCommand(&submission{parts: 10, shortest: time.Minute})
		sub.Example = "  simulate submit " + sub.Name() + " data/human-hcp-glasser-360.mtx --out human"
		if sub.Name() == "compare" {
			sub.Example = strings.Replace(sub.Example, ".mtx", ".mtx pruned.mtx", 1)
		}
		sub.Short = "Hand it to a cluster: " + sub.Short
		c.AddCommand(sub)
	}
	return c
}

// bind adds the flags.
func (s *submission) bind(f *pflag.FlagSet) {
	textFlag(f, &s.engine, "engine", "what distributes the jobs: slurm, or kubernetes (with --dry-run)")
	f.IntVar(&s.parts, "parts", s.parts, "parts of each round, at most; each has one core, or as many as --workers says")
	f.DurationVar(&s.shortest, "shortest", s.shortest, "time of a part on this machine; there are fewer parts where they would be shorter")
	f.DurationVar(&s.limit, "time", 0, "limit of the time of each job, at which it is queued again and goes on; 0 for twice the estimate")
	f.StringVar(&s.arguments, "sbatch-args", "",
		"further arguments of sbatch, with blanks between them, such as \"--partition=long --account=lab\"")
	f.StringVar(&s.image, "image", "noiseprune", "image of the containers of kubernetes, with this build of simulate on its PATH")
	f.StringVar(&s.claim, "claim", "noiseprune", "PersistentVolumeClaim of kubernetes, and after a colon where DIR is in it")
	f.BoolVar(&s.dryRun, "dry-run", false, "write the files into DIR/jobs, and do not submit them")
}

// checkSubmission refuses flags of a submission that cannot be.
func (s *settings) checkSubmission() error {
	sub := s.submission
	switch {
	case sub == nil:
		return nil
	case s.out == "":
		return inputError{errors.New("a submission needs a folder that all machines share; give --out")}
	case s.watch:
		return inputError{errors.New("--watch is for a run on this machine; simulate status says how far jobs are")}
	case sub.parts < 1 || sub.parts > jobs.MostParts:
		return inputError{fmt.Errorf("--parts is %d; give 1 to %d", sub.parts, jobs.MostParts)}
	case sub.limit < 0 || sub.limit > 0 && sub.limit < 2*time.Minute:
		return inputError{fmt.Errorf("--time is %v; give at least 2m, since a job saves its work in the last minute", sub.limit)}
	case sub.engine == jobs.KubernetesEngine && !sub.dryRun:
		return inputError{errors.New("--engine kubernetes writes manifests only; give --dry-run, and run jobs/submit.sh in the folder")}
	case sub.engine == jobs.SlurmEngine && !sub.dryRun && !jobs.HasSlurm():
		return inputError{errors.New("there is no sbatch on this machine; submit where Slurm is installed, or give --dry-run")}
	}
	return nil
}

// submit writes the jobs for what the folder's checkpoint says, and submits them.
func (s *settings) submit(f folder, c *cobra.Command, work []jobs.Work) error {
	if err := f.store.Close(); err != nil {
		return inputError{fmt.Errorf("--out %s cannot hold a checkpoint: %w; nothing was submitted", s.out, err)}
	}
	plan, err := s.jobsOf(c, work)
	if err != nil {
		return err
	}
	if err := s.writeJobs(c, plan); err != nil {
		return inputError{fmt.Errorf("--out %s cannot hold the jobs: %w; nothing was submitted", s.out, err)}
	}
	submitted := ""
	if !s.submission.dryRun {
		if submitted, err = jobs.Submit(c.Context(), s.out); err != nil {
			return fmt.Errorf("%w; %s submits what is written", err, filepath.Join(s.out, jobs.FolderName, jobs.SubmitName))
		}
	}
	if s.json {
		return printJSON(c.OutOrStdout(), plan)
	}
	w := c.OutOrStdout()
	return printFitted(w, s.display.screen(w), s.submissionText(plan, submitted))
}

// writeJobs writes the files of the engine.
func (s *settings) writeJobs(c *cobra.Command, plan *jobs.Plan) error {
	sub := s.submission
	if sub.engine == jobs.KubernetesEngine {
		return plan.WriteKubernetes(jobs.KubernetesOptions{Image: sub.image, Claim: sub.claim})
	}
	return plan.WriteSlurm(jobs.SlurmOptions{MaxArraySize: jobs.MaxArraySize(c.Context()), Arguments: strings.Fields(sub.arguments)})
}
