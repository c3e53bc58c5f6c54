package main

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// TestProgressLine: a line fits the narrowest terminal, and says 100% only when all is done.
func TestProgressLine(t *testing.T) {
	for _, row := range []struct {
		why         string
		phase       string
		done, units int64
		left        string
		want        string
	}{
		{"half is done", "covariance", 5, 10, "  5s left", "covariance                50% ━━━━━━━━━━╌╌╌╌╌╌╌╌╌╌  5s left"},
		{"nearly all", "covariance", 9999, 10000, "", "covariance                99% ━━━━━━━━━━━━━━━━━━━╌"},
		{"more than was announced", "spectra", 12, 10, "", "spectra                  100% ━━━━━━━━━━━━━━━━━━━━"},
		{"a long name", "keep 0.3: trajectories of the pruned networks", 0, 1, "", "keep 0.3: trajectories…    0% ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌"},
		{"all of it long", strings.Repeat("x", 99), 1, 1e9, "  more than a year left",
			"xxxxxxxxxxxxxxxxxxxxxxx…   0% ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌  more t…"},
	} {
		got := progressLine(row.phase, row.done, row.units, row.left, 59)
		if n := utf8.RuneCountInString(got); got != row.want || n > 59 {
			t.Errorf("%s: %d columns, got\n%s\nwant\n%s", row.why, n, got, row.want)
		}
	}
}

// TestProgressInAFile: no line says twice that all is done.
func TestProgressInAFile(t *testing.T) {
	var b strings.Builder
	p := newProgress(&b, false, autoProgress)
	p.Phase("covariance", 4)
	for range 8 {
		p.printed = time.Now().Add(-2 * lineInterval)
		p.began = p.printed.Add(-time.Minute)
		p.Advance(1)
	}
	got := b.String()
	if strings.Count(got, "100%") != 1 || strings.Contains(got, " 0s left") || strings.Contains(got, "\r") {
		t.Errorf("got\n%s", got)
	}
	if lines := strings.Count(got, "\n"); lines != 4 {
		t.Errorf("%d lines, want 4:\n%s", lines, got)
	}
}
