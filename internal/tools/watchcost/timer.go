package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// way is how a run is watched.
type way int

// The ways.
const (
	nothing    way = iota // no folder, and nobody is told anything
	folderOnly            // it can be followed by another process
	served                // its own page, which nobody opens
	opened                // its own page, opened
)

// String returns the way's flags.
func (w way) String() string {
	return [...]string{"no --out", "--out", "--out --watch", "--out --watch, opened"}[w]
}

// took is what a run took, in seconds.
type took struct{ clock, processor float64 }

// timer runs the program, with its results in the folder.
type timer struct{ program, folder string }

// time runs once, and removes the results.
func (t timer) time(ctx context.Context, w workload, by way) (took, error) {
	out := filepath.Join(t.folder, "out")
	args := append([]string{w.command, w.network, "--quiet"}, w.flags...)
	if by >= folderOnly {
		args = append(args, "--out", out)
	}
	if by >= served {
		args = append(args, "--watch")
	}
	run := exec.CommandContext(ctx, t.program, args...)
	messages, err := run.StderrPipe()
	if err != nil {
		return took{}, err
	}
	began := time.Now()
	if err := run.Start(); err != nil {
		return took{}, err
	}
	text := t.follow(ctx, messages, by == opened)
	if err := run.Wait(); err != nil {
		return took{}, fmt.Errorf("%w: %s", err, text)
	}
	spent := took{time.Since(began).Seconds(), (run.ProcessState.UserTime() + run.ProcessState.SystemTime()).Seconds()}
	return spent, os.RemoveAll(out)
}

// follow reads what the run prints until it ends. A page is opened at the address that it prints.
func (t timer) follow(ctx context.Context, messages io.Reader, open bool) string {
	var text strings.Builder
	for lines := bufio.NewScanner(messages); lines.Scan(); {
		text.WriteString(lines.Text() + "\n")
		if _, address, found := strings.Cut(lines.Text(), "watch it at "); found && open {
			go page(ctx, strings.TrimSpace(address))
		}
	}
	return text.String()
}

// page fetches what the page does until nobody answers.
func page(ctx context.Context, address string) {
	for {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, address+"status?wait", nil)
		if err != nil {
			return
		}
		reply, err := http.DefaultClient.Do(request)
		if err != nil {
			return
		}
		_, err = io.Copy(io.Discard, reply.Body)
		if reply.Body.Close() != nil || err != nil {
			return
		}
	}
}
