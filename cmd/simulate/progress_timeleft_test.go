package main

import (
	"testing"
	"time"
)

func TestTimeLeft(t *testing.T) {
	for _, row := range []struct {
		why        string
		done, left int64
		passed     time.Duration
		want       string
	}{
		{"nothing is done, so that no speed is known", 0, 10, 5 * time.Second, ""},
		{"a third is done", 5, 10, 30 * time.Second, "1m0s left"},
		{"less than a second is left", 99, 1, 10 * time.Second, "1s left"},
		{"all is done", 10, 0, time.Second, ""},
		{"more is done than was announced", 12, -2, time.Second, ""},
		{"longer than a duration can be", 1, 1e18, time.Hour, "more than a year left"},
	} {
		if got := timeLeft(row.done, row.left, row.passed); got != row.want {
			t.Errorf("%s: %q, want %q", row.why, got, row.want)
		}
	}
}
