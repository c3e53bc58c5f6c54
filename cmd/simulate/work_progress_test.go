package main

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"noiseprune/internal/resume"
)

// TestProgressOfOwnWork: what is skipped is taken from the units, so that share and time left are of what is done here; elsewhere it
// counts as done.
func TestProgressOfOwnWork(t *testing.T) {
	for _, row := range []struct {
		why                      string
		skipped, advanced        int64
		ownOnly                  bool
		wantDone, wantUnits, sec int64
		wantShare                string
	}{
		{"a third is a part's own", 60, 15, true, 15, 30, 10, "50%"},
		{"the same of a process on its own", 60, 15, false, 75, 90, 10, "83%"},
		{"all is skipped", 90, 0, true, 0, 0, -1, "100%"},
		{"more than was announced is skipped", 95, 0, true, 0, 0, -1, "100%"},
		{"nothing is skipped", 0, 45, true, 45, 90, 10, "50%"},
	} {
		p := newProgress(io.Discard, true, autoProgress)
		p.ownOnly = row.ownOnly
		p.Phase("covariance", 90)
		p.Skip(row.skipped)
		p.Advance(row.advanced)
		now := p.update(p.began.Add(10 * time.Second))
		seconds := int64(-1)
		if now.SecondsLeft != nil {
			seconds = int64(*now.SecondsLeft + 0.5)
		}
		share := shareDone(now.Done, now.Units)
		if now.Done != row.wantDone || now.Units != row.wantUnits || seconds != row.sec || share != row.wantShare {
			t.Errorf("%s: %d of %d, %s, %d s left, want %+v", row.why, now.Done, now.Units, share, seconds, row)
		}
		if line := progressLine("covariance", now.Done, now.Units, "", 59); !strings.Contains(line, " "+row.wantShare+" ") {
			t.Errorf("%s: the line is %q", row.why, line)
		}
	}
}

// writtenIn waits for a progress in the folder that fulfils the condition.
func writtenIn(t *testing.T, folder string, condition func(w writtenProgress) bool) (w writtenProgress) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(time.Millisecond) {
		text, err := os.ReadFile(filepath.Join(folder, partProgressName))
		if err == nil {
			w = writtenProgress{}
			if err := json.Unmarshal(text, &w); err != nil {
				t.Fatalf("a reader sees %q", text)
			}
			if condition(w) {
				return w
			}
		}
	}
	t.Fatalf("not written: the last is %+v", w)
	return w
}

// TestWorkWritesItsProgress when a phase begins and regularly, and removes it at the end.
func TestWorkWritesItsProgress(t *testing.T) {
	folder := t.TempDir()
	w := newWorkProgress(newProgress(io.Discard, true, autoProgress), folder)
	w.start(20*time.Millisecond, time.Millisecond)
	time.Sleep(50 * time.Millisecond)
	if left := tree(t, folder); len(left) > 0 {
		t.Errorf("before the first phase: %s", names(left))
	}
	w.Phase("correlation time", 8)
	first := writtenIn(t, folder, func(w writtenProgress) bool { return w.Phase == "correlation time" })
	if first.Units != 8 || first.Network != nil || first.SecondsLeft != nil || time.Since(first.Written) > time.Minute ||
		first.Written.Location() != time.UTC {
		t.Errorf("at first %+v", first)
	}
	w.begin(networkNumber{"gap.mtx", 3, 1000})
	w.Skip(4)
	w.Advance(1) // between the networks the phase is still that of the one before
	writtenIn(t, folder, func(w writtenProgress) bool {
		return w.Done == 1 && w.Units == 4 && w.Network == nil && w.SecondsLeft != nil
	})
	w.Phase("covariance", 10)
	writtenIn(t, folder, func(w writtenProgress) bool {
		return w.Phase == "covariance" && w.Done == 0 && w.Network != nil && *w.Network == networkNumber{"gap.mtx", 3, 1000}
	})
	w.end()
	if left := tree(t, folder); len(left) > 0 {
		t.Errorf("at the end: %s", names(left))
	}
}

// TestWorkWritesSeldom: phases that follow each other quickly are not all written.
func TestWorkWritesSeldom(t *testing.T) {
	folder := t.TempDir()
	w := newWorkProgress(newProgress(io.Discard, true, autoProgress), folder)
	w.start(2*time.Hour, time.Hour)
	w.Phase("pruning", 1)
	writtenIn(t, folder, func(w writtenProgress) bool { return w.Phase == "pruning" })
	w.Phase("spectra", 1)
	time.Sleep(50 * time.Millisecond)
	writtenIn(t, folder, func(w writtenProgress) bool { return w.Phase == "pruning" })
	w.end()
}

// TestProgressThatCannotBeWritten is no error, and makes no folder.
func TestProgressThatCannotBeWritten(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "removed")
	w := newWorkProgress(newProgress(io.Discard, true, autoProgress), folder)
	w.start(time.Millisecond, time.Millisecond)
	w.Phase("covariance", 10)
	time.Sleep(20 * time.Millisecond)
	w.end()
	if exists(folder) {
		t.Error("the folder was made")
	}
}

// TestLeftProgressIsGathered with the rest: that of a part that was killed changes no result, and is not in the finished folder.
func TestLeftProgressIsGathered(t *testing.T) {
	args := divided()["record"]
	want, out := undivided(t, args...), filepath.Join(t.TempDir(), "out")
	plan(t, out, args...)
	for _, part := range []string{"1/2", "2/2", "1/2"} { // the last one finds all done, and keeps nothing in its folder
		worked(t, out, part)
		if left, _ := filepath.Glob(filepath.Join(checkpointFolder(out), "parts", "*", "*progress*")); len(left) > 0 { // the pattern is sound
			t.Errorf("part %s leaves %v", part, left)
		}
	}
	for _, folder := range resume.PartFolders(checkpointFolder(out)) {
		for _, name := range []string{partProgressName, partialProgressName} {
			if err := os.WriteFile(filepath.Join(folder, name), []byte(saying(3)), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	gathered(t, "with a progress that is left", out, want)
}
