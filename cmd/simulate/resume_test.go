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
)

// longRun is a run of some seconds, whose covariance alone takes most of them.
func longRun(out string, more ...string) []string {
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
	c.Args = append([]string{"simulate"}, args...) // the test binary runs the command of this name
	c.Stdout, c.Stderr = &out, &errs
	c.Cancel = func() error { return c.Process.Signal(os.Interrupt) }
	_ = c.Run() // ProcessState has the exit code
	return c.ProcessState.ExitCode(), out.String(), errs.String()
}

// interrupted starts the run and interrupts it when it has written a checkpoint after that of the
// command line. A run that ends before the interruption is repeated.
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
	t.Fatal("the run is too fast to be interrupted")
}

func interruptedOnce(t *testing.T, out string) bool {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	go func() {
		for ctx.Err() == nil {
			if names := segments(out); len(names) > 2 {
				cancel()
			}
			time.Sleep(time.Millisecond)
		}
	}()
	code, stdout, stderr := command(ctx, t, longRun(out)...)
	if code == 0 {
		return false
	}
	if want := "simulate: interrupted; simulate resume " + out + " continues\n"; code != 1 || stdout != "" || stderr != want {
		t.Fatalf("code %d, output %q, error %q", code, stdout, stderr)
	}
	return true
}

// segments lists the segment files of a checkpoint in ascending order.
func segments(out string) []string {
	names, _ := filepath.Glob(filepath.Join(out, "checkpoint", "*.segment")) // the pattern is sound
	return names
}

// files returns the names and contents of a folder's files, without the lock and the process number.
func files(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, e := range entries {
		if e.Name() == "lock" || e.Name() == "process" {
			continue
		}
		content, _ := os.ReadFile(filepath.Join(dir, e.Name())) // none for a subfolder
		all.WriteString(e.Name() + "\n" + string(content))
	}
	return all.String()
}

// TestInterruptedRunsContinue: an interrupted run leaves a checkpoint. A run resumed from it, or from the
// one before where it is damaged, writes the same files as an uninterrupted one; after that there is
// nothing to resume.
func TestInterruptedRunsContinue(t *testing.T) {
	uninterrupted, out := filepath.Join(t.TempDir(), "uninterrupted"), filepath.Join(t.TempDir(), "out")
	if code, _, stderr := command(t.Context(), t, longRun(uninterrupted)...); code != 0 {
		t.Fatal(stderr)
	}
	interrupted(t, out)
	code, _, stderr := command(t.Context(), t, longRun(out)...)
	want := "simulate: " + out + " holds an unfinished run: simulate resume " + out + " continues it, and --force starts again\n"
	if code != 2 || stderr != want {
		t.Errorf("started over an unfinished run: code %d, %q", code, stderr)
	}
	all := segments(out)
	if err := os.Truncate(all[len(all)-1], 100); err != nil {
		t.Fatal(err)
	}
	code, stdout, stderr := command(t.Context(), t, "resume", out, "--workers", "1", "--quiet")
	if code != 0 || !strings.Contains(stdout, "Noise-prune over 4 prunings") || !strings.Contains(stderr, "cut off: 100 of ") ||
		!strings.Contains(stderr, "continuing from the checkpoint before it") {
		t.Fatalf("code %d, %q, %q", code, stdout, stderr)
	}
	if files(t, out) != files(t, uninterrupted) {
		t.Error("the files differ from those of an uninterrupted run")
	}
	before := files(t, out)
	// A process that is killed while it removes its checkpoint leaves an empty folder.
	if err := os.MkdirAll(filepath.Join(out, "checkpoint"), 0o755); err != nil {
		t.Fatal(err)
	}
	code, stdout, _ = command(t.Context(), t, "resume", out)
	said := strings.Join(strings.Fields(stdout), " ") // its lines are broken at words
	if code != 0 || said != out+" holds a finished run; there is nothing to resume." || files(t, out) != before {
		t.Errorf("resumed when finished: code %d, %q", code, stdout)
	}
}

// TestResultsThatCannotBeWrittenAreNotLost writes where a folder has the name of a file.
func TestResultsThatCannotBeWrittenAreNotLost(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	obstacle := filepath.Join(out, "report.html", "x")
	if err := os.MkdirAll(obstacle, 0o755); err != nil {
		t.Fatal(err)
	}
	code, _, stderr := command(t.Context(), t, "run", "path:n=5", "--samples", "100", "--out", out, "--quiet")
	if code != 1 || !strings.Contains(stderr, "the results could not be written to "+out) ||
		!strings.Contains(stderr, "simulate resume "+out+" continues from the last checkpoint") {
		t.Fatalf("code %d, %q", code, stderr)
	}
	if err := os.RemoveAll(filepath.Dir(obstacle)); err != nil {
		t.Fatal(err)
	}
	if code, _, stderr := command(t.Context(), t, "resume", out, "--quiet"); code != 0 || holdsCheckpoint(out) {
		t.Errorf("code %d, %q", code, stderr)
	}
}

// TestRefusedResumes: each refusal is one line and changes no file.
func TestRefusedResumes(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "out")
	interrupted(t, out)
	// copied returns a copy of the results with changed segments; nil removes one.
	copied := func(name string, change func(k int, content []byte) []byte) string {
		folder := filepath.Join(dir, name)
		if err := os.CopyFS(folder, os.DirFS(out)); err != nil {
			t.Fatal(err)
		}
		for k, path := range segments(folder) {
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if content = change(k, content); content == nil {
				err = os.Remove(path)
			} else {
				err = os.WriteFile(path, content, 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		return folder
	}
	newer := func(_ int, content []byte) []byte { content[8]++; return content }
	foreign := func(int, []byte) []byte { return []byte("hello") }
	withoutFirst := func(k int, content []byte) []byte {
		if k == 0 {
			return nil
		}
		return content
	}
	for _, row := range []struct {
		why  string
		args []string
		want string
	}{
		{"there is no such folder", []string{filepath.Join(dir, "nowhere")}, "holds no checkpoint, so there is nothing to resume"},
		{"an empty folder", []string{t.TempDir()}, "holds no checkpoint"},
		{"a foreign file under the checkpoint's name", []string{copied("foreign", foreign)}, "is no checkpoint of noiseprune"},
		{"a newer program's", []string{copied("newer", newer)}, "a newer noiseprune wrote it"},
		{"the first segment is lost", []string{copied("lost", withoutFirst)}, "its checkpoint does not say what was run"},
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
			t.Errorf("%s: the checkpoint was changed", row.why)
		}
	}
}

// TestRefusedSpecsLeaveNoFolder: a refused run creates no folder.
func TestRefusedSpecsLeaveNoFolder(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	for _, flags := range [][]string{{"--edges", "1000000"}, {"--step-size", "100", "--stepper", "euler-maruyama"}, {"--protect", "0>99"}} {
		code, _, stderr := command(t.Context(), t, append([]string{"run", "path:n=5", "--out", out, "--quiet"}, flags...)...)
		if _, err := os.Stat(out); code != 2 || err == nil {
			t.Errorf("%v: code %d, %q, folder left: %v", flags, code, stderr, err == nil)
		}
	}
}
