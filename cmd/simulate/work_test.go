package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"noiseprune/internal/resume"
	"noiseprune/recording"
)

// divided are commands that take about a second, whose parts have several tasks.
func divided() map[string][]string {
	more := []string{"--lapack", "gonum", "--quiet"}
	return map[string][]string{
		"run": append([]string{"run", "clustered:sizes=12/8,long=6", "--samples", "8000", "--replicas", "16", "--width", "4", "--runs", "8",
			"--prunings", "3"}, more...),
		"sweep": append([]string{"sweep", "clustered:sizes=12/8,long=6", "random:n=14,degree=4,symmetric=false", "--leak", "14",
			"--keep", "0.3,0.6,0.9", "--samples", "4000", "--replicas", "16", "--width", "4", "--runs", "4", "--prunings", "3"}, more...),
		"record": append([]string{"record", "clustered:sizes=12/8,long=6", "clustered:sizes=12/8,long=4", "--replicas", "5", "--width", "2",
			"--format", "csv,npz", "--duration", "100", "--every", "0.1"}, more...),
	}
}

// plan writes the plan of a command into a folder, as on a login node.
func plan(t *testing.T, out string, args ...string) {
	t.Helper()
	code, _, stderr := command(t.Context(), t, append(append([]string{"submit"}, args...), "--out", out, "--dry-run")...)
	if code != 0 {
		t.Fatalf("submit: code %d, %s", code, stderr)
	}
}

// worked does a part, which must succeed, and returns what it says.
func worked(t *testing.T, out, part string, more ...string) string {
	t.Helper()
	code, stdout, stderr := command(t.Context(), t, append([]string{"work", out, "--part", part, "--workers", "1"}, more...)...)
	if code != 0 || stdout != "" {
		t.Fatalf("part %s: code %d, %q, %s", part, code, stdout, stderr)
	}
	return stderr
}

// gathered resumes the folder, and compares all files with those of one process. The jobs of the submission are not among them.
func gathered(t *testing.T, what, out string, want map[string]string) {
	t.Helper()
	if code, _, stderr := command(t.Context(), t, "resume", out, "--quiet"); code != 0 {
		t.Fatalf("%s: resume: code %d, %s", what, code, stderr)
	}
	if err := os.RemoveAll(filepath.Join(out, "jobs")); err != nil {
		t.Fatal(err)
	}
	if exists(checkpointFolder(out)) {
		t.Errorf("%s: the checkpoint is left", what)
	}
	sameTree(t, what, tree(t, out), want)
}

// undivided returns the files of one process.
func undivided(t *testing.T, args ...string) map[string]string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "undivided")
	if code, _, stderr := command(t.Context(), t, append(args, "--out", out)...); code != 0 {
		t.Fatalf("code %d, %s", code, stderr)
	}
	return tree(t, out)
}

// TestPartsGiveTheSameBytesAsOneProcess, in two and three parts, and in more than a sweep has cells, and up to three rounds, in descending
// order.
func TestPartsGiveTheSameBytesAsOneProcess(t *testing.T) {
	for name, args := range divided() {
		want := undivided(t, args...)
		for _, count := range []int{2, 3, 7} {
			out := filepath.Join(t.TempDir(), "out")
			plan(t, out, args...)
			said := ""
			for round := range 3 {
				for part := count; part > 0; part-- {
					said = worked(t, out, fmt.Sprintf("%d/%d", part, count))
					if round == 0 && part == count && !strings.Contains(said, "are those of other parts") {
						t.Errorf("%s: the first part says %q", name, said)
					}
				}
			}
			if !strings.Contains(said, "all parts are done; simulate resume") {
				t.Errorf("%s: after all rounds a part says %q", name, said)
			}
			gathered(t, fmt.Sprintf("%s in %d parts", name, count), out, want)
			if said = worked(t, out, "1/2"); !strings.Contains(said, "holds a finished result") {
				t.Errorf("%s: a part of what is finished says %q", name, said)
			}
		}
	}
}

// signalled runs the command line in a process of its own, and sends it a signal as soon as the condition holds. It returns its exit code
// and what it says.
func signalled(t *testing.T, s os.Signal, condition func() bool, args ...string) (code int, stderr string) {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	go func() {
		for ctx.Err() == nil && !condition() {
			time.Sleep(time.Millisecond)
		}
		cancel()
	}()
	var errs strings.Builder
	c := exec.CommandContext(ctx, program)
	c.Args = append([]string{"simulate"}, args...)
	c.Stderr = &errs
	c.Cancel = func() error { return c.Process.Signal(s) }
	_ = c.Run() // ProcessState has the exit code
	return c.ProcessState.ExitCode(), errs.String()
}

// ofParts lists the segments that parts have written.
func ofParts(out string) []string {
	names, _ := filepath.Glob(filepath.Join(out, "checkpoint", "parts", "*", "*.segment")) // the pattern is sound
	return names
}

// hasState reports whether a part has saved where a task stands.
func hasState(out string) bool {
	for _, path := range resume.Parts(checkpointFolder(out)) {
		if f, err := resume.OpenReading(path); err == nil {
			if _, ok := f.Get("covariance/state/000000"); ok {
				return true
			}
		}
	}
	return false
}

// TestStoppedPartsGoOn: a part that is stopped ends with 75 and has saved where its tasks stand, from where the same command goes on.
func TestStoppedPartsGoOn(t *testing.T) {
	args := []string{"covariance", "clustered:sizes=12/8,long=6", "--samples", "2000000", "--replicas", "16", "--width", "8",
		"--lapack", "gonum", "--quiet"}
	want := undivided(t, args...)
	for _, s := range append(stopSignals(), syscall.SIGTERM, os.Interrupt) {
		var out, stderr string
		code := 0
		for again := 0; code == 0 && again < 10; again++ { // it may end before it is to be stopped
			out = filepath.Join(t.TempDir(), "out")
			plan(t, out, args...)
			work := []string{"work", out, "--part", "1/2", "--workers", "1", "--checkpoint", "20ms", "--quiet"}
			code, stderr = signalled(t, s, func() bool { return hasState(out) }, work...)
		}
		if line := "simulate: part 1/2 was stopped; the same command goes on\n"; code != exitStopped || stderr != line {
			t.Fatalf("%v: code %d, %q", s, code, stderr)
		}
		if !hasState(out) {
			t.Errorf("%v: no state was saved", s)
		}
		worked(t, out, "1/2")
		worked(t, out, "2/2")
		gathered(t, s.String(), out, want)
	}
}

// TestRefusedParts: each refusal is one line, and changes nothing of what others have done.
func TestRefusedParts(t *testing.T) {
	args := divided()["run"]
	want := undivided(t, args...)
	out := filepath.Join(t.TempDir(), "out")
	plan(t, out, args...)
	worked(t, out, "1/2")
	other := func(entry string) string {
		copied := filepath.Join(t.TempDir(), "copied")
		if err := os.CopyFS(copied, os.DirFS(out)); err != nil {
			t.Fatal(err)
		}
		store, err := openCheckpoint(copied)
		if err != nil {
			t.Fatal(err)
		}
		store.Put(resume.HeaderPrefix+entry, []byte("another"))
		if err := store.Close(); err != nil {
			t.Fatal(err)
		}
		if err := os.RemoveAll(filepath.Join(copied, "checkpoint", "parts")); err != nil {
			t.Fatal(err)
		}
		return copied
	}
	held, err := resume.NewPart(checkpointFolder(out), "2-of-2", func() {})
	if err != nil {
		t.Fatal(err)
	}
	empty := t.TempDir()
	for _, row := range []struct {
		reason string
		args   []string
		want   string
	}{
		{"two processes on one part", []string{out, "--part", "2/2"}, "is at work in part 2/2 of " + out + "; wait for it"},
		{"another build", []string{other("identity/build"), "--part", "1/2"}, "the checkpoint was written by another, and this is noiseprune"},
		{"another spec", []string{other("identity/spec"), "--part", "1/2"}, "the checkpoint belongs to another spec"},
		{"another library", []string{other("identity/LAPACK"), "--part", "1/2"}, "uses the LAPACK of another"},
		{"a spec that cannot be read", []string{other("spec"), "--part", "1/2"}, "cannot be used: the spec in its checkpoint"},
		{"a folder that is not shared", []string{empty, "--part", "1/2"}, "is it on a file system that this machine shares"},
		{"no folder", []string{filepath.Join(empty, "none"), "--part", "1/2"}, "is it on a file system that this machine shares"},
		{"no part", []string{out}, "which part is to be done?"},
		{"part 0", []string{out, "--part", "0/2"}, "is no part"},
		{"a part behind the last", []string{out, "--part", "3/2"}, "is no part"},
		{"no number", []string{out, "--part", "a/2"}, "is no part"},
		{"one number", []string{out, "--part", "2"}, "is no part"},
		{"too much", []string{out, "--part", "1/2/3"}, "is no part"},
		{"no engine", []string{out, "--part", "auto"}, "auto finds none of SLURM_ARRAY_TASK_ID"},
	} {
		code, stdout, stderr := command(t.Context(), t, append([]string{"work", "--quiet"}, row.args...)...)
		if code != 2 || stdout != "" || strings.Count(stderr, "\n") != 1 || !strings.Contains(stderr, row.want) {
			t.Errorf("%s: code %d, %q, %q", row.reason, code, stdout, stderr)
		}
	}
	if err := held.Close(); err != nil {
		t.Fatal(err)
	}
	if left := tree(t, empty); len(left) > 0 {
		t.Errorf("a folder without a plan was written to: %s", names(left))
	}
	worked(t, out, "2/2")
	gathered(t, "after refusals", out, want)
}

// TestLatePartsEndQuietly: a part that is at work while another process gathers ends without an error, and leaves nothing.
func TestLatePartsEndQuietly(t *testing.T) {
	args := []string{"covariance", "clustered:sizes=12/8,long=6", "--samples", "1000000", "--replicas", "16", "--width", "8",
		"--lapack", "gonum", "--quiet"}
	want := undivided(t, args...)
	out := filepath.Join(t.TempDir(), "out")
	plan(t, out, args...)
	done := make(chan string, 1)
	go func() {
		code, _, stderr := command(t.Context(), t, "work", out, "--part", "1/2", "--workers", "1", "--checkpoint", "50ms")
		done <- fmt.Sprintf("%d %s", code, stderr)
	}()
	for len(ofParts(out)) == 0 {
		time.Sleep(time.Millisecond)
	}
	// What the other part would do, and the rest of the first, is done by the process that gathers.
	if code, _, stderr := command(t.Context(), t, "resume", out, "--quiet", "--workers", "2"); code != 0 {
		t.Fatalf("code %d, %s", code, stderr)
	}
	said := <-done
	if !strings.HasPrefix(said, "0 ") {
		t.Errorf("the late part: %s", said)
	}
	gathered(t, "after a late part", out, want)
}

// TestShortFramesAreNoticed: files that lack frames, though all parts are done, are not taken for a recording.
func TestShortFramesAreNoticed(t *testing.T) {
	for _, row := range []struct {
		reason string
		harm   func(path string) error
		want   string
	}{
		{"cut off", func(path string) error { return os.Truncate(path, 4000) }, "no such file"},
		{"cut off to whole frames", func(path string) error { return recutTo(path, 100) }, "do not have all of its 500 frames together"},
		{"removed", os.Remove, "no such file"},
	} {
		out := filepath.Join(t.TempDir(), "out")
		plan(t, out, "record", "path:n=5", "--replicas", "2", "--width", "1", "--duration", "50", "--every", "0.1", "--lapack", "gonum")
		worked(t, out, "1/2")
		worked(t, out, "2/2")
		pieces, _ := filepath.Glob(filepath.Join(out, "checkpoint", "parts", "*", "frames-0-1-0.npy")) // the pattern is sound
		if len(pieces) != 1 {
			t.Fatalf("%d pieces of the second replica", len(pieces))
		}
		if err := row.harm(pieces[0]); err != nil {
			t.Fatal(err)
		}
		code, stdout, stderr := command(t.Context(), t, "resume", out, "--quiet")
		if code != 1 || stdout != "" || strings.Count(stderr, "\n") != 1 || !strings.Contains(stderr, row.want) ||
			!strings.Contains(stderr, recordAnew) || exists(filepath.Join(out, recordingName)) {
			t.Errorf("%s: code %d, %q, %q", row.reason, code, stdout, stderr)
		}
	}
}

// recutTo leaves the first frames of a recording of five columns, counted in its header.
func recutTo(path string, frames int64) error {
	w, err := recording.Continue(path, 5, recording.Float64, frames)
	if err != nil {
		return err
	}
	return w.Close()
}

// TestPartOfEnvironment: of each engine.
func TestPartOfEnvironment(t *testing.T) {
	for _, row := range []struct {
		reason    string
		variables map[string]string
		want      string // or an error with this text
	}{
		{"Slurm, from 1", map[string]string{"SLURM_ARRAY_TASK_ID": "3", "SLURM_ARRAY_TASK_COUNT": "4", "SLURM_ARRAY_TASK_MIN": "1"}, "2 of 4"},
		{"Slurm, from 0", map[string]string{"SLURM_ARRAY_TASK_ID": "3", "SLURM_ARRAY_TASK_COUNT": "4", "SLURM_ARRAY_TASK_MIN": "0"}, "3 of 4"},
		{"Kubernetes", map[string]string{"JOB_COMPLETION_INDEX": "0", "JOB_COMPLETIONS": "5"}, "0 of 5"},
		{"Open MPI", map[string]string{"OMPI_COMM_WORLD_RANK": "1", "OMPI_COMM_WORLD_SIZE": "2"}, "1 of 2"},
		{"MPICH", map[string]string{"PMI_RANK": "1", "PMI_SIZE": "2"}, "1 of 2"},
		{"no count", map[string]string{"JOB_COMPLETION_INDEX": "0"}, `JOB_COMPLETIONS=""; give i/n`},
		{"an index behind the count", map[string]string{"PMI_RANK": "2", "PMI_SIZE": "2"}, `PMI_RANK="2"`},
		{"an array with gaps", map[string]string{"SLURM_ARRAY_TASK_ID": "9", "SLURM_ARRAY_TASK_COUNT": "2", "SLURM_ARRAY_TASK_MIN": "1"},
			`SLURM_ARRAY_TASK_ID="9"`},
		{"no number", map[string]string{"PMI_RANK": "x", "PMI_SIZE": "2"}, `PMI_RANK="x"`},
		{"nothing", nil, "auto finds none of"},
	} {
		p, err := partOfEnvironment(func(name string) string { return row.variables[name] })
		if got := fmt.Sprintf("%d of %d", p.Index, p.Count); err == nil && got != row.want ||
			err != nil && !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: %s, %v", row.reason, got, err)
		}
	}
}
