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

// ours is the name of our own worker among the scripts.
const ours = "ours"

// crew is all workers, started when they are first asked.
type crew struct {
	context  context.Context //nolint:containedctx // the crew lives no longer than the command
	folder   string
	workers  map[string]*process
	broken   map[string]error
	versions map[string]string
	began    time.Time
}

func newCrew(ctx context.Context, folder string) *crew {
	return &crew{
		context: ctx, folder: folder,
		workers: map[string]*process{}, broken: map[string]error{}, versions: map[string]string{}, began: time.Now(),
	}
}

// ask has the named worker do a task.
func (c *crew) ask(script string, t task) (answer, error) {
	if err := c.context.Err(); err != nil {
		return answer{}, err
	}
	p, err := c.worker(script)
	if err != nil {
		return answer{}, err
	}
	return p.ask(t)
}

// worker returns the named worker. One that could not start is not tried again.
func (c *crew) worker(script string) (*process, error) {
	if p, ok := c.workers[script]; ok {
		return p, nil
	}
	if err, ok := c.broken[script]; ok {
		return nil, err
	}
	p, err := c.start(script)
	if err != nil {
		c.broken[script] = err
		return nil, err
	}
	c.workers[script] = p
	maps.Copy(c.versions, p.versions)
	return p, nil
}

func (c *crew) start(script string) (*process, error) {
	if err := os.MkdirAll(filepath.Join(c.folder, ".venv"), 0o755); err != nil {
		return nil, err
	}
	log := filepath.Join(c.folder, ".venv", script+".log")
	if script == ours {
		self, err := os.Executable()
		if err != nil {
			return nil, err
		}
		return start(c.context, log, self, "-worker")
	}
	interpreter, err := environmentOf(script).prepare(c.context, c.folder)
	if err != nil {
		return nil, fmt.Errorf("no Python environment: %w", err)
	}
	p, err := start(c.context, log, interpreter, filepath.Join(c.folder, "peers", script+".py"))
	if err == nil {
		return p, nil
	}
	if said, _ := os.ReadFile(log); len(said) > 0 { // the last line names what is missing
		lines := strings.Split(strings.TrimSpace(string(said)), "\n")
		err = errors.New(lines[len(lines)-1])
	}
	return nil, fmt.Errorf("not available: %w", err)
}

// dismiss ends all workers.
func (c *crew) dismiss() {
	for _, p := range c.workers {
		p.dismiss()
	}
}

// say tells the person who waits how far it is.
func (c *crew) say(format string, values ...any) {
	fmt.Fprintf(os.Stderr, "%6.0f s  %s\n", time.Since(c.began).Seconds(), fmt.Sprintf(format, values...)) //nolint:errcheck // progress
}

// limits measures the machine's limits.
func (c *crew) limits(cores int) (map[string]float64, error) {
	a, err := c.ask(ours, task{Work: "limits", Workers: cores})
	return a.Rates, err
}
