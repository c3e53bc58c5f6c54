package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"noiseprune/recording"
)

// smallDisk mounts a disk of that many bytes, or skips the test where this user may not.
func smallDisk(t *testing.T, size int) string {
	t.Helper()
	path := t.TempDir()
	if err := syscall.Mount("recordtest", path, "tmpfs", 0, fmt.Sprintf("size=%d", size)); err != nil {
		t.Skip("no small disk can be mounted: ", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(path, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return path
}

// TestRecordingsOnAFullDisk fills the disk with all but some bytes. A recording that does not fit keeps whole frames, ends with one line
// that says how to go on, and goes on to the same bytes when there is room.
func TestRecordingsOnAFullDisk(t *testing.T) {
	const diskSize = 16 << 20
	args := func(out string) []string {
		return []string{"record", "path:n=40", "--duration", "1000", "--every", "0.1", "--format", "npy,npz", "--checkpoint", "10ms",
			"--lapack", "gonum", "--quiet", "--out", out}
	}
	undisturbed := filepath.Join(t.TempDir(), "undisturbed")
	if code, _, stderr := command(t.Context(), t, args(undisturbed)...); code != 0 {
		t.Fatal(stderr)
	}
	want := tree(t, undisturbed)
	disk := smallDisk(t, diskSize)
	out, filling := filepath.Join(disk, "out"), filepath.Join(disk, "filling")
	for _, free := range []int{200 << 10, 1 << 20, 2500 << 10, 4 << 20, 6 << 20} {
		what := fmt.Sprintf("%d bytes free", free)
		if err := os.WriteFile(filling, make([]byte, diskSize-free), 0o600); err != nil {
			t.Fatal(err)
		}
		code, stdout, stderr := command(t.Context(), t, args(out)...)
		lines := strings.Split(strings.TrimSuffix(stderr, "\n"), "\n")
		last := lines[len(lines)-1]
		if code != 1 || stdout != "" || strings.Count(last, "no space left on device") != 1 || !strings.Contains(last, "simulate resume "+out) ||
			len(lines) > 2 || len(lines) == 2 && !strings.HasPrefix(lines[0], "no checkpoint could be written") {
			t.Errorf("%s: code %d, %q, %q", what, code, stdout, stderr)
		}
		onlyWholeFrames(t, what, out, want["frames.npy"])
		if err := os.Remove(filling); err != nil {
			t.Fatal(err)
		}
		if code, _, stderr := command(t.Context(), t, "resume", out, "--quiet"); code != 0 {
			t.Fatalf("%s: resumed: code %d, %s", what, code, stderr)
		}
		sameTree(t, what, tree(t, out), want)
		if err := os.RemoveAll(out); err != nil {
			t.Fatal(err)
		}
	}
}

// onlyWholeFrames complains unless the file has the first frames of the undisturbed one, and nothing behind them.
func onlyWholeFrames(t *testing.T, what, out, want string) {
	t.Helper()
	path := filepath.Join(out, "frames.npy")
	content, err := os.ReadFile(path)
	if err != nil {
		return // the disk was full before the first frame
	}
	r, err := recording.Open(path)
	if err != nil {
		t.Errorf("%s: %v", what, err)
		return
	}
	defer r.Close()
	const header = 128
	if size := header + int(r.Frames())*r.Columns()*8; len(content) != size ||
		string(content[header:]) != want[header:size] {
		t.Errorf("%s: %d bytes for %d frames of %d", what, len(content), r.Frames(), r.Columns())
	}
}
