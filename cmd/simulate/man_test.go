package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestManualPages: a page for each command, with its flags, and lists that are not run together. Nothing in them is of this
// machine.
func TestManualPages(t *testing.T) {
	out := filepath.Join(t.TempDir(), "man", "man1")
	if code, _, stderr := command(t.Context(), t, "man", out); code != 0 {
		t.Fatalf("code %d, %s", code, stderr)
	}
	for name, wanted := range map[string][]string{
		"simulate.1":                 {`\fBsimulate-run(1)\fP`, "Exit codes: 0 done", "\n  clustered    the paper", ".EX"},
		"simulate-run.1":             {`\fB--color\fP="auto"`, "number of processors", "noise strength σ"},
		"simulate-network-convert.1": {`\fB--min-weight\fP`},
	} {
		text, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range wanted {
			if !strings.Contains(string(text), want) {
				t.Errorf("%s lacks %q", name, want)
			}
		}
	}
	if _, err := os.Stat(filepath.Join(out, "simulate-man.1")); err == nil {
		t.Error("the command that is hidden has a page")
	}
}
