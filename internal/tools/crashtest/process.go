package main

import (
	"bytes"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// process is a running simulate.
type process struct {
	cmd    *exec.Cmd
	stderr bytes.Buffer
	ended  chan struct{}
}

// ending is how a process ended.
type ending struct {
	killed bool
	code   int
	stderr string
}

func (h *harness) start(args ...string) (*process, error) {
	if err := h.ctx.Err(); err != nil {
		return nil, err
	}
	p := &process{cmd: exec.CommandContext(h.ctx, h.program, append(args, "--quiet")...), ended: make(chan struct{})}
	p.cmd.Stderr = &p.stderr
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	go func() {
		_ = p.cmd.Wait() // the process's state says more
		close(p.ended)
	}()
	return p, nil
}

// after waits that long and then calls interrupt, unless the process ends first.
func (p *process) after(pause time.Duration, interrupt func()) {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-p.ended:
	case <-timer.C:
		interrupt()
	}
}

// signal returns a function that sends the process a signal. An error is ignored, since the
// process may have ended just before.
func (p *process) signal(s syscall.Signal) func() {
	return func() { _ = p.cmd.Process.Signal(s) }
}

// endsWithin reports whether the process ends within that many tenths of a second, and makes it
// print its stacks if not. Tenths are counted one by one, so that none are counted while both this
// program and the process are stopped.
func (p *process) endsWithin(tenths int) bool {
	ticker := time.NewTicker(time.Second / 10)
	defer ticker.Stop()
	for range tenths {
		select {
		case <-p.ended:
			return true
		case <-ticker.C:
		}
	}
	_ = p.cmd.Process.Signal(syscall.SIGQUIT)
	return false
}

func (p *process) wait() ending {
	<-p.ended
	status, _ := p.cmd.ProcessState.Sys().(syscall.WaitStatus)
	return ending{killed: status.Signaled(), code: p.cmd.ProcessState.ExitCode(), stderr: strings.TrimSpace(p.stderr.String())}
}
