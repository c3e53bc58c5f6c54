package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestStatusOfRecordings: a recording is called one, whether it was interrupted or has finished.
func TestStatusOfRecordings(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "out")
	recording := started(t, "record", write(t, dir, "abc.csv", abc), "--duration", "3000", "--step-size", "0.0005", "--every", "0.5",
		"--quiet", "--checkpoint", "10ms", "--lapack", "gonum", "--watch", "--out", out)
	page := recording.page(t)
	fetchUntil(t, page, "frames", func(s shownStatus) bool { return s.has("activity", 10) })
	said := func(want string) {
		t.Helper()
		code, stdout, stderr := command(t.Context(), t, "status", out)
		if got := strings.Join(strings.Fields(stdout), " "); code != 0 || stderr != "" || !strings.HasPrefix(got, want) {
			t.Errorf("code %d, %q, %q; want %q", code, got, stderr, want)
		}
	}
	postStop(t, page)
	<-recording.ended
	said(out + ": recording, interrupted; simulate resume " + out + " continues")
	if code, _, stderr := command(t.Context(), t, "resume", out, "--quiet"); code != 0 {
		t.Fatal(stderr)
	}
	said(out + " holds a finished recording.")
}
