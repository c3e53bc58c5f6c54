package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestStatusAsksSlurmWhichPartsWork: it shows the one that Slurm runs, though that was written long ago, and not another.
func TestStatusAsksSlurmWhichPartsWork(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there are no scripts of sh")
	}
	out, commands := filepath.Join(t.TempDir(), "out"), t.TempDir()
	plan(t, out, "covariance", "clustered:sizes=12/8,long=6", "--samples", "1000000000", "--parts", "3", "--shortest", "1ms", "--quiet")
	partFile(t, out, "000001-2-of-3", saying(45), time.Hour)
	partFile(t, out, "000002-3-of-3", saying(20), 0)
	for path, text := range map[string]string{
		filepath.Join(out, "jobs", "submitted.json"): `{"jobs": [{"job": "12", "round": 0, "first": 1, "parts": 3}]}`,
		filepath.Join(commands, "squeue"):            "#!/bin/sh\necho '12_2|RUNNING|None'\n",
		filepath.Join(commands, "sacct"):             "#!/bin/sh\nexit 1\n",
	} {
		if err := os.WriteFile(path, []byte(text), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	path := os.Getenv("PATH")
	for _, row := range []struct{ path, want string }{
		{commands + string(os.PathListSeparator) + path, "covariance: part 2 of 3, 45%, 2m10s left\n"},
		{t.TempDir(), "covariance: part 3 of 3, 20%, 2m10s left\nSlurm was not asked"}, // there is no squeue
	} {
		t.Setenv("PATH", row.path)
		code, stdout, stderr := command(t.Context(), t, "status", out)
		if code != 0 || stderr != "" || !strings.Contains(stdout, row.want) || strings.Count(stdout, " of 3, ") != 1 {
			t.Errorf("code %d, %q, %q; want %q", code, stdout, stderr, row.want)
		}
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
