package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"noiseprune/internal/jobs"
	"noiseprune/internal/watch"
)

// partFile writes the progress of a part, as if that long ago.
func partFile(t *testing.T, out, folder, text string, ago time.Duration) {
	t.Helper()
	path := filepath.Join(checkpointFolder(out), "parts", folder)
	if err := os.MkdirAll(path, 0o755); err != nil {
		t.Fatal(err)
	}
	if text == "" {
		return
	}
	path = filepath.Join(path, partProgressName)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if at := time.Now().Add(-ago); os.Chtimes(path, at, at) != nil {
		t.Fatal("the time of the file cannot be set")
	}
}

// saying is the text of a progress with so many of 100 units done.
func saying(done int) string {
	return fmt.Sprintf(`{"phase": "covariance", "done": %d, "units": 100, "seconds_left": 129.5, "network": null,
		"written": "2026-11-30T10:00:00Z"}`, done)
}

// TestWhichPartsAreAtWork: of each part the newest process, as far as its progress makes sense.
func TestWhichPartsAreAtWork(t *testing.T) {
	out := t.TempDir()
	for _, row := range []struct {
		reason, folder, text string
		ago                  time.Duration
	}{
		{"at work", "000001-3-of-20", saying(45), 0},
		{"another count", "000002-3-of-4", saying(30), 20 * time.Second},
		{"killed long ago", "000003-5-of-20", saying(10), time.Minute},
		{"killed, and begun again", "000004-6-of-20", saying(10), time.Second},
		{"that has ended", "000005-6-of-20", "", 0},
		{"damaged", "000006-7-of-20", `{"phase": "covar`, 0},
		{"empty", "000007-8-of-20", " ", 0},
		{"no phase", "000008-9-of-20", `{}`, 0},
		{"negative", "000009-10-of-20", saying(-1), 0},
		{"another type", "000010-11-of-20", `{"phase": "x", "network": 3}`, 0},
		{"no part", "notes", saying(1), 0},
	} {
		partFile(t, out, row.folder, row.text, row.ago)
	}
	for _, row := range []struct {
		reason  string
		running map[partName]bool
		want    string
	}{
		{"no engine was asked", nil, "[{3 4} {3 20}]"},
		{"Slurm says, whatever the clocks say", map[partName]bool{{5, 20}: true, {6, 20}: true, {7, 20}: true}, "[{5 20}]"},
		{"Slurm runs none", map[partName]bool{}, "[]"},
	} {
		s := &folderStatus{Folder: out, State: watch.Interrupted}
		s.takeWorking(row.running)
		found := []partName{}
		for _, p := range s.Working {
			found = append(found, partName{p.Number, p.Of})
		}
		if got := fmt.Sprint(found); got != row.want || (s.State == watch.Running) != (len(found) > 0) {
			t.Errorf("%s: %s, %v, want %s", row.reason, got, s.State, row.want)
		}
	}
}

// TestRunningParts are those of every round but the last.
func TestRunningParts(t *testing.T) {
	part := func(number int, s jobs.State) jobs.Part { return jobs.Part{Number: number, State: s} }
	got := runningParts([]jobs.RoundProgress{
		{Parts: []jobs.Part{part(1, jobs.Done), part(2, jobs.Running), part(3, jobs.Waiting)}},
		{Parts: []jobs.Part{part(1, jobs.Running)}},
		{Parts: []jobs.Part{part(1, jobs.Running)}},
	})
	if len(got) != 2 || !got[partName{2, 3}] || !got[partName{1, 1}] {
		t.Errorf("%v", got)
	}
	if none := runningParts(nil); none == nil || len(none) > 0 {
		t.Errorf("without rounds: %v", none)
	}
}

// TestTextOfPartsAtWork has five lines, those with the least done first.
func TestTextOfPartsAtWork(t *testing.T) {
	out := t.TempDir()
	for k := range 7 {
		partFile(t, out, fmt.Sprintf("%06d-%d-of-20", k+1, k+1), saying(95-10*k), 0)
	}
	partFile(t, out, "000008-8-of-20", `{"phase": "keep 0.3: trajectories", "done": 1, "units": 200, "seconds_left": null,
		"network": {"name": "gap.mtx", "number": 3, "of": 1000}}`, 0)
	s := &folderStatus{Folder: out}
	s.takeWorking(nil)
	want := `keep 0.3: trajectories: part 8 of 20, 1%; network 3 of 1000, gap.mtx
covariance: part 7 of 20, 35%, 2m10s left
covariance: part 6 of 20, 45%, 2m10s left
covariance: part 5 of 20, 55%, 2m10s left
covariance: part 4 of 20, 65%, 2m10s left
and 3 more
`
	if got := s.workingText(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
