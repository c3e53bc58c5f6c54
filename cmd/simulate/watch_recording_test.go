package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"noiseprune/internal/watch"
)

// TestRecordingsAreFollowed: the last frames come while it is recorded, it is stopped on its page, is resumed to the same files as one that
// nobody watched, and is shown when it has finished, with a link to its page.
func TestRecordingsAreFollowed(t *testing.T) {
	if testing.Short() {
		t.Skip("it records for some seconds")
	}
	dir := t.TempDir()
	net, other := write(t, dir, "abc.csv", abc), write(t, dir, "pruned.csv", strings.Replace(abc, "b,c,0.5\n", "b,c,0.25\n", 1))
	args := func(out string) []string {
		return []string{"record", net, other, "--duration", "3000", "--step-size", "0.0005", "--every", "0.5", "--checkpoint", "10ms",
			"--quiet", "--lapack", "gonum", "--out", out}
	}
	undisturbed, out := filepath.Join(dir, "undisturbed"), filepath.Join(dir, "out")
	if code, _, stderr := command(t.Context(), t, args(undisturbed)...); code != 0 {
		t.Fatal(stderr)
	}
	recording := started(t, append(args(out), "--watch")...)
	page := recording.page(t)
	seen := fetchUntil(t, page, "frames", func(s shownStatus) bool { return s.has("activity", 10) })
	if seen.State != "running" || !slices.ContainsFunc(seen.Facts, func(f struct{ Name, Value string }) bool {
		return f.Name == "phase" && f.Value == "recording"
	}) {
		t.Errorf("%+v", seen)
	}
	postStop(t, page)
	<-recording.ended
	watching := started(t, "watch", out).page(t)
	fetchUntil(t, watching, "the interruption", inState("interrupted"))
	if code, _, stderr := command(t.Context(), t, "resume", out, "--quiet"); code != 0 {
		t.Fatal(stderr)
	}
	sameTree(t, "watched", tree(t, out), tree(t, undisturbed))
	if s := fetchUntil(t, watching, "the end", inState("finished")); s.Page != reportName || !s.has("activity", 1000) {
		t.Errorf("%+v at the end", s)
	}
}

// TestFinishedRecordingsAreShown: what the files of a recording say of it.
func TestFinishedRecordingsAreShown(t *testing.T) {
	dir := t.TempDir()
	net, other := write(t, dir, "abc.csv", abc), write(t, dir, "pruned.csv", strings.Replace(abc, "b,c,0.5\n", "b,c,0.25\n", 1))
	for _, c := range []struct {
		reason string
		args   []string
		first  string
		rules  []watch.Rule
		frames int
	}{
		{"one network", []string{net, "--replicas", "2", "--duration", "20"}, net, nil, 200},
		{"several", []string{net, other, "--duration", "200"}, "abc", []watch.Rule{{Name: "pruned", Title: "pruned"}}, 1000},
		{"copies only", []string{net, "--format", "csv", "--duration", "20"}, "", nil, 0},
	} {
		out := filepath.Join(dir, c.reason)
		recordedOK(t, append(c.args, "--every", "0.1", "--out", out)...)
		s := foundIn(out)
		a := s.Activity
		if s.Network != net || !slices.Equal(s.Progress.Before, []string{"recording"}) || a.Recorded != c.first ||
			!slices.Equal(a.Rules, c.rules) {
			t.Errorf("%s: %+v, %q, %v", c.reason, s.Progress, a.Recorded, a.Rules)
		}
		if c.frames == 0 {
			continue
		}
		if !slices.Equal(a.Neurons, []string{"a", "b"}) || len(a.Original) != 2 || len(a.Original[1]) != c.frames ||
			len(a.Pruned) != len(c.rules) {
			t.Errorf("%s: neurons %v, %d traces", c.reason, a.Neurons, len(a.Original))
		}
		if last := a.Start + a.Interval*float64(c.frames); last < 19.9 || c.frames == 1000 && last < 199.9 {
			t.Errorf("%s: the frames end at %v", c.reason, last)
		}
	}
}

// FuzzFinishedRecording: a damaged recording.json, or one that names frames elsewhere, is shown as far as it can be read.
func FuzzFinishedRecording(f *testing.F) {
	dir := f.TempDir()
	f.Add([]byte(`{"spec":{"network":{"source":"a"},"record":{"every":0.1,"replicas":1}},"networks":[{"folder":""}]}`))
	f.Add([]byte(`{"networks":[{"folder":"../a"},{"folder":"b"}]}`))
	f.Add([]byte(`{"spec":{"record":{"replicas":-1}},"networks":[]}`))
	if err := os.WriteFile(filepath.Join(dir, neuronsName), []byte("column,neuron,label\n0,0\n"), 0o600); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if a := finishedRecording(dir, text).Activity; len(a.Original) > 0 {
			t.Errorf("%+v without frames", a)
		}
		labelsOfColumns(dir, []int{0, 7})
	})
}
