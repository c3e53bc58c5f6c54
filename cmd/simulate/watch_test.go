package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// process is a command line in a process of its own.
type process struct {
	*exec.Cmd
	text    bytes.Buffer // complete when it has ended
	address chan string  // of the page, once it is printed
	ended   chan struct{}
}

// started starts a command line, of which the address of a page is expected on its standard output or error.
func started(t *testing.T, args ...string) *process {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := &process{Cmd: exec.Command(program), address: make(chan string, 1), ended: make(chan struct{})}
	p.Args = append([]string{"simulate"}, args...)
	out, err := p.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	p.Stderr = p.Stdout
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(p.ended)
		for lines := bufio.NewScanner(out); lines.Scan(); {
			p.text.WriteString(lines.Text() + "\n")
			if found := regexp.MustCompile(`http://127\.0\.0\.1:\d+/\w+/`).FindString(lines.Text()); found != "" {
				p.address <- found
			}
		}
		_ = p.Wait() // ProcessState has the exit code
	}()
	t.Cleanup(func() { _ = p.Process.Kill() })
	return p
}

// page returns the address of the page when it is printed.
func (p *process) page(t *testing.T) string {
	t.Helper()
	select {
	case address := <-p.address:
		return address
	case <-time.After(20 * time.Second):
		t.Fatal("no address was printed")
	case <-p.ended:
		t.Fatalf("it ended: %s", p.text.String())
	}
	return ""
}

// shownStatus is what the page fetches.
type shownStatus struct {
	State   string `json:"state"`
	CanStop bool   `json:"can_stop"`
	Page    string `json:"page"`
	Facts   []struct{ Name, Value string }
	Figures []struct {
		ID    string
		Chart struct{ Views []struct{ X []float64 } }
	} `json:"figures"`
	Table *struct{ Rows [][]string } `json:"table"`
}

// has reports whether there is a figure with at least so many abscissas.
func (s shownStatus) has(figure string, count int) bool {
	for _, f := range s.Figures {
		if f.ID == figure {
			return len(f.Chart.Views[0].X) >= count
		}
	}
	return false
}

func fetch(t *testing.T, address string) (s shownStatus) {
	t.Helper()
	reply, err := http.Get(address + "status")
	if err != nil {
		t.Fatal(err)
	}
	defer reply.Body.Close()
	text, err := io.ReadAll(reply.Body)
	if err != nil || json.Unmarshal(text, &s) != nil {
		t.Fatal(err, string(text))
	}
	return s
}

// fetchUntil fetches until the condition holds.
func fetchUntil(t *testing.T, address string, what string, holds func(s shownStatus) bool) shownStatus {
	t.Helper()
	var s shownStatus
	for range 600 {
		if s = fetch(t, address); holds(s) {
			return s
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("%s was not seen; the last was %+v", what, s)
	return s
}

func inState(state string) func(s shownStatus) bool {
	return func(s shownStatus) bool { return s.State == state }
}

func postStop(t *testing.T, address string) {
	t.Helper()
	reply, err := http.Post(address+"stop", "", nil)
	if err != nil {
		t.Fatal(err)
	}
	_ = reply.Body.Close()
	if reply.StatusCode != http.StatusAccepted {
		t.Fatalf("the stop was answered by %s", reply.Status)
	}
}

// TestStoppedOnItsPage: a run is followed and stopped by its own page or by that of another process, is resumed and followed again,
// and writes the same files as one that nobody watched.
func TestStoppedOnItsPage(t *testing.T) {
	if testing.Short() {
		t.Skip("it runs for some seconds, five times")
	}
	unwatched := filepath.Join(t.TempDir(), "unwatched")
	const samples = "10000000"
	if code, _, stderr := command(t.Context(), t, longRun(unwatched, "--samples", samples)...); code != 0 {
		t.Fatal(stderr)
	}
	want := files(t, unwatched)
	for _, row := range []struct {
		reason string
		own    bool
	}{{"by its own page", true}, {"by another process", false}} {
		out := filepath.Join(t.TempDir(), "out")
		args := longRun(out, "--samples", samples)
		if err := os.Mkdir(out, 0o700); err != nil {
			t.Fatal(err)
		}
		watching := started(t, "watch", out)
		page := watching.page(t)
		if row.own {
			args = append(args, "--watch")
		}
		run := started(t, args...)
		stopping := page
		if row.own {
			stopping = run.page(t)
		}
		seen := fetchUntil(t, stopping, "the curve of the covariance", func(s shownStatus) bool { return s.has("samples", 4) })
		if seen.State != "running" || !seen.CanStop || !slices.ContainsFunc(seen.Facts, func(f struct{ Name, Value string }) bool {
			return f.Name == "phase" && strings.HasPrefix(f.Value, "covariance")
		}) {
			t.Errorf("%s: %+v", row.reason, seen)
		}
		postStop(t, stopping)
		<-run.ended
		if end := "simulate: interrupted; simulate resume " + out + " continues\n"; run.ProcessState.ExitCode() != 1 ||
			!strings.HasSuffix(run.text.String(), end) {
			t.Errorf("%s: code %d, %s", row.reason, run.ProcessState.ExitCode(), run.text.String())
		}
		fetchUntil(t, page, "the interruption", inState("interrupted"))
		code, _, stderr := command(t.Context(), t, "resume", out, "--quiet")
		if code != 0 {
			t.Fatal(stderr)
		}
		if files(t, out) != want {
			t.Errorf("%s: the files differ from those of a run that nobody watched", row.reason)
		}
		if s := fetchUntil(t, page, "the end", inState("finished")); s.Page != "report.html" || s.CanStop {
			t.Errorf("%s: %+v at the end", row.reason, s)
		}
		if err := watching.Process.Signal(os.Interrupt); err != nil {
			t.Fatal(err)
		}
		if <-watching.ended; watching.ProcessState.ExitCode() != 0 {
			t.Errorf("%s: code %d of what watched, %s", row.reason, watching.ProcessState.ExitCode(), watching.text.String())
		}
	}
}

// TestSweepsAreFollowed: cells fill, and the page is told of the end before its program ends.
func TestSweepsAreFollowed(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	sweep := started(t, testSweep(out, "--watch", "--runs", "400", "--prunings", "40")...)
	page := sweep.page(t)
	seen := fetchUntil(t, page, "a cell", func(s shownStatus) bool {
		return s.Table != nil && len(s.Table.Rows) == 3 && s.Table.Rows[0][1] != ""
	})
	if seen.Table.Rows[1][1] != "failed" {
		t.Errorf("the network that is unstable: %q", seen.Table.Rows[1])
	}
	if end := fetchUntil(t, page, "the end", func(s shownStatus) bool { return s.State != "running" }); end.Page != "sweep.html" ||
		slices.Contains(end.Table.Rows[2], "") {
		t.Errorf("%+v at the end", end)
	}
	<-sweep.ended
	if exists(checkpointFolder(out)) {
		t.Error("the checkpoint was not removed")
	}
}

// TestWatchingIsRefused: what cannot be followed.
func TestWatchingIsRefused(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		reason string
		args   []string
		want   string
	}{
		{"no such folder", []string{"watch", filepath.Join(dir, "none")}, "name the --out of a run"},
		{"a file", []string{"watch", file}, "is a file; name the folder"},
		{"no folder at all", []string{"watch"}, "takes DIR"},
		{"a port that is none", []string{"watch", dir, "--port", "-1"}, "--port -1 cannot be had"},
		{"nothing to go on from", []string{"run", "path:n=3", "--watch"}, "--watch needs a folder"},
	} {
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		code, _, stderr := command(ctx, t, row.args...)
		cancel()
		if code != 2 || !strings.Contains(stderr, row.want) || strings.Count(stderr, "\n") != 1 {
			t.Errorf("%s: code %d, %q", row.reason, code, stderr)
		}
	}
}
