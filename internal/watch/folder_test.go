package watch

import (
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"
)

// runIn returns the folders of a run, and the source that shows it.
func runIn(t *testing.T) (checkpoint string, f *Folder) {
	t.Helper()
	results := t.TempDir()
	checkpoint = filepath.Join(results, "checkpoint")
	if err := os.Mkdir(checkpoint, 0o700); err != nil {
		t.Fatal(err)
	}
	return checkpoint, &Folder{
		Results: results, Checkpoint: checkpoint, Complete: []string{"result.json"}, Unfinished: func() bool { return false },
		Found: func() Status { return Status{Network: "ring"} },
	}
}

func recorderOf(stop func()) *Recorder {
	return NewRecorder("run", "ring", func() Progress { return Progress{Phase: "covariance", Done: 3, Units: 9} }, stop)
}

// until waits for the state.
func until(t *testing.T, f *Folder, want State) Status {
	t.Helper()
	for range 500 {
		if s := f.Status(); s.State == want {
			return s
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("the state is %v, not %v", f.Status().State, want)
	return Status{}
}

// TestFollowedToTheEnd: a run is seen from outside while it goes on, when it is stopped from there, and when it is taken up again,
// with its curve, and has finished.
func TestFollowedToTheEnd(t *testing.T) {
	checkpoint, f := runIn(t)
	if s := f.Status(); s.State != Absent || f.Stop() == nil {
		t.Errorf("state %v before the run", s.State)
	}
	var stops atomic.Int64
	r := recorderOf(func() { stops.Add(1) })
	k := Keep(checkpoint, r)
	r.Update(func(s *Status) { s.Samples.Add(100, 0.1) })
	if s := until(t, f, Running); s.Progress.Phase != "covariance" || s.Progress.Done != 3 || s.Network != "ring" {
		t.Errorf("%+v", s)
	}
	if err := f.Stop(); err != nil {
		t.Fatal(err)
	}
	for range 500 {
		if stops.Load() > 0 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if stops.Load() != 1 || exists(filepath.Join(checkpoint, stopName)) {
		t.Errorf("stopped %d times", stops.Load())
	}
	r.Update(func(s *Status) { s.State = Interrupted })
	k.Leave()
	if s := f.Status(); s.State != Interrupted || len(s.Samples.Counts) != 1 {
		t.Errorf("%+v after the stop", s)
	}

	r = recorderOf(func() {})
	k = Keep(checkpoint, r)
	if s := until(t, f, Running); len(s.Samples.Counts) != 1 {
		t.Errorf("the curve did not go on: %+v", s.Samples)
	}
	k.Remove()
	if err := os.Remove(checkpoint); err != nil {
		t.Errorf("something was left: %v", err)
	}
	if s := f.Status(); s.State != Running {
		t.Errorf("state %v while the results are written", s.State)
	}
	if err := os.WriteFile(filepath.Join(f.Results, "result.json"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if s := f.Status(); s.State != Finished || s.Network != "ring" || f.Stop() == nil {
		t.Errorf("%+v at the end", s)
	}
}

// TestForgottenRuns: a run that replaces another does not take over its curve.
func TestForgottenRuns(t *testing.T) {
	checkpoint, f := runIn(t)
	r := recorderOf(func() {})
	r.Update(func(s *Status) { s.Samples.Add(100, 0.1) })
	Keep(checkpoint, r).Leave()
	Forget(checkpoint)
	k := Keep(checkpoint, recorderOf(func() {}))
	if s := until(t, f, Running); len(s.Samples.Counts) != 0 {
		t.Errorf("the curve is %+v", s.Samples)
	}
	k.Remove()
}

// TestRequestsToStopAnotherRun: what was meant for a run that has ended does not stop the next one.
func TestRequestsToStopAnotherRun(t *testing.T) {
	checkpoint, f := runIn(t)
	if err := askToStop(checkpoint, "another"); err != nil {
		t.Fatal(err)
	}
	stopped := false
	k := Keep(checkpoint, recorderOf(func() { stopped = true }))
	until(t, f, Running)
	if err := askToStop(checkpoint, "another"); err != nil {
		t.Fatal(err)
	}
	time.Sleep(interval + interval/5)
	k.Leave()
	if stopped {
		t.Error("it was stopped")
	}
}

// TestStates: what the files say of a run that is gone.
func TestStates(t *testing.T) {
	for _, row := range []struct {
		reason     string
		seen       time.Duration // ago
		state      State
		unfinished bool
		want       State
	}{
		{"just now", 0, Running, true, Running},
		{"killed, or asleep", time.Hour, Running, true, Silent},
		{"interrupted long ago", time.Hour, Interrupted, true, Interrupted},
		{"nothing is said, but there is a checkpoint", 0, Absent, true, Interrupted},
		{"nothing at all", 0, Absent, false, Absent},
	} {
		checkpoint, f := runIn(t)
		f.Unfinished = func() bool { return row.unfinished }
		if row.state != Absent {
			if err := writeStatus(checkpoint, Status{State: row.state, Seen: time.Now().Add(-row.seen)}); err != nil {
				t.Fatal(err)
			}
		}
		if got := f.Status().State; got != row.want {
			t.Errorf("%s: %v, want %v", row.reason, got, row.want)
		}
	}
}

// TestDamagedStatus is none.
func TestDamagedStatus(t *testing.T) {
	checkpoint, f := runIn(t)
	if err := os.WriteFile(filepath.Join(checkpoint, statusName), []byte(`{"state":"runn`), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := f.Status().State; got != Absent {
		t.Errorf("state %v", got)
	}
}

// TestFoldersThatCannotBeWritten do not disturb a run.
func TestFoldersThatCannotBeWritten(t *testing.T) {
	k := Keep(filepath.Join(t.TempDir(), "missing"), recorderOf(func() {}))
	k.Leave()
	k.Remove()
}

// TestReplace: nothing is left beside the file, and where it cannot be replaced the old one stays.
func TestReplace(t *testing.T) {
	path := filepath.Join(t.TempDir(), "progress.json")
	for _, content := range []string{"first", "", "second"} {
		if err := Replace(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != content {
			t.Errorf("%q, %v, want %q", got, err, content)
		}
		if _, err := os.Stat(path + PartialSuffix); err == nil {
			t.Error("the partial file is left")
		}
	}
	if err := os.Mkdir(path+PartialSuffix, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := Replace(path, []byte("third"), 0o600); err == nil {
		t.Error("a folder in the place of the partial file is no error")
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != "second" {
		t.Errorf("%q, %v after an error", got, err)
	}
}
