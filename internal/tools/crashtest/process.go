package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// rack is where jobs are tortured.
type rack struct {
	ctx     context.Context //nolint:containedctx // it lives no longer than the call that made it
	program string
	folder  string
	out     io.Writer
	random  *rand.Rand
	jobs    []*job
	unequal int
	number  int // of the next folder
}

// say writes a line of the report.
func (r *rack) say(format string, values ...any) {
	fmt.Fprintf(r.out, format+"\n", values...) //nolint:errcheck // nobody to tell
}

// process is a simulate that is under way.
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

func (r *rack) start(args ...string) (*process, error) {
	if err := r.ctx.Err(); err != nil {
		return nil, err
	}
	p := &process{cmd: exec.CommandContext(r.ctx, r.program, append(args, "--quiet")...), ended: make(chan struct{})}
	p.cmd.Stderr = &p.stderr
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	go func() {
		_ = p.cmd.Wait() // the process's state tells more
		close(p.ended)
	}()
	return p, nil
}

// after lets the process go on for that long, and then strikes, unless it has ended.
func (p *process) after(pause time.Duration, strike func()) {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-p.ended:
	case <-timer.C:
		strike()
	}
}

// signal returns what sends the process a signal. It may have ended just before.
func (p *process) signal(s syscall.Signal) func() {
	return func() { _ = p.cmd.Process.Signal(s) }
}

// ends reports whether the process ends within that many tenths of a second, and makes it
// say where it hangs if not. Tenths are counted one by one, so that none are while this and
// the process are stopped.
func (p *process) ends(tenths int) bool {
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

// place returns a job at random and a folder for it.
func (r *rack) place() (*job, string) {
	r.number++
	return r.jobs[r.random.IntN(len(r.jobs))], fmt.Sprintf("%s/%04d", r.folder, r.number)
}

// moment is a random time up to somewhat more than a job takes, one in three of them short,
// since much happens at the start.
func (r *rack) moment(j *job) time.Duration {
	most := 1.1 * float64(j.takes)
	if r.random.IntN(3) == 0 {
		most = 0.1 * float64(j.takes)
	}
	return time.Duration(r.random.Float64() * most)
}

// options are flags that change no byte.
func (r *rack) options() []string {
	interval := []time.Duration{time.Millisecond, 3 * time.Millisecond, 10 * time.Millisecond, 100 * time.Millisecond}[r.random.IntN(4)]
	return []string{
		"--workers", strconv.Itoa(1 + r.random.IntN(4)), "--checkpoint", interval.String(),
		"--kernel", []string{"auto", "dense", "sparse"}[r.random.IntN(3)],
	}
}

// finish resumes a job to its end, or begins it again where there was no time for a first
// checkpoint, and compares. It reports which of the two it was.
func (r *rack) finish(j *job, out string) (again bool, err error) {
	p, err := r.start(append([]string{"resume", out}, r.options()...)...)
	if err != nil {
		return false, err
	}
	end := p.wait()
	if end.code == 2 && strings.Contains(end.stderr, "nothing to resume") {
		again = true
		if p, err = r.begin(j, out); err != nil {
			return again, err
		}
		end = p.wait()
	}
	if end.code != 0 {
		return again, fmt.Errorf("code %d: %s", end.code, end.stderr)
	}
	return again, j.differences(out)
}

// begin starts a job in a folder.
func (r *rack) begin(j *job, out string) (*process, error) {
	return r.start(append(append(r.options(), "--out", out), j.args...)...)
}
