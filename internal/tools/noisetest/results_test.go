package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestStore: results are read again, also from a truncated file, and only those of the same
// generator.
func TestStore(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "results")
	open := func(generator string) *store {
		t.Helper()
		s, err := openStore(folder, generator)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	add := func(s *store, part string, attempt int, p float64) {
		t.Helper()
		r := attemptOf(p)
		r.Part, r.Attempt = part, attempt
		if err := s.add("group", r); err != nil {
			t.Fatal(err)
		}
	}
	s := open("this")
	add(s, "x/1", 0, 0.1)
	add(s, "x/1", 1, 0.2)
	file := filepath.Join(folder, "group.jsonl")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data[:len(data)-20], 0o644); err != nil { // a kill while it was written
		t.Fatal(err)
	}
	s = open("this")
	if _, there := s.find("x/1", 1); there {
		t.Error("a truncated line was read as a result")
	}
	add(s, "x/2", 0, 0.3)
	add(open("another"), "x/1", 1, 0.9)
	s = open("this")
	for _, want := range []struct {
		part    string
		attempt int
		p       float64
	}{{"x/1", 0, 0.1}, {"x/2", 0, 0.3}} {
		if r, there := s.find(want.part, want.attempt); !there || r.Statistics[0].P != want.p {
			t.Errorf("%s: %v, want p = %v", want.part, r, want.p)
		}
	}
	if r, there := s.find("x/1", 1); there {
		t.Errorf("a result of another generator: %v", r)
	}
}
