package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestHistory: a written file consists of the configuration and benchmark lines that benchstat
// reads, one for each turn of each program; a second run on the same day is appended.
func TestHistory(t *testing.T) {
	p := page{cores: 2, results: []result{{
		row:  row{name: "dense-product-512", amount: 4e6, unit: "FLOP"},
		ours: []answer{{Seconds: 0.5}, {Seconds: 0.25}},
		theirs: []peerResult{
			{peer: peer{name: "NumPy, in place", amount: 1e6}, answers: []answer{{Seconds: 1.5}}},
			{peer: peer{name: "not available"}},
		},
	}}}
	folder := filepath.Join(t.TempDir(), "history")
	s := state{date: "2026-11-28", commit: "0123abc-modified"}
	for range 2 {
		if err := writeHistory(folder, s, p); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(filepath.Join(folder, "2026-11-28-0123abc-modified.txt"))
	if err != nil {
		t.Fatal(err)
	}
	configuration := regexp.MustCompile(`^(goos|goarch|pkg|cpu|commit): \S.*$`)
	benchmark := regexp.MustCompile(`^Benchmark[A-Z]\S* \d+ [0-9.e+-]+ ns/op [0-9.e+-]+ \S+/s$`)
	var times []string
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case benchmark.MatchString(line):
			times = append(times, line)
		case !configuration.MatchString(line):
			t.Errorf("neither configuration nor benchmark: %q", line)
		}
	}
	once := []string{
		"BenchmarkDenseProduct512/by=ours-2 1 500000000 ns/op 8e+06 FLOP/s",
		"BenchmarkDenseProduct512/by=ours-2 1 250000000 ns/op 1.6e+07 FLOP/s",
		"BenchmarkDenseProduct512/by=NumPy_in_place-2 1 1500000000 ns/op 6.6667e+05 FLOP/s",
	}
	if got, want := strings.Join(times, "\n"), strings.Join(append(once, once...), "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestHistoryOfQuickRun: smaller sizes are another configuration.
func TestHistoryOfQuickRun(t *testing.T) {
	var b strings.Builder
	err := page{options: options{quick: true}}.writeBenchmarks(&b, state{})
	if err != nil || !strings.HasSuffix(b.String(), "\nsizes: quick\n") {
		t.Errorf("%q, %v", b.String(), err)
	}
}
