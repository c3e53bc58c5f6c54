package main

import (
	"context"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// testSweep is a sweep of about a second over three networks, of which one is unstable.
func testSweep(out string, more ...string) []string {
	return append([]string{"sweep", "clustered:sizes=12/8,long=6", "path:n=3,weight=20", "random:n=14,degree=4,symmetric=false",
		"--leak", "14", "--keep", "0.3,0.6,0.9", "--samples", "8000", "--replicas", "16", "--runs", "8", "--prunings", "4",
		"--out", out, "--quiet", "--checkpoint", "10ms", "--lapack", "gonum"}, more...)
}

// killed runs the command line in a process of its own and kills it after that time. It reports false if it ended before.
func killed(t *testing.T, after time.Duration, args ...string) bool {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), after)
	defer cancel()
	c := exec.CommandContext(ctx, program)
	c.Args = append([]string{"simulate"}, args...)
	_ = c.Run() // ProcessState has the exit code
	return c.ProcessState.ExitCode() == -1
}

// TestKilledSweepsContinue kills a sweep at ten random moments, and again while it is being resumed, and compares its files
// with those of an uninterrupted one.
func TestKilledSweepsContinue(t *testing.T) {
	if testing.Short() {
		t.Skip("it sweeps eleven times")
	}
	uninterrupted := filepath.Join(t.TempDir(), "uninterrupted")
	began := time.Now()
	wantCode, wantText, stderr := command(t.Context(), t, testSweep(uninterrupted)...)
	length := time.Since(began)
	if wantCode != 2 || !strings.Contains(stderr, "1 of 3 networks failed: path:n=3,weight=20") {
		t.Fatalf("code %d, %q", wantCode, stderr)
	}
	want := files(t, uninterrupted)
	random := rand.New(rand.NewPCG(1, 1)) //nolint:gosec // moments, not secrets
	moment := func() time.Duration { return time.Duration(random.Float64() * float64(length)) }
	kills := 0
	for k := range 10 {
		out := filepath.Join(t.TempDir(), "out")
		if killed(t, moment(), testSweep(out)...) {
			kills++
		}
		for again := 0; again < 2 && holdsCheckpoint(out); again++ {
			killed(t, moment(), "resume", out, "--workers", "1", "--checkpoint", "10ms", "--quiet")
		}
		code, text := wantCode, withoutTime(wantText, uninterrupted)
		if holdsCheckpoint(out) {
			code, text, stderr = command(t.Context(), t, "resume", out, "--quiet")
			text = withoutTime(text, out)
		} else if !exists(filepath.Join(out, sweepName)) { // it was killed before its first checkpoint
			code, text, stderr = command(t.Context(), t, testSweep(out, "--force")...)
			text = withoutTime(text, out)
		}
		if code != wantCode || text != withoutTime(wantText, uninterrupted) {
			t.Errorf("kill %d: code %d, %q, %s", k, code, stderr, text)
		}
		if files(t, out) != want {
			t.Errorf("kill %d: the files differ from those of an uninterrupted sweep", k)
		}
	}
	if kills < 5 {
		t.Errorf("only %d of 10 sweeps did not end before they were to be killed", kills)
	}
}

// withoutTime returns what a sweep printed without its folder and how long it took.
func withoutTime(text, out string) string {
	text, _, _ = strings.Cut(text, "Done in")
	return strings.ReplaceAll(text, out, "DIR")
}

// TestInterruptedSweepsSayHowToContinue: what Ctrl-C leaves can be resumed, and is not replaced.
func TestInterruptedSweepsSayHowToContinue(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	go func() {
		for ctx.Err() == nil && len(segments(out)) < 3 {
			time.Sleep(time.Millisecond)
		}
		cancel()
	}()
	code, _, stderr := command(ctx, t, testSweep(out, "--samples", "3000000")...)
	told, end, _ := strings.Cut(stderr, "\n") // what is wrong with one of the networks comes before all else
	if want := "simulate: interrupted; simulate resume " + out + " continues\n"; code != 1 || end != want ||
		!strings.HasSuffix(told, "; going on with the others") {
		t.Fatalf("code %d, %q", code, stderr)
	}
	code, _, stderr = command(t.Context(), t, testSweep(out)...)
	if code != 2 || !strings.Contains(stderr, "holds an unfinished run: simulate resume "+out+" continues it") {
		t.Errorf("started over an unfinished sweep: code %d, %q", code, stderr)
	}
}

// TestShares: the values of low:high:count are those of np.linspace, to nine digits.
func TestShares(t *testing.T) {
	for _, c := range []struct {
		reason, text string
		want         []float64
	}{
		{"a list with blanks", "0.05, 0.1,.7", []float64{0.05, 0.1, 0.7}},
		{"np.linspace(0.1, 0.5, 5), whose third is 0.30000000000000004", "0.1:0.5:5", []float64{0.1, 0.2, 0.3, 0.4, 0.5}},
		{"np.linspace(0.05, 0.9, 4)", "0.05:0.9:4", []float64{0.05, 0.333333333, 0.616666667, 0.9}},
		{"both ends", "0.05:0.9:2", []float64{0.05, 0.9}},
	} {
		var got []float64
		if err := (shares{&got}).Set(c.text); err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, %v", c.reason, got, err)
		}
	}
	for _, text := range []string{
		"a", "0.1,b", "0.1:0.9", "0.1:0.9:1", "0.1:0.9:3.5", "0.9:0.1:3", "0.1:0.9:1001", "0.1:nan:3", "0.1:0.9:3:4",
	} {
		kept := []float64{0.5}
		if err := (shares{&kept}).Set(text); err == nil || !slices.Equal(kept, []float64{0.5}) {
			t.Errorf("%q: %v, %v", text, kept, err)
		}
	}
}
