package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"noiseprune/internal/duration"
	"noiseprune/internal/jobs"
	"noiseprune/internal/memory"
	"noiseprune/internal/resume"
	"noiseprune/network"
	"noiseprune/sim"
)

// The rounds, as people read of them.
const (
	covarianceRound = "covariance"
	comparisonRound = "comparisons"
	recordingRound  = "recording"
	lastRound       = "results"
)

// lastShare is the part of all work that is asked for in the last job, for what cannot be divided.
const lastShare = 0.1

// plannedError ends a run that is only to be planned.
type plannedError struct{}

func (plannedError) Error() string { return "planned" }

// submitCommand submits a run, covariance, prune or compare.
func (s *settings) submitCommand(f folder, c *cobra.Command, nets []*network.Network) error {
	var plan sim.RunPlan
	opt := s.options(nil)
	opt.Store = f.store // which is told which run it is of, so that workers of another build or library are refused
	opt.Preflight = func(p sim.RunPlan) error { plan = p; return plannedError{} }
	if _, err := simulations()[c.Name()](c.Context(), s.spec, nets, opt); !errors.As(err, new(plannedError)) {
		f.discard()
		return err
	}
	return s.submit(f, c, s.workOf(c, plan))
}

// submitSweep submits a sweep, whose networks are in memory one after another, each as long as it is estimated.
func (s *settings) submitSweep(f folder, c *cobra.Command, w sweeping) error {
	var all []jobs.Work
	opt := s.options(nil)
	opt.Preflight = func(sim.RunPlan) error { return plannedError{} }
	for k, n := range w.networks {
		all = addWork(all, n.work)
		if n.failed != "" {
			continue
		}
		opt.Store = resume.Sub(f.store, sweepPrefix(k))
		if _, err := n.sweep(c.Context(), w.keeps, opt); !errors.As(err, new(plannedError)) {
			f.discard()
			return err
		}
	}
	return s.submit(f, c, all)
}

// addWork adds the times of the rounds of another network, and takes the larger memory.
func addWork(all, more []jobs.Work) []jobs.Work {
	if all == nil {
		return more
	}
	for k, w := range more {
		all[k].Time += w.Time
		all[k].Memory = max(all[k].Memory, w.Memory)
	}
	return all
}

// cores returns how many cores each part has.
func (s *settings) cores(c *cobra.Command) int {
	if c.Flags().Changed("workers") {
		return s.workers
	}
	return 1
}

// workOf estimates the rounds of a run and its last job. The speed is measured only where a part could take some time.
func (s *settings) workOf(c *cobra.Command, plan sim.RunPlan) []jobs.Work {
	opt := s.options(nil)
	opt.Workers = s.cores(c)
	timeOf := s.oneCoreTimes(plan)
	total, largest := timeOf(plan), memory.EstimateRun(plan, opt, true).Largest().Bytes
	rest := jobs.Work{Name: lastRound, Time: time.Duration(lastShare * float64(total)), Memory: largest}
	if plan.Phases == sim.ComparisonOnly {
		return []jobs.Work{{Name: comparisonRound, Time: total, Memory: largest}, rest}
	}
	measured := plan
	measured.Phases = sim.CovarianceOnly
	first := jobs.Work{Name: covarianceRound, Memory: memory.EstimateRun(measured, opt, true).Largest().Bytes}
	if first.Time = timeOf(measured); plan.Phases != sim.WholeRun {
		return []jobs.Work{first, rest}
	}
	return []jobs.Work{first, {Name: comparisonRound, Time: total - first.Time, Memory: largest}, rest}
}

// oneCoreTimes returns what estimates the time of plans on one core, all by the same measurements, so that they can be subtracted. They
// are made only where the largest of the plans could take as long as the shortest part.
func (s *settings) oneCoreTimes(largest sim.RunPlan) func(sim.RunPlan) time.Duration {
	if duration.Operations(largest)/slowMachine < s.submission.shortest.Seconds() {
		return func(plan sim.RunPlan) time.Duration {
			return time.Duration(duration.Operations(plan) / slowMachine * float64(time.Second))
		}
	}
	opt := s.options(nil)
	opt.Workers = 1
	speed := duration.NewMachine(largest.Network, opt)
	return func(plan sim.RunPlan) time.Duration { return duration.EstimateRun(plan, opt, speed).Total() }
}

// submitRecording submits a recording.
func (s *recordSettings) submitRecording(f folder, c *cobra.Command, r *recorded) error {
	var work jobs.Work
	in := sim.RecordInput{Networks: r.networks, Neurons: r.Neurons, Groups: r.Groups, Frames: noFrames{}}
	opt := s.options(nil)
	opt.Store = f.store
	_, err := sim.Record(c.Context(), s.takeSpec(), in, opt, func(plan sim.RecordPlan) error {
		work = jobs.Work{Name: recordingRound, Memory: memory.InUse() + plan.Bytes(s.cores(c))}
		opt.Workers = 1
		work.Time = duration.OfRecording(plan, opt)
		return plannedError{}
	})
	if !errors.As(err, new(plannedError)) {
		f.discard()
		return err
	}
	rest := work
	rest.Name, rest.Time = lastRound, time.Duration(lastShare*float64(work.Time))
	return s.submit(f, c, []jobs.Work{work, rest})
}

// jobsOf returns the plan of the jobs that do the work.
func (s *settings) jobsOf(c *cobra.Command, work []jobs.Work) (*jobs.Plan, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	if s.submission.engine == jobs.KubernetesEngine {
		program = "simulate"
	}
	folder, err := filepath.Abs(s.out)
	plan := &jobs.Plan{Engine: s.submission.engine, Command: c.Name(), Program: program, Folder: folder}
	for _, name := range []string{"kernel", "checkpoint"} {
		if f := c.Flags().Lookup(name); f.Changed {
			plan.Flags = append(plan.Flags, "--"+name, f.Value.String())
		}
	}
	for k, w := range work {
		parts := s.submission.parts
		if k == len(work)-1 {
			parts = 1
		}
		round := jobs.Divide(w, parts, s.cores(c), s.submission.shortest)
		round.Limit = cmp.Or(s.submission.limit, round.Limit)
		plan.Rounds = append(plan.Rounds, round)
	}
	return plan, err
}

// submissionText says what was submitted, or written.
func (s *settings) submissionText(plan *jobs.Plan, submitted string) string {
	var b strings.Builder
	folder := filepath.Join(s.out, jobs.FolderName)
	for k, r := range plan.Rounds {
		fmt.Fprintf(&b, "%s: %s of %s, %s and at most %s each", r.Name, counted(r.Parts, "part"), counted(r.Cores, "core"),
			memory.Size(float64(r.Memory)), timeText(r.Limit))
		if !plan.Gathers(k) && r.Parts < s.submission.parts {
			fmt.Fprintf(&b, "; fewer than %d, since parts shorter than --shortest %v take longer to start than to compute",
				s.submission.parts, s.submission.shortest)
		}
		b.WriteString("\n")
	}
	if submitted == "" {
		fmt.Fprintf(&b, "%s has the files; nothing was submitted: %s does it.\n", folder, filepath.Join(folder, jobs.SubmitName))
	} else {
		fmt.Fprintf(&b, "%s; simulate status %s says how far they are.\n", submitted, s.out)
	}
	return b.String()
}
