package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// process is a worker that waits for tasks.
type process struct {
	command  *exec.Cmd
	tasks    io.WriteCloser
	answers  *bufio.Reader
	versions map[string]string
}

// settle is how long the threads of the one before may take to fall asleep.
const settle = 100 * time.Millisecond

// start starts a worker and reads its versions. What it says besides goes to the log.
func start(ctx context.Context, log string, program string, arguments ...string) (*process, error) {
	c := exec.CommandContext(ctx, program, arguments...)
	file, err := os.Create(log)
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // the child has its own
	c.Stderr = file
	c.Env = append(untuned(os.Environ()), "PYTHONDONTWRITEBYTECODE=1") // peers/ is for sources
	p := &process{command: c}
	if p.tasks, err = c.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := c.StdoutPipe()
	if err != nil {
		return nil, err
	}
	p.answers = bufio.NewReader(out)
	if err := c.Start(); err != nil {
		return nil, err
	}
	first, err := p.read()
	if err != nil {
		return nil, fmt.Errorf("%w; see %s", err, log)
	}
	p.versions = first.Versions
	return p, nil
}

// untuned leaves out what would have OpenBLAS take other kernels than those that it chooses
// for the processor, ours and the others' alike.
func untuned(environment []string) []string {
	return slices.DeleteFunc(environment, func(variable string) bool {
		return strings.HasPrefix(variable, "OPENBLAS_CORETYPE=") || strings.HasPrefix(variable, "OPENBLAS_L2_SIZE=")
	})
}

// ask hands over a task and waits for its answer.
func (p *process) ask(t task) (answer, error) {
	line, err := json.Marshal(t)
	if err != nil {
		return answer{}, err
	}
	time.Sleep(settle)
	if _, err := p.tasks.Write(append(line, '\n')); err != nil {
		return answer{}, err
	}
	return p.read()
}

func (p *process) read() (answer, error) {
	line, err := p.answers.ReadBytes('\n')
	if errors.Is(err, io.EOF) {
		return answer{}, errors.New("it ended without an answer")
	}
	if err != nil {
		return answer{}, err
	}
	var a answer
	if err := json.Unmarshal(line, &a); err != nil {
		return answer{}, fmt.Errorf("%w in the answer %q", err, line)
	}
	if a.Error != "" {
		return answer{}, errors.New(a.Error)
	}
	return a, nil
}

// dismiss ends the process.
func (p *process) dismiss() {
	_ = p.tasks.Close() // its end of input
	_ = p.command.Wait()
}
