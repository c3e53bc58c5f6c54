package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"noiseprune/internal/paper"
)

// An interrupted series says how to continue it, exits with 1, and leaves no file of the
// figure that was being computed.
func TestPaperInterrupted(t *testing.T) {
	out := t.TempDir()
	var stdout, stderr bytes.Buffer
	if code := execute(context.Background(), []string{"paper", "1b", "--quick", "--quiet", "--out", out}, &stdout, &stderr); code != 0 {
		t.Fatalf("exit code %d: %s", code, &stderr)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	code := execute(ctx, []string{"paper", "all", "--quick", "--quiet", "--out", out}, &stdout, &stderr)
	want := "simulate: interrupted in figure 2a; the same command without --force continues there: 1 of "
	if code != 1 || !strings.HasPrefix(stderr.String(), want) {
		t.Errorf("exit code %d, %q", code, &stderr)
	}
	files, err := filepath.Glob(filepath.Join(out, "paper", "*"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		if !strings.HasPrefix(filepath.Base(file), "1b") {
			t.Errorf("%s was left behind", file)
		}
	}
	if page, err := os.ReadFile(filepath.Join(out, "paper.md")); err != nil || !bytes.Contains(page, []byte("1 figure,")) {
		t.Errorf("the page: %v", err)
	}
}

// An interrupted figure continues from its finished parts and has the same numbers.
func TestPaperContinues(t *testing.T) {
	out, uninterrupted := t.TempDir(), t.TempDir()
	args := []string{"paper", "2a", "--quick", "--quiet", "--lapack", "gonum", "--out"}
	numbers := func(folder string) string {
		o, err := readOutcome(filepath.Join(folder, "paper"), "2a")
		if err != nil || o == nil {
			t.Fatal(o, err)
		}
		o.Took = nil
		text, err := json.Marshal(o)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	run := func(ctx context.Context, args ...string) (stderr string, code int) {
		var stdout, text bytes.Buffer
		code = execute(ctx, args, &stdout, &text)
		return text.String(), code
	}
	if text, code := run(t.Context(), append(args, uninterrupted)...); code != 0 {
		t.Fatal(text)
	}
	unfinished := filepath.Join(out, "paper", unfinishedName, "2a")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	go func() { // until a part is written
		for len(partsIn(unfinished)) == 0 && ctx.Err() == nil {
			time.Sleep(time.Millisecond)
		}
		cancel()
	}()
	text, code := run(ctx, append(args, out)...)
	want := "simulate: interrupted in figure 2a, whose finished parts are kept; " +
		"the same command without --force continues there: 0 of 1 figures"
	if code != 1 || !strings.HasPrefix(text, want) {
		t.Fatalf("exit code %d, %q", code, text)
	}
	text, code = run(t.Context(), "resume", out)
	if code != 2 || !strings.Contains(text, "the simulate paper command that started it continues it") {
		t.Errorf("resume: exit code %d, %q", code, text)
	}
	if text, code := run(t.Context(), append(args, out)...); code != 0 {
		t.Fatal(text)
	}
	if numbers(out) != numbers(uninterrupted) {
		t.Error("the numbers differ from those of an uninterrupted figure")
	}
	if exists(filepath.Dir(unfinished)) {
		t.Error("finished parts are left behind")
	}
}

// A figure that cannot be written keeps its finished parts.
func TestPaperThatCannotBeWritten(t *testing.T) {
	out := t.TempDir()
	obstacle := filepath.Join(out, "paper", "subsets.png", "folder")
	if err := os.MkdirAll(obstacle, 0o700); err != nil {
		t.Fatal(err)
	}
	args := []string{"paper", "subsets", "--quick", "--quiet", "--out", out}
	var stdout, stderr bytes.Buffer
	code := execute(t.Context(), args, &stdout, &stderr)
	if code != 1 || !strings.Contains(stderr.String(), "figure subsets could not be written") {
		t.Errorf("exit code %d, %q", code, &stderr)
	}
	if len(partsIn(filepath.Join(out, "paper", unfinishedName, "subsets"))) == 0 {
		t.Error("the finished parts are lost")
	}
	if err := os.RemoveAll(filepath.Dir(obstacle)); err != nil {
		t.Fatal(err)
	}
	if code := execute(t.Context(), args, &stdout, &stderr); code != 0 || exists(filepath.Join(out, "paper", unfinishedName)) {
		t.Errorf("without the obstacle: exit code %d, %q", code, &stderr)
	}
}

// partsIn lists the files of finished parts.
func partsIn(folder string) []string {
	files, _ := filepath.Glob(filepath.Join(folder, "[0-9]*")) // the pattern is sound
	return files
}

// Spectra that take long are announced; those that take too long are refused with the options that help.
func TestPaperSlowSpectra(t *testing.T) {
	two, err := paper.ByName("2b")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		slow    spectraCost
		allow   bool // --patient
		printed string
		refused string
	}{
		{spectraCost{two[0], 12 * time.Minute, 10000}, false, "without an OpenBLAS the spectra of figure 2b take about 12 min\n", ""},
		{spectraCost{two[0], 3 * time.Hour, 5400}, false, "", "without an OpenBLAS the spectra of figure 2b take about 3.0 h; " +
			"install OpenBLAS (libopenblas.so.0), " +
			"give --max-neurons 5400, which fits into 30 min, --quick for small networks, or --patient to compute them all the same"},
		{spectraCost{two[0], 3 * time.Hour, 5400}, true, "without an OpenBLAS the spectra of figure 2b take about 3.0 h\n", ""},
	} {
		var stderr bytes.Buffer
		command := newPaper()
		command.SetErr(&stderr)
		s := &paperSeries{paperSettings: &paperSettings{allowSlowSpectra: c.allow}, command: command}
		err := s.checkSpectra([]spectraCost{c.slow})
		refused := ""
		if err != nil {
			refused = err.Error()
		}
		if stderr.String() != c.printed || refused != c.refused {
			t.Errorf("printed %q, refused %q", &stderr, refused)
		}
	}
}
