package main

import (
	"os"
	"path/filepath"
	"testing"
)

func put(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestFold(t *testing.T) {
	root := t.TempDir()
	folder := filepath.Join(root, "sub", "testdata", "fuzz")
	for _, step := range []struct {
		name, content string
		added         int
	}{{"FuzzB/1", "go test fuzz v1\nuint(1)\n", 1}, {"FuzzA/2", "go test fuzz v1\nuint(2)\n", 1}, {"FuzzB/1", "other\n", 0}} {
		put(t, filepath.Join(folder, step.name), step.content)
		folders, err := findings(root)
		if err != nil || len(folders) != 1 || folders[0] != folder {
			t.Fatalf("found %q, error %v", folders, err)
		}
		if added, err := fold(folder); err != nil || added != step.added {
			t.Fatalf("%d inputs added, error %v, want %d", added, err, step.added)
		}
	}
	want := "Seeds of the fuzz targets; make corpus adds to them.\n" +
		"-- FuzzA/2 --\ngo test fuzz v1\nuint(2)\n-- FuzzB/1 --\ngo test fuzz v1\nuint(1)\n"
	if got, err := os.ReadFile(folder + ".txtar"); err != nil || string(got) != want {
		t.Errorf("the archive holds %q, error %v, want %q", got, err, want)
	}
	if folders, _ := findings(root); len(folders) != 0 {
		t.Errorf("%q is left", folders)
	}
}

func TestFoldRefuses(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "testdata", "fuzz")
	for _, content := range []string{"no newline", "a marker\n-- x --\n"} {
		put(t, filepath.Join(folder, "FuzzA", "1"), content)
		if _, err := fold(folder); err == nil {
			t.Errorf("%q is archived", content)
		}
		if _, err := os.Stat(filepath.Join(folder, "FuzzA", "1")); err != nil {
			t.Errorf("%q is lost: %v", content, err)
		}
	}
}
