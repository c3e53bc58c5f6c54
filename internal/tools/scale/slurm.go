package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// scheduled is what a sweep took by the clock, in seconds, that a Slurm with nodes of one core has done.
type scheduled struct {
	nodes int
	clock float64
	wait  float64 // of it, for each of its three rounds, as a sweep of nearly nothing takes
}

// slurmScript starts and stops a Slurm on this machine.
const slurmScript = "scripts/slurm"

// schedule starts a Slurm of so many nodes and submits to it a sweep of nearly nothing, and the sweep in as many parts.
func (t timer) schedule(ctx context.Context, sweep []string, nodes int, whole string) (d scheduled, err error) {
	folder, err := os.MkdirTemp("", "slurm") // sockets want short names
	if err != nil {
		return d, err
	}
	configuration := "SLURM_CONF=" + filepath.Join(folder, "slurm.conf")
	t.environment = append(os.Environ(), configuration, fmt.Sprint("SLURM_NODES=", nodes))
	defer func() {
		_, stopErr := t.command(context.WithoutCancel(ctx), slurmScript, "stop", folder)
		err = errors.Join(err, stopErr, os.RemoveAll(folder))
	}()
	if _, err := t.command(ctx, slurmScript, "start", folder); err != nil {
		return d, err
	}
	d.nodes = nodes
	out := filepath.Join(t.folder, fmt.Sprintf("slurm-%d", nodes))
	nothing := []string{"sweep", "clustered:sizes=5/5,long=3", "--keep", "0.4,0.6", "--samples", "100", "--quiet", "--lapack", "gonum"}
	if d.wait, err = t.submit(ctx, nothing, nodes, out+"-nothing"); err != nil {
		return d, err
	}
	d.wait /= sweepRounds + 1
	if d.clock, err = t.submit(ctx, sweep, nodes, out); err != nil {
		return d, err
	}
	return d, compareFolders(ctx, whole, out)
}

// submit submits a command in so many parts and returns the seconds until its results are there.
func (t timer) submit(ctx context.Context, line []string, parts int, out string) (seconds float64, err error) {
	began := time.Now()
	args := append(append([]string{"submit"}, line...), "--out", out, "--engine", "slurm", "--parts", fmt.Sprint(parts), "--shortest", "0s")
	if _, err := t.command(ctx, t.program, args...); err != nil {
		return 0, err
	}
	for {
		select {
		case <-ctx.Done():
			return 0, ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
		left, err := t.command(ctx, "squeue", "--noheader")
		if err != nil {
			return 0, err
		}
		if left == "" {
			break
		}
	}
	seconds = time.Since(began).Seconds()
	if _, err := os.Stat(filepath.Join(out, "sweep.json")); err != nil {
		said, _ := t.command(ctx, t.program, "status", out)
		return 0, fmt.Errorf("the jobs have left no results: %s", said)
	}
	return seconds, nil
}

// command runs a command in the timer's environment and returns what it prints.
func (t timer) command(ctx context.Context, name string, args ...string) (string, error) {
	c := exec.CommandContext(ctx, name, args...)
	c.Env = t.environment
	said, err := c.CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w: %s", name, strings.Join(args, " "), err, said)
	}
	return strings.TrimSpace(string(said)), nil
}
