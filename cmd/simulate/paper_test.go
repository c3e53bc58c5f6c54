package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"noiseprune/paper"
)

// An interrupted series says where it goes on, exits with 1, and leaves no part of the
// figure under way.
func TestPaperInterrupted(t *testing.T) {
	out := t.TempDir()
	var stdout, stderr bytes.Buffer
	if code := execute(context.Background(), []string{"paper", "1b", "--quick", "--quiet", "--out", out}, &stdout, &stderr); code != 0 {
		t.Fatalf("exit code %d: %s", code, &stderr)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	code := execute(ctx, []string{"paper", "all", "--quick", "--quiet", "--out", out}, &stdout, &stderr)
	want := "simulate: interrupted in figure 2a; the same command without --force goes on there: 1 of "
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

// Spectra that take long are told; those that take too long are refused with what fits.
func TestPaperSlowSpectra(t *testing.T) {
	two, err := paper.ByName("2b")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		slow    slowSpectra
		patient bool
		told    string
		refused string
	}{
		{slowSpectra{two[0], 12 * time.Minute, 10000}, false, "without an OpenBLAS the spectra of figure 2b take about 12 min\n", ""},
		{slowSpectra{two[0], 3 * time.Hour, 5400}, false, "", "without an OpenBLAS the spectra of figure 2b take about 3.0 h; install OpenBLAS (libopenblas.so.0), " +
			"give --max-neurons 5400, which fits into 30 min, --quick for small networks, or --patient to compute them all the same"},
		{slowSpectra{two[0], 3 * time.Hour, 5400}, true, "without an OpenBLAS the spectra of figure 2b take about 3.0 h\n", ""},
	} {
		var stderr bytes.Buffer
		command := newPaper()
		command.SetErr(&stderr)
		s := &paperSeries{paperSettings: &paperSettings{patient: c.patient}, command: command}
		err := s.explainSlow([]slowSpectra{c.slow})
		refused := ""
		if err != nil {
			refused = err.Error()
		}
		if stderr.String() != c.told || refused != c.refused {
			t.Errorf("told %q, refused %q", &stderr, refused)
		}
	}
}
