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

// runner is a process that does one task after another: a line of JSON in, a line of JSON out.
type runner struct {
	command  *exec.Cmd
	tasks    io.WriteCloser
	answers  *bufio.Reader
	versions map[string]string
}

// settle is a pause before each task, in which threads of the runner before stop spinning.
const settle = 100 * time.Millisecond

// startRunner starts a runner and reads its versions. Its standard error goes to the log.
func startRunner(ctx context.Context, log, program string, arguments ...string) (*runner, error) {
	c := exec.CommandContext(ctx, program, arguments...)
	file, err := os.Create(log)
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // the child has its own
	c.Stderr = file
	c.Env = append(untuned(os.Environ()), "PYTHONDONTWRITEBYTECODE=1") // peers/ holds sources only
	r := &runner{command: c}
	if r.tasks, err = c.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := c.StdoutPipe()
	if err != nil {
		return nil, err
	}
	r.answers = bufio.NewReader(out)
	if err := c.Start(); err != nil {
		return nil, err
	}
	first, err := r.read()
	if err != nil {
		return nil, fmt.Errorf("%w; see %s", err, log)
	}
	r.versions = first.Versions
	return r, nil
}

// untuned removes the variables that make OpenBLAS use other kernels than those that it chooses for
// the processor, for ours and for the peers.
func untuned(environment []string) []string {
	return slices.DeleteFunc(environment, func(variable string) bool {
		return strings.HasPrefix(variable, "OPENBLAS_CORETYPE=") || strings.HasPrefix(variable, "OPENBLAS_L2_SIZE=")
	})
}

// ask sends a task and waits for its answer.
func (r *runner) ask(t task) (answer, error) {
	line, err := json.Marshal(t)
	if err != nil {
		return answer{}, err
	}
	time.Sleep(settle)
	if _, err := r.tasks.Write(append(line, '\n')); err != nil {
		return answer{}, err
	}
	return r.read()
}

func (r *runner) read() (answer, error) {
	line, err := r.answers.ReadBytes('\n')
	if errors.Is(err, io.EOF) {
		return answer{}, errors.New("the program ended without an answer")
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

// close ends the process.
func (r *runner) close() {
	_ = r.tasks.Close() // the process ends at the end of its input
	_ = r.command.Wait()
}
