package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// want checks the content of a file, and that it is alone in its folder.
func want(t *testing.T, path, content string) {
	t.Helper()
	got, err := os.ReadFile(path)
	if err != nil || string(got) != content {
		t.Fatalf("content %q, error %v, want %q", got, err, content)
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(entries) != 1 {
		t.Fatalf("the folder holds %v, error %v", entries, err)
	}
}

func TestReplace(t *testing.T) {
	path := filepath.Join(t.TempDir(), "result.json")
	for _, content := range []string{"first", "", "second"} {
		if err := WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		want(t, path, content)
	}
}

func TestDiscard(t *testing.T) {
	path := filepath.Join(t.TempDir(), "result.json")
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := Create(path, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString("half of the n"); err != nil {
		t.Fatal(err)
	}
	f.Discard()
	f.Discard()
	want(t, path, "old")
}

func TestDiscardAfterCommit(t *testing.T) {
	path := filepath.Join(t.TempDir(), "result.json")
	f, err := Create(path, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Discard()
	if _, err := os.Stat(path); err == nil {
		t.Fatal("the file is there before Commit")
	}
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
	f.Discard()
	want(t, path, "")
}

func TestFailedRename(t *testing.T) {
	path := filepath.Join(t.TempDir(), "folder")
	if err := os.MkdirAll(filepath.Join(path, "in it"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := WriteFile(path, nil, 0o644); err == nil {
		t.Fatal("a folder was replaced")
	}
	if entries, _ := os.ReadDir(filepath.Dir(path)); len(entries) != 1 {
		t.Fatalf("the folder holds %v", entries)
	}
	if err := WriteFile(filepath.Join(path, "missing", "file"), nil, 0o644); err == nil {
		t.Fatal("written into a folder that does not exist")
	}
}

func TestPermissions(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows keeps one bit of them")
	}
	path := filepath.Join(t.TempDir(), "file")
	for _, step := range []struct{ change, want fs.FileMode }{{0, 0o604}, {0o640, 0o640}, {0o777, 0o777}} {
		if step.change != 0 {
			if err := os.Chmod(path, step.change); err != nil {
				t.Fatal(err)
			}
		}
		if err := WriteFile(path, nil, 0o604); err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(path); err != nil || info.Mode() != step.want {
			t.Errorf("mode %v, error %v, want %v", info.Mode(), err, step.want)
		}
	}
}

func TestTarget(t *testing.T) {
	f, err := Create(filepath.Join(t.TempDir(), "edges.npz"), 0o644)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Discard()
	if got, temporary := Target(f.Name()); !temporary || got != f.path {
		t.Errorf("%s belongs to %q, %v", f.Name(), got, temporary)
	}
	for _, name := range []string{"", ".", "7", ".7", "edges.npz", ".edges.npz", "edges.npz7", filepath.Join(".edges.npz7", "edges.npz")} {
		if got, temporary := Target(name); temporary {
			t.Errorf("%q is taken for the temporary file of %q", name, got)
		}
	}
}

func TestRemoveTemporary(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{".a.json17", ".b.txt17", "a.json", ".hidden"} {
		if err := os.WriteFile(filepath.Join(folder, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	err := RemoveTemporary(folder, func(name string) bool { return filepath.Ext(name) == ".json" })
	entries, _ := os.ReadDir(folder) // in the order of their names
	var left []string
	for _, e := range entries {
		left = append(left, e.Name())
	}
	if err != nil || strings.Join(left, " ") != ".b.txt17 .hidden a.json" {
		t.Errorf("left %v, %v", left, err)
	}
	if err := RemoveTemporary(filepath.Join(folder, "none"), func(string) bool { return true }); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no folder: %v", err)
	}
}
