package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"noiseprune/checkpoint"
)

// longJob is a run of some seconds, whose covariance alone takes most of them.
func longJob(out string, more ...string) []string {
	return append([]string{"run", "clustered:sizes=12/8,long=6", "--samples", "600000", "--replicas", "16", "--runs", "4",
		"--out", out, "--quiet", "--checkpoint", "10ms", "--lapack", "gonum"}, more...)
}

// command runs the command line in a process of its own, interrupts it when the context
// ends, and returns its exit code and outputs.
func command(ctx context.Context, t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	c := exec.CommandContext(ctx, program)
	c.Args = append([]string{"simulate"}, args...) // by which the test binary becomes the program
	c.Stdout, c.Stderr = &out, &errs
	c.Cancel = func() error { return c.Process.Signal(os.Interrupt) }
	_ = c.Run() // the code tells more
	return c.ProcessState.ExitCode(), out.String(), errs.String()
}

// interrupted begins the job and interrupts it when it has written a checkpoint with more
// than the start in it. A job that was faster than the interruption is begun again.
func interrupted(t *testing.T, out string) {
	t.Helper()
	for range 20 {
		if interruptedOnce(t, out) {
			return
		}
		if err := os.RemoveAll(out); err != nil {
			t.Fatal(err)
		}
	}
	t.Fatal("the job is too fast to be interrupted")
}

func interruptedOnce(t *testing.T, out string) bool {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	state := filepath.Join(out, "checkpoint", "state")
	go func() {
		for ctx.Err() == nil {
			if info, err := os.Stat(state); err == nil && info.Size() > 8<<10 {
				cancel()
			}
			time.Sleep(time.Millisecond)
		}
	}()
	code, stdout, stderr := command(ctx, t, longJob(out)...)
	if code == 0 {
		return false
	}
	if want := "simulate: interrupted; simulate resume " + out + " continues\n"; code != 1 || stdout != "" || stderr != want {
		t.Fatalf("code %d, output %q, error %q", code, stdout, stderr)
	}
	return true
}

// files returns the names and contents of a folder's files, but for the lock, which names
// the last process.
func files(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, e := range entries {
		if e.Name() == "lock" {
			continue
		}
		content, _ := os.ReadFile(filepath.Join(dir, e.Name())) // nothing of a subfolder
		all.WriteString(e.Name() + "\n" + string(content))
	}
	return all.String()
}

// TestInterruptedRunsGoOn: Ctrl-C leaves a checkpoint; what goes on from it, or from the one
// before it where it is damaged, ends in the same files, and then says that it has.
func TestInterruptedRunsGoOn(t *testing.T) {
	peace, out := filepath.Join(t.TempDir(), "peace"), filepath.Join(t.TempDir(), "out")
	if code, _, stderr := command(t.Context(), t, longJob(peace)...); code != 0 {
		t.Fatal(stderr)
	}
	interrupted(t, out)
	code, _, stderr := command(t.Context(), t, longJob(out)...)
	want := "simulate: " + out + " holds an unfinished run: simulate resume " + out + " continues it, and --force begins anew\n"
	if code != 2 || stderr != want {
		t.Errorf("begun over an unfinished run: code %d, %q", code, stderr)
	}
	if err := os.Truncate(filepath.Join(out, "checkpoint", "state"), 1000); err != nil {
		t.Fatal(err)
	}
	code, stdout, stderr := command(t.Context(), t, "resume", out, "--workers", "1", "--quiet")
	if code != 0 || !strings.Contains(stdout, "By ε_v") || !strings.Contains(stderr, "cut off: 1000 of ") ||
		!strings.Contains(stderr, "going on from the checkpoint before it") {
		t.Fatalf("code %d, %q, %q", code, stdout, stderr)
	}
	if files(t, out) != files(t, peace) {
		t.Error("the files differ from those of a run in peace")
	}
	before := files(t, out)
	// A process that was killed while it removed its checkpoints leaves an empty place.
	if err := os.MkdirAll(filepath.Join(out, "checkpoint"), 0o755); err != nil {
		t.Fatal(err)
	}
	code, stdout, _ = command(t.Context(), t, "resume", out)
	if code != 0 || stdout != out+" holds a finished run; there is nothing to resume.\n" || files(t, out) != before {
		t.Errorf("resumed when finished: code %d, %q", code, stdout)
	}
}

// TestResultsThatCannotBeWrittenAreNotLost: a folder in the place of a file hinders it.
func TestResultsThatCannotBeWrittenAreNotLost(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	obstacle := filepath.Join(out, "report.html", "x")
	if err := os.MkdirAll(obstacle, 0o755); err != nil {
		t.Fatal(err)
	}
	code, _, stderr := command(t.Context(), t, "run", "path:n=5", "--samples", "100", "--out", out, "--quiet")
	if code != 1 || !strings.Contains(stderr, "the results could not be written to "+out) ||
		!strings.Contains(stderr, "simulate resume "+out+" goes on from the last checkpoint") {
		t.Fatalf("code %d, %q", code, stderr)
	}
	if err := os.RemoveAll(filepath.Dir(obstacle)); err != nil {
		t.Fatal(err)
	}
	if code, _, stderr := command(t.Context(), t, "resume", out, "--quiet"); code != 0 || checkpoint.Exists(out) {
		t.Errorf("code %d, %q", code, stderr)
	}
}

// TestRefusedResumes: each is one line and touches nothing.
func TestRefusedResumes(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "out")
	interrupted(t, out)
	put := func(name, content string) string {
		copied := filepath.Join(dir, name)
		if err := os.CopyFS(copied, os.DirFS(out)); err != nil {
			t.Fatal(err)
		}
		for _, file := range []string{"state", "state.previous"} {
			path := filepath.Join(copied, "checkpoint", file)
			state, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if content == "newer" {
				state[8]++
			} else {
				state = []byte(content)
			}
			if err := os.WriteFile(path, state, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		return copied
	}
	withoutNetworks := put("networks", "newer")
	if err := os.CopyFS(filepath.Join(dir, "lost"), os.DirFS(out)); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "lost", "checkpoint", "networks")); err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		why  string
		args []string
		want string
	}{
		{"there is no such folder", []string{filepath.Join(dir, "nowhere")}, "holds no checkpoint, so there is nothing to resume"},
		{"an empty folder", []string{t.TempDir()}, "holds no checkpoint"},
		{"a foreign file under the checkpoint's name", []string{put("foreign", "hello")}, "is no checkpoint of noiseprune"},
		{"a newer program's", []string{withoutNetworks}, "a newer noiseprune wrote it"},
		{"the networks are lost", []string{filepath.Join(dir, "lost")}, "its networks cannot be read"},
		{"no interval", []string{out, "--checkpoint", "0s"}, "--checkpoint is 0s"},
		{"a flag that changes numbers", []string{out, "--seed", "2"}, "unknown flag"},
		{"two folders", []string{out, out}, "takes DIR"},
	} {
		before := files(t, filepath.Join(out, "checkpoint"))
		code, stdout, stderr := command(t.Context(), t, append([]string{"resume", "--quiet"}, row.args...)...)
		if code != 2 || stdout != "" || strings.Count(stderr, "\n") != 1 || !strings.Contains(stderr, row.want) {
			t.Errorf("%s: code %d, output %q, error %q", row.why, code, stdout, stderr)
		}
		if files(t, filepath.Join(out, "checkpoint")) != before {
			t.Errorf("%s: the checkpoint was touched", row.why)
		}
	}
}

// TestRefusedSpecsLeaveNoFolder: what cannot be run is not begun.
func TestRefusedSpecsLeaveNoFolder(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	for _, flags := range [][]string{{"--edges", "1000000"}, {"--step-size", "100"}, {"--protect", "0>99"}} {
		code, _, stderr := command(t.Context(), t, append([]string{"run", "path:n=5", "--out", out, "--quiet"}, flags...)...)
		if _, err := os.Stat(out); code != 2 || err == nil {
			t.Errorf("%v: code %d, %q, folder left: %v", flags, code, stderr, err == nil)
		}
	}
}
