package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"noiseprune/internal/tools/command"
)

// took is what processes took, in seconds: by the clock, and of the processor, all together.
type took struct{ clock, processor float64 }

// divided is what a sweep in parts took.
type divided struct {
	parts          int
	rounds, gather took
	idle           float64 // of the processor, of one part that finds nothing to do
	files          int     // that the parts have left
}

// measured is what all sweeps took.
type measured struct {
	whole   took // one process with two workers
	divided []divided
	slurm   []scheduled
	load    string
}

// timer runs the program, with its files in the folder.
type timer struct {
	program, folder string
	environment     []string // of the commands that are not timed, which says where a Slurm is; nil for that of this process
	options
}

// measure sweeps in all ways.
func (t timer) measure(ctx context.Context) (found measured, err error) {
	networks, err := t.copies()
	if err != nil {
		return found, err
	}
	sweep := append(append([]string{"sweep"}, networks...), "--keep", fmt.Sprintf("0.1:0.9:%d", t.budgets), "--quiet", "--lapack", "gonum")
	sweep = append(sweep, t.more...)
	whole := filepath.Join(t.folder, "whole")
	if found.whole, err = t.run(ctx, append(sweep, "--out", whole, "--workers", "2")); err != nil {
		return found, err
	}
	for _, parts := range t.parts {
		d, err := t.divide(ctx, sweep, parts, whole)
		if err != nil {
			return found, err
		}
		found.divided = append(found.divided, d)
	}
	found.load = command.MachineLoad()
	for _, nodes := range t.nodes {
		d, err := t.schedule(ctx, sweep, nodes, whole)
		if err != nil {
			return found, fmt.Errorf("%d nodes of Slurm: %w", nodes, err)
		}
		found.slurm = append(found.slurm, d)
	}
	return found, nil
}

// copies writes the networks.
func (t timer) copies() (paths []string, err error) {
	content, err := os.ReadFile(t.network)
	for k := 0; k < t.subjects && err == nil; k++ {
		paths = append(paths, filepath.Join(t.folder, fmt.Sprintf("subject-%d%s", k+1, filepath.Ext(t.network))))
		err = os.WriteFile(paths[k], content, 0o600)
	}
	return paths, err
}

// divide sweeps in so many parts: two rounds that compute, covariances and cells, and one that finds nothing to do.
func (t timer) divide(ctx context.Context, sweep []string, parts int, whole string) (d divided, err error) {
	out := filepath.Join(t.folder, fmt.Sprint(parts))
	d.parts = parts
	if _, err := t.run(ctx, append([]string{"submit"}, append(sweep, "--out", out, "--dry-run")...)); err != nil {
		return d, err
	}
	work := make([][]string, parts)
	for k := range work {
		work[k] = []string{"work", out, "--part", fmt.Sprintf("%d/%d", k+1, parts), "--workers", "1", "--quiet"}
	}
	for range 2 {
		round, err := t.run(ctx, work...)
		if err != nil {
			return d, err
		}
		d.rounds.clock += round.clock
		d.rounds.processor += round.processor
	}
	idle, err := t.run(ctx, work[0])
	if err != nil {
		return d, err
	}
	d.idle = idle.processor
	left, err := filepath.Glob(filepath.Join(out, "checkpoint", "parts", "*", "*.segment"))
	if err != nil {
		return d, err
	}
	d.files = len(left)
	if d.gather, err = t.run(ctx, []string{"resume", out, "--quiet"}); err != nil {
		return d, err
	}
	return d, compareFolders(ctx, whole, out)
}

// compareFolders returns an error unless the results of parts, without their jobs, have the same bytes as the whole.
func compareFolders(ctx context.Context, whole, out string) error {
	if err := os.RemoveAll(filepath.Join(out, "jobs")); err != nil {
		return err
	}
	if diff, err := exec.CommandContext(ctx, "diff", "-r", whole, out).CombinedOutput(); err != nil {
		return fmt.Errorf("parts give other files: %s", diff)
	}
	return nil
}

// run runs command lines of simulate at the same time, and returns what they took.
func (t timer) run(ctx context.Context, lines ...[]string) (all took, err error) {
	var wait sync.WaitGroup
	each, failed := make([]float64, len(lines)), make([]error, len(lines))
	began := time.Now()
	for k, args := range lines {
		wait.Go(func() {
			c := exec.CommandContext(ctx, t.program, args...)
			if out, err := c.CombinedOutput(); err != nil {
				failed[k] = fmt.Errorf("simulate %s: %w: %s", strings.Join(args, " "), err, out)
				return
			}
			each[k] = (c.ProcessState.UserTime() + c.ProcessState.SystemTime()).Seconds()
		})
	}
	wait.Wait()
	all.clock = time.Since(began).Seconds()
	for k := range lines {
		if failed[k] != nil {
			return all, failed[k]
		}
		all.processor += each[k]
	}
	return all, nil
}
