package main

import (
	"context"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// recordings are recordings of about a second: one trajectory; and two networks of three replicas, in copies that take the place of
// the frames.
func recordings(out string) map[string][]string {
	flags := []string{"--duration", "400", "--every", "0.05", "--step-size", "0.001", "--out", out, "--quiet", "--checkpoint", "10ms",
		"--lapack", "gonum"}
	return map[string][]string{
		"one trajectory": append([]string{"record", "clustered:sizes=12/8,long=6"}, flags...),
		"two networks, replicas, copies": append([]string{"record", "clustered:sizes=12/8,long=6", "clustered:sizes=12/8,long=4",
			"--replicas", "3", "--width", "2", "--neurons", "3,0,5-9", "--format", "csv,npz,parquet", "--duration", "100"},
			append(flags[2:], "--stimulus", "0-5: pulse 3 from 20 to 50")...),
	}
}

// recordedFrames returns the bytes of all frames below a folder.
func recordedFrames(out string) (size int64) {
	for _, pattern := range []string{"frames*.npy", "*/frames*.npy"} {
		paths, _ := filepath.Glob(filepath.Join(out, pattern)) // the pattern is sound
		for _, path := range paths {
			if info, err := os.Stat(path); err == nil {
				size += info.Size()
			}
		}
	}
	return size
}

// killedWhen runs the command line in a process of its own and kills it as soon as the condition holds. It reports false if it ended
// before.
func killedWhen(t *testing.T, condition func() bool, args ...string) bool {
	t.Helper()
	code, _ := signalled(t, os.Kill, condition, args...)
	return code == -1
}

// TestKilledRecordingsContinue kills recordings when they have written some of their frames and a checkpoint, and again while they are
// being resumed. All files are in the end the same bytes as those of an undisturbed one.
func TestKilledRecordingsContinue(t *testing.T) {
	if testing.Short() {
		t.Skip("it records many times")
	}
	random := rand.New(rand.NewPCG(3, 1)) //nolint:gosec // moments, not secrets
	for name := range recordings("") {
		undisturbed := filepath.Join(t.TempDir(), "undisturbed")
		if code, _, stderr := command(t.Context(), t, recordings(undisturbed)[name]...); code != 0 {
			t.Fatalf("%s: %s", name, stderr)
		}
		want, kills := tree(t, undisturbed), 0
		for k := range 4 {
			out := filepath.Join(t.TempDir(), "out")
			for again := range 2 {
				least := len(segments(out)) + 1 + random.IntN(4)
				condition := func() bool { return recordedFrames(out) > 5000 && len(segments(out)) > 1 && least <= newest(out) }
				args := recordings(out)[name]
				if again > 0 {
					least = newest(out) + 1 + random.IntN(4)
					args = []string{"resume", out, "--workers", "1", "--checkpoint", "10ms", "--quiet"}
				}
				if killedWhen(t, condition, args...) {
					kills++
				}
				if !holdsCheckpoint(out) {
					break
				}
			}
			if code, _, stderr := command(t.Context(), t, "resume", out, "--quiet"); code != 0 {
				t.Fatalf("%s, kill %d: code %d, %s", name, k, code, stderr)
			}
			sameTree(t, name, tree(t, out), want)
		}
		if kills < 4 {
			t.Errorf("%s: only %d of 8 processes did not end before they were to be killed", name, kills)
		}
	}
}

// newest returns the number of the newest segment of a checkpoint.
func newest(out string) (number int) {
	all := segments(out)
	if len(all) == 0 {
		return 0
	}
	for _, digit := range strings.TrimSuffix(filepath.Base(all[len(all)-1]), ".segment") {
		number = 10*number + int(digit-'0')
	}
	return number
}

// sameTree complains of files that are missing, too many or different.
func sameTree(t *testing.T, what string, got, want map[string]string) {
	t.Helper()
	if maps.Equal(got, want) {
		return
	}
	for name := range want {
		if got[name] != want[name] {
			t.Errorf("%s: %s has other bytes: %d, want %d", what, name, len(got[name]), len(want[name]))
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%s: %s is left", what, name)
		}
	}
}

// TestInterruptedRecordingsSayHowToContinue: what Ctrl-C leaves can be opened, is not replaced, and is resumed.
func TestInterruptedRecordingsSayHowToContinue(t *testing.T) {
	const name = "one trajectory"
	out := filepath.Join(t.TempDir(), "out")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	go func() {
		for ctx.Err() == nil && len(segments(out)) < 2 {
			time.Sleep(time.Millisecond)
		}
		cancel()
	}()
	args := recordings(out)[name]
	code, stdout, stderr := command(ctx, t, append(args, "--duration", "20000")...)
	if want := "simulate: interrupted; simulate resume " + out + " continues\n"; code != 1 || stdout != "" || stderr != want {
		t.Fatalf("code %d, output %q, error %q", code, stdout, stderr)
	}
	code, _, stderr = command(t.Context(), t, args...)
	want := "simulate: " + out + " holds an unfinished run: simulate resume " + out + " continues it, and --force starts again\n"
	if code != 2 || stderr != want {
		t.Errorf("started over an unfinished recording: code %d, %q", code, stderr)
	}
	if code, _, stderr = command(t.Context(), t, append(args, "--force")...); code != 0 {
		t.Errorf("started again: code %d, %q", code, stderr)
	}
	before := tree(t, out)
	code, stdout, _ = command(t.Context(), t, "resume", out)
	said := strings.Join(strings.Fields(stdout), " ") // its lines are broken at words
	if code != 0 || said != out+" holds a finished recording; there is nothing to resume." || !maps.Equal(tree(t, out), before) {
		t.Errorf("resumed when finished: code %d, %q", code, stdout)
	}
}

// TestRecordingsWhoseResultsCannotBeWritten go on, also where the frames have been replaced by their copies already.
func TestRecordingsWhoseResultsCannotBeWritten(t *testing.T) {
	args := func(out string) []string {
		return []string{"record", "path:n=5", "--duration", "100", "--format", "csv", "--lapack", "gonum", "--out", out, "--quiet"}
	}
	undisturbed, out := filepath.Join(t.TempDir(), "undisturbed"), filepath.Join(t.TempDir(), "out")
	if code, _, stderr := command(t.Context(), t, args(undisturbed)...); code != 0 {
		t.Fatal(stderr)
	}
	for _, name := range []string{"frames.csv", "statistics.npz", "recording.json"} {
		obstacle := filepath.Join(out, name, "x") // a folder has the name of the file
		if err := os.MkdirAll(obstacle, 0o755); err != nil {
			t.Fatal(err)
		}
		code, _, stderr := command(t.Context(), t, append(args(out), "--force")...)
		if code != 1 && code != 2 || strings.Count(stderr, "\n") != 1 {
			t.Errorf("%s: code %d, %q", name, code, stderr)
		}
		if code == 1 && !strings.Contains(stderr, "simulate resume "+out+" continues from the last checkpoint") {
			t.Errorf("%s: %q", name, stderr)
		}
		if err := os.RemoveAll(filepath.Dir(obstacle)); err != nil {
			t.Fatal(err)
		}
		again := []string{"resume", out, "--quiet"}
		if code == 2 { // it was refused before it began
			again = append(args(out), "--force")
		}
		if code, _, stderr := command(t.Context(), t, again...); code != 0 || holdsCheckpoint(out) {
			t.Errorf("%s: code %d, %q", name, code, stderr)
		}
		sameTree(t, name, tree(t, out), tree(t, undisturbed))
		if err := os.RemoveAll(out); err != nil {
			t.Fatal(err)
		}
	}
}
