package jobs

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// MaxArraySize asks Slurm how large arrays may be. It returns DefaultMaxArraySize where there is no Slurm that answers.
func MaxArraySize(ctx context.Context) int {
	text, err := output(ctx, "scontrol", "show", "config")
	if err != nil {
		return DefaultMaxArraySize
	}
	return parseMaxArraySize(text)
}

func parseMaxArraySize(config string) int {
	m := regexp.MustCompile(`(?m)^MaxArraySize\s*=\s*(\d+)\s*$`).FindStringSubmatch(config)
	if m == nil {
		return DefaultMaxArraySize
	}
	if n, err := strconv.Atoi(m[1]); err == nil && n >= 2 {
		return n
	}
	return DefaultMaxArraySize
}

// Submit runs the submit.sh of a folder of results and returns what it prints. The error has what went wrong.
func Submit(ctx context.Context, results string) (string, error) {
	path, err := filepath.Abs(filepath.Join(results, FolderName, SubmitName))
	if err != nil {
		return "", err
	}
	text, err := output(ctx, path)
	return strings.TrimSpace(text), err
}

// HasSlurm reports whether Slurm's commands are installed on this machine.
func HasSlurm() bool {
	_, err := exec.LookPath("sbatch")
	return err == nil
}

// output returns what a command prints on standard output; the error has what it prints on standard error.
func output(ctx context.Context, name string, args ...string) (string, error) {
	c := exec.CommandContext(ctx, name, args...)
	var stdout, stderr bytes.Buffer
	c.Stdout, c.Stderr = &stdout, &stderr
	if err := c.Run(); err != nil {
		if said := strings.Join(strings.Fields(stderr.String()), " "); said != "" {
			return "", fmt.Errorf("%s: %s", filepath.Base(name), said)
		}
		return "", fmt.Errorf("%s: %w", filepath.Base(name), err)
	}
	return stdout.String(), nil
}

// States asks Slurm how the submitted jobs are: squeue for those that are not forgotten, and sacct, where jobs are accounted for,
// for the others. What neither knows is missing. The error says why squeue does not answer.
func States(ctx context.Context, s *Submitted) (map[Task]State, error) {
	found := map[Task]State{}
	if accounted, err := output(ctx, "sacct", "--noheader", "--parsable2", "--allocations", "--array", "--format=JobID,State",
		"--jobs="+strings.Join(s.numbers(), ",")); err == nil {
		parseStates(accounted, found)
	}
	// With --jobs it fails when one of several is forgotten.
	queue, err := output(ctx, "squeue", "--noheader", "--array", "--me", "--states=all", "--format=%F_%K|%T|%r")
	if err != nil {
		return found, errors.Join(err, ctx.Err())
	}
	parseStates(queue, found)
	return found, nil
}
