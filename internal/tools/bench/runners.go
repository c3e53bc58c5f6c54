package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// ours is the name of our own runner among the scripts.
const ours = "ours"

// runners are the processes that do tasks, one for each script, started at their first task.
type runners struct {
	context  context.Context //nolint:containedctx // it lives no longer than the command
	folder   string
	started  map[string]*runner
	failed   map[string]error // those that could not be started
	versions map[string]string
	began    time.Time
}

func newRunners(ctx context.Context, folder string) *runners {
	return &runners{
		context: ctx, folder: folder,
		started: map[string]*runner{}, failed: map[string]error{}, versions: map[string]string{}, began: time.Now(),
	}
}

// ask sends a task to the runner of a script and returns its answer.
func (rs *runners) ask(script string, t task) (answer, error) {
	if err := rs.context.Err(); err != nil {
		return answer{}, err
	}
	r, err := rs.runner(script)
	if err != nil {
		return answer{}, err
	}
	return r.ask(t)
}

// runner returns the runner of a script. One that could not be started is not tried again.
func (rs *runners) runner(script string) (*runner, error) {
	if r, ok := rs.started[script]; ok {
		return r, nil
	}
	if err, ok := rs.failed[script]; ok {
		return nil, err
	}
	r, err := rs.start(script)
	if err != nil {
		rs.failed[script] = err
		return nil, err
	}
	rs.started[script] = r
	maps.Copy(rs.versions, r.versions)
	return r, nil
}

func (rs *runners) start(script string) (*runner, error) {
	if err := os.MkdirAll(filepath.Join(rs.folder, ".venv"), 0o755); err != nil {
		return nil, err
	}
	log := filepath.Join(rs.folder, ".venv", script+".log")
	if script == ours {
		self, err := os.Executable()
		if err != nil {
			return nil, err
		}
		return startRunner(rs.context, log, self, "-runner")
	}
	interpreter, err := environmentOf(script).prepare(rs.context, rs.folder)
	if err != nil {
		return nil, fmt.Errorf("no Python environment: %w", err)
	}
	r, err := startRunner(rs.context, log, interpreter, filepath.Join(rs.folder, "peers", script+".py"))
	if err == nil {
		return r, nil
	}
	if printed, _ := os.ReadFile(log); len(printed) > 0 { // the last line names what is missing
		lines := strings.Split(strings.TrimSpace(string(printed)), "\n")
		err = errors.New(lines[len(lines)-1])
	}
	return nil, fmt.Errorf("not available: %w", err)
}

// close ends all runners.
func (rs *runners) close() {
	for _, r := range rs.started {
		r.close()
	}
}

// report prints progress to standard error.
func (rs *runners) report(format string, values ...any) {
	fmt.Fprintf(os.Stderr, "%6.0f s  %s\n", time.Since(rs.began).Seconds(), fmt.Sprintf(format, values...))
}

// limits measures the machine's limits.
func (rs *runners) limits(cores int) (map[string]float64, error) {
	a, err := rs.ask(ours, task{Work: "limits", Workers: cores})
	return a.Rates, err
}
