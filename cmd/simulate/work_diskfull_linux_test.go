package main

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPartsOnAFullDisk: a part whose disk is full ends with one line that says how to go on. What other parts have done stays, and the
// same command goes on when there is room.
func TestPartsOnAFullDisk(t *testing.T) {
	for _, name := range []string{"run", "record"} {
		args := divided()[name]
		want := undivided(t, args...)
		disk := smallDisk(t, 16<<20)
		out, filling := filepath.Join(disk, "out"), filepath.Join(disk, "filling")
		plan(t, out, args...)
		worked(t, out, "1/2")
		before := segmentsBelow(t, out)
		fill(t, filling)
		code, stdout, stderr := command(t.Context(), t, "work", out, "--part", "2/2", "--quiet")
		lines := strings.Split(strings.TrimSuffix(stderr, "\n"), "\n")
		last := lines[len(lines)-1]
		if code != 1 || stdout != "" || len(lines) > 2 || !strings.Contains(last, "no space left on device") ||
			len(lines) == 2 && !strings.HasPrefix(lines[0], "no checkpoint could be written") {
			t.Errorf("%s: code %d, %q, %q", name, code, stdout, stderr)
		}
		if after := segmentsBelow(t, out); !maps.Equal(before, after) {
			t.Errorf("%s: what was done before is changed", name)
		}
		if err := os.Remove(filling); err != nil {
			t.Fatal(err)
		}
		for _, part := range []string{"2/2", "1/2"} {
			worked(t, out, part)
		}
		gathered(t, name+" on a full disk", out, want)
	}
}

// segmentsBelow returns the segments of the checkpoint and of all its parts.
func segmentsBelow(t *testing.T, out string) map[string]string {
	t.Helper()
	all := tree(t, checkpointFolder(out))
	maps.DeleteFunc(all, func(name, _ string) bool {
		return !strings.HasSuffix(name, ".segment") || strings.HasPrefix(filepath.Base(name), ".")
	})
	return all
}

// fill writes a file that takes all the room that there is.
func fill(t *testing.T, path string) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, fs.FileMode(0o600))
	if err != nil {
		t.Fatal(err)
	}
	for err == nil {
		_, err = f.Write(make([]byte, 4096))
	}
	if closed := f.Close(); closed != nil || !strings.Contains(fmt.Sprint(err), "no space left") {
		t.Fatal(err, closed)
	}
}
