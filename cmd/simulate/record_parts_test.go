package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"noiseprune/internal/resume"
	"noiseprune/recording"
)

// inParts is a recording of about two seconds, of blocks of two, two and one replicas of two networks.
func inParts() []string {
	return []string{"record", "clustered:sizes=12/8,long=6", "clustered:sizes=12/8,long=4", "--replicas", "5", "--width", "2",
		"--duration", "200", "--every", "0.1", "--step-size", "0.002", "--lapack", "gonum", "--quiet"}
}

// atWork begins part 1/2 in a process of its own, which does not see others that do it, as on a file system without locks; it is killed as
// soon as the condition holds of its folder. The channel receives its exit code, −1 of one that was killed, and what it says.
func atWork(t *testing.T, out string, condition func(folder string) bool) <-chan string {
	t.Helper()
	before, ended := resume.PartFolders(checkpointFolder(out)), make(chan string, 1)
	folder := func() string {
		now := resume.PartFolders(checkpointFolder(out))
		return append(slices.DeleteFunc(now, func(path string) bool { return slices.Contains(before, path) }), "")[0]
	}
	var own string
	began := make(chan struct{})
	go func() {
		code, said := signalled(t, os.Kill, func() bool {
			if own == "" {
				own = folder()
				if !exists(filepath.Join(own, "process")) || os.Remove(filepath.Join(own, "lock")) != nil {
					own = "" // it is not locked yet, and would lock it again
					return false
				}
				close(began)
			}
			return condition(own)
		}, "work", out, "--part", "1/2", "--workers", "1", "--checkpoint", "10ms", "--quiet")
		ended <- fmt.Sprintf("%d %s", code, said)
	}()
	select {
	case <-began:
	case said := <-ended: // before it wrote anything
		ended <- said
	case <-time.After(time.Minute):
		t.Fatal("the part does not begin")
	}
	return ended
}

// written is the condition that a part has written frames of its first replica, and so many segments.
func written(segments int) func(string) bool {
	return func(folder string) bool {
		paths, _ := filepath.Glob(filepath.Join(folder, "*.segment")) // the pattern is sound
		info, err := os.Stat(filepath.Join(folder, "frames-0-0-0.npy"))
		return len(paths) > 0 && newestOf(paths) >= segments && (err != nil || info.Size() > 5000)
	}
}

// newestOf returns the largest number of segments.
func newestOf(paths []string) (number int) {
	for _, path := range paths {
		n := 0
		_, _ = fmt.Sscanf(filepath.Base(path), "%d", &n) // 0 of another file
		number = max(number, n)
	}
	return number
}

// TestTwoProcessesOnOnePartOfARecording, where no lock tells them apart, give the same bytes as one, also where the first or the second of
// them is killed, or both, and a third goes on; and where the part is not done in the end.
func TestTwoProcessesOnOnePartOfARecording(t *testing.T) {
	if testing.Short() {
		t.Skip("it records several times")
	}
	never := func(string) bool { return false }
	want := undivided(t, inParts()...)
	for _, row := range []struct {
		reason        string
		first, second func(string) bool // when they are killed
		third         bool              // another process does the part then
	}{
		{"both end", never, never, false},
		{"the first is killed", written(4), never, false},
		{"the second is killed, and had begun anew", never, written(3), false},
		{"both are killed, and a third goes on", written(5), written(3), true},
		{"both are killed, and the process that gathers goes on", written(3), written(5), false},
	} {
		out := filepath.Join(t.TempDir(), "out")
		plan(t, out, inParts()...)
		first := atWork(t, out, row.first)
		second := atWork(t, out, row.second)
		for name, ended := range map[string]<-chan string{"first": first, "second": second} {
			if said := <-ended; !strings.HasPrefix(said, "0 ") && !strings.HasPrefix(said, "-1 ") {
				t.Errorf("%s: the %s process ended with %s", row.reason, name, said)
			}
		}
		if row.third {
			worked(t, out, "1/2", "--quiet")
		}
		worked(t, out, "2/2", "--quiet")
		gathered(t, row.reason, out, want)
	}
}

// TestRecordingsAreGatheredWhilePartsWrite: a part that is at work then ends without an error, and leaves nothing.
func TestRecordingsAreGatheredWhilePartsWrite(t *testing.T) {
	want := undivided(t, inParts()...)
	out := filepath.Join(t.TempDir(), "out")
	plan(t, out, inParts()...)
	done := make(chan string, 1)
	go func() {
		code, _, stderr := command(t.Context(), t, "work", out, "--part", "1/1", "--workers", "1", "--checkpoint", "10ms", "--quiet")
		done <- fmt.Sprintf("%d %s", code, stderr)
	}()
	for len(ofParts(out)) == 0 {
		time.Sleep(time.Millisecond)
	}
	if code, _, stderr := command(t.Context(), t, "resume", out, "--quiet", "--workers", "2"); code != 0 {
		t.Fatalf("code %d, %s", code, stderr)
	}
	if said := <-done; said != "0 " {
		t.Errorf("the late part: %s", said)
	}
	gathered(t, "gathered while a part writes", out, want)
}

// TestPartsGoOnWithInterruptedRecordings whose process had begun to write the files of the replicas.
func TestPartsGoOnWithInterruptedRecordings(t *testing.T) {
	want := undivided(t, inParts()...)
	out := filepath.Join(t.TempDir(), "out")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	go func() {
		for ctx.Err() == nil && (len(segments(out)) < 2 || recordedFrames(out) < 5000) {
			time.Sleep(time.Millisecond)
		}
		cancel()
	}()
	if code, _, stderr := command(ctx, t, append(inParts(), "--checkpoint", "10ms", "--out", out)...); code != 1 {
		t.Fatalf("code %d, %s", code, stderr)
	}
	for _, part := range []string{"1/2", "2/2"} {
		worked(t, out, part, "--quiet")
	}
	gathered(t, "interrupted, and then in parts", out, want)
}

// TestMissingFramesOfParts: a part whose state refers to frames that are not there says so before it records.
func TestMissingFramesOfParts(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	plan(t, out, append(inParts(), "--duration", "4000")...) // its first block does not end before
	since := 0
	<-atWork(t, out, func(folder string) bool { // with a state that is later than the first frames, which follow a burn-in
		paths, _ := filepath.Glob(filepath.Join(folder, "*.segment")) // the pattern is sound
		info, err := os.Stat(filepath.Join(folder, "frames-0-0-0.npy"))
		if since == 0 && err == nil && info.Size() > 5000 {
			since = newestOf(paths)
		}
		return since > 0 && newestOf(paths) >= since+3
	})
	pieces, _ := filepath.Glob(filepath.Join(out, "checkpoint", "parts", "*", "frames-*.npy")) // the pattern is sound
	for _, path := range pieces {
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
	code, _, stderr := command(t.Context(), t, "work", out, "--part", "1/2", "--quiet")
	if code != 1 || strings.Count(stderr, "\n") != 1 || !strings.Contains(stderr, "frames before number") ||
		!strings.Contains(stderr, recordAnew) {
		t.Errorf("code %d, %q", code, stderr)
	}
}

// TestCovering: pieces of any order that overlap, and gaps.
func TestCovering(t *testing.T) {
	a, b, c, d := piece{"a", 0, 40}, piece{"b", 30, 70}, piece{"c", 35, 60}, piece{"d", 70, 100}
	for _, row := range []struct {
		reason   string
		pieces   []piece
		from, to int64
		want     []piece
		ok       bool
	}{
		{"one", []piece{a}, 0, 40, []piece{a}, true},
		{"more than is wanted", []piece{a}, 10, 20, []piece{a}, true},
		{"nothing is wanted", nil, 5, 5, nil, true},
		{"no piece", nil, 0, 1, nil, false},
		{"those that go furthest, from the back", []piece{d, c, b, a}, 0, 100, []piece{a, b, d}, true},
		{"a gap", []piece{a, d}, 0, 100, nil, false},
		{"a gap of one frame", []piece{a, {"e", 41, 50}}, 0, 50, nil, false},
		{"too short", []piece{a, b}, 0, 71, nil, false},
		{"from the middle", []piece{a, b}, 50, 70, []piece{b}, true},
	} {
		if got, ok := covering(row.pieces, row.from, row.to); ok != row.ok || !slices.Equal(got, row.want) {
			t.Errorf("%s: %v, %v, want %v, %v", row.reason, got, ok, row.want, row.ok)
		}
	}
}

// TestPiecesAreJoined in the frames' own type, and a file that has some of them already is gone on with.
func TestPiecesAreJoined(t *testing.T) {
	const columns, frames = 3, 50
	value := func(frame, column int) float64 { return float64(frame) + float64(column)/8 }
	write := func(path string, first, end int) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		w, err := recording.Create(path, columns, recording.Float32)
		for k := first; err == nil && k < end; k++ {
			err = w.Append([]float64{value(k, 0), value(k, 1), value(k, 2)})
		}
		if err == nil {
			err = w.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, had := range []int{0, 7} {
		out := t.TempDir()
		files := frameFiles{&recorded{Folders: []string{""}, Neurons: make([]int, columns), Element: recording.Float32}, out, 1}
		files.recorded.networks = append(files.recorded.networks, nil)
		parts := filepath.Join(checkpointFolder(out), "parts")
		write(filepath.Join(parts, "000001-1-of-2", "frames-0-0-0.npy"), 0, 20)
		write(filepath.Join(parts, "000002-1-of-2", "frames-0-0-15.npy"), 15, frames)
		write(filepath.Join(parts, "000002-1-of-2", "frames-0-1-20.npy"), 0, frames) // of another replica
		if had > 0 {
			write(filepath.Join(out, "frames.npy"), 0, had)
		}
		if err := files.gather(frames); err != nil {
			t.Fatal(err)
		}
		r, err := recording.Open(filepath.Join(out, "frames.npy"))
		if err != nil || r.Frames() != frames {
			t.Fatalf("with %d frames before: %v", had, err)
		}
		got := make([]float64, frames*columns)
		if err := r.ReadFrames(got, 0); err != nil || r.Close() != nil {
			t.Fatal(err)
		}
		for k, v := range got {
			if v != value(k/columns, k%columns) {
				t.Fatalf("with %d frames before: frame %d has %v", had, k/columns, v)
			}
		}
	}
}
