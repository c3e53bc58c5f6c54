package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
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
	return fmt.Sprintf(`{"phase": "covariance", "done": %d, "units": 100, "seconds_left": 129.5, "network": null, "written": "2026-11-30T10:00:00Z"}`,
		done)
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

// TestStatusShowsPartsAtWork: a real part, in a folder with jobs that were not submitted and in one without, until it ends.
func TestStatusShowsPartsAtWork(t *testing.T) {
	long := []string{"--samples", "2000000000", "--replicas", "16", "--width", "8", "--lapack", "gonum", "--quiet"}
	for _, row := range []struct {
		reason  string
		args    []string
		jobs    bool
		network string
	}{
		{"a run with jobs", []string{"covariance", "clustered:sizes=12/8,long=6"}, true, ""},
		{"a sweep without jobs", []string{"sweep", "random:n=14,degree=4,symmetric=false", "clustered:sizes=12/8,long=6", "--keep", "0.5",
			"--leak", "14"}, false, "random:n=14,degree=4,symmetric=false"},
	} {
		out := filepath.Join(t.TempDir(), "out")
		plan(t, out, append(row.args, long...)...)
		if !row.jobs {
			if err := os.RemoveAll(filepath.Join(out, "jobs")); err != nil {
				t.Fatal(err)
			}
		}
		part := started(t, "work", out, "--part", "1/2", "--workers", "1", "--quiet")
		shown := covarianceAtWork(t, out, part)
		if len(shown) != 1 || shown[0].Number != 1 || shown[0].Of != 2 || shown[0].Units <= 0 || shown[0].Done >= shown[0].Units ||
			(shown[0].Network == nil) != (row.network == "") {
			t.Fatalf("%s: %+v", row.reason, shown)
		}
		if n := shown[0].Network; n != nil && *n != (networkNumber{row.network, 1, 2}) {
			t.Errorf("%s: the network is %+v", row.reason, *n)
		}
		line := "covariance: part 1 of 2, "
		if code, stdout, stderr := command(t.Context(), t, "status", out); code != 0 || stderr != "" || !strings.Contains(stdout, line) {
			t.Errorf("%s: code %d, %q, %q", row.reason, code, stdout, stderr)
		}
		if err := part.Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		<-part.ended
		if code := part.ProcessState.ExitCode(); code != exitStopped {
			t.Errorf("%s: code %d, %s", row.reason, code, part.text.String())
		}
		left, _ := filepath.Glob(filepath.Join(checkpointFolder(out), "parts", "*", "*progress*")) // the pattern is sound
		if code, stdout, _ := command(t.Context(), t, "status", out); code != 0 || strings.Contains(stdout, "part 1") || len(left) > 0 {
			t.Errorf("%s: after its end: code %d, %q, left %v", row.reason, code, stdout, left)
		}
	}
}

// covarianceAtWork asks for the status in JSON until the part measures the covariance.
func covarianceAtWork(t *testing.T, out string, part *process) []workingPart {
	t.Helper()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		code, stdout, stderr := command(t.Context(), t, "status", out, "--json")
		var s struct {
			State   string
			Working []workingPart
		}
		if err := json.Unmarshal([]byte(stdout), &s); code != 0 || err != nil || s.Working == nil {
			t.Fatalf("code %d, %v, %q, %q", code, err, stdout, stderr)
		}
		if len(s.Working) > 0 && s.Working[0].Phase == "covariance" {
			if s.State != "running" {
				t.Errorf("the state is %s", s.State)
			}
			return s.Working
		}
		select {
		case <-part.ended:
			t.Fatalf("the part has ended: %s", part.text.String())
		default:
		}
	}
	t.Fatal("the part is never shown")
	return nil
}
