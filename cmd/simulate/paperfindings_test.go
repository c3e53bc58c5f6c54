package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// Findings are found again by whoever has the same identity, in whichever file they are.
// What belongs to another identity is removed, and so are damaged files.
func TestFindings(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "unfinished", "2b")
	open := func(identity string) *findings {
		return openFindings(folder, identity, func(text string) { t.Error(text) })
	}
	large := bytes.Repeat([]byte("large"), findingsSize)
	first := open("a")
	first.Keep("2", []byte("two"))
	first.Keep("1", large) // and with it the other
	first.Keep("3", nil)
	first.close()
	first.Keep("4", []byte("too late"))
	if files := partsIn(folder); len(files) != 2 {
		t.Fatalf("files %v", files)
	}
	second := open("a")
	for name, want := range map[string][]byte{"1": large, "2": []byte("two"), "3": {}, "4": nil, "": nil} {
		if got := second.Find(name); !bytes.Equal(got, want) || (got == nil) != (want == nil) {
			t.Errorf("%q: got %d bytes, want %d", name, len(got), len(want))
		}
	}
	second.Keep("2", []byte("second"))
	second.Keep("3", []byte("third"))
	second.Keep("5", []byte("five"))
	second.close()
	after := open("a")
	for name, want := range map[string]string{"1": string(large), "2": "second", "3": "third", "5": "five"} {
		if got := after.Find(name); string(got) != want {
			t.Errorf("of the second process: %q is %d bytes, want %d", name, len(got), len(want))
		}
	}
	if files := partsIn(folder); len(files) != 2 {
		t.Errorf("files %v: that of the replaced parts should have been removed", files)
	}
	for k, file := range partsIn(folder) {
		damage(t, file, k)
	}
	if third := open("a"); third.some() || len(partsIn(folder)) > 0 {
		t.Errorf("of damaged files there are %v, and %v stay", third.places, partsIn(folder))
	}
	fourth := open("a")
	fourth.Keep("1", large)
	if fifth := open("b"); fifth.some() || len(partsIn(folder)) > 0 {
		t.Error("findings of another identity stay")
	}
	if err := fourth.remove(); err != nil || isThere(filepath.Dir(folder)) {
		t.Errorf("removal: %v", err)
	}
}

// damage changes a byte of a file, cuts it off, or empties it.
func damage(t *testing.T, path string, how int) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	content[len(content)/2]++
	if err := os.WriteFile(path, content[:len(content)*(3-how%3)/3], 0o600); err != nil {
		t.Fatal(err)
	}
}

// A disk that takes nothing is spoken of once, and a figure goes on.
func TestFindingsThatCannotBeKept(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var said []string
	f := openFindings(filepath.Join(file, "2b"), "a", func(text string) { said = append(said, text) })
	for k := range 3 {
		f.Keep(fmt.Sprint(k), make([]byte, findingsSize))
	}
	f.close()
	if len(said) != 1 || f.some() {
		t.Errorf("said %q", said)
	}
}
