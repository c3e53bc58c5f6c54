package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// completions returns what the shell is told for the words behind simulate, without descriptions, and the directive.
func completions(t *testing.T, words ...string) (all []string, directive string) {
	t.Helper()
	code, stdout, stderr := command(t.Context(), t, append([]string{cobra.ShellCompNoDescRequestCmd}, words...)...)
	if code != 0 {
		t.Fatalf("%v: code %d, %s", words, code, stderr)
	}
	all = strings.Split(strings.TrimSuffix(stdout, "\n"), "\n")
	return all[:len(all)-1], all[len(all)-1]
}

// TestCompletions: networks, folders, figures and the values of flags are completed.
func TestCompletions(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"a.mtx", "a.labels.csv", "b.csv.gz", "notes.doc", ".hidden.mtx", "folder/c.npz", "ring.mat"} {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	const (
		noSpace      = ":6" // nor other files
		noFiles      = ":4"
		files        = ":0"
		ofExtensions = ":8"
		folders      = ":16"
	)
	for _, row := range []struct {
		why       string
		words     []string
		want      []string
		directive string
	}{
		{"files of networks, and folders", []string{"run", "a"}, []string{"a.mtx"}, noFiles},
		{"a generator beside a file", []string{"run", "ri"}, []string{"ring:", "ring.mat"}, noFiles},
		{"a folder goes on", []string{"sweep", "a.mtx", "fo"}, []string{"folder/"}, noSpace},
		{"a file in it", []string{"compare", "a.mtx", "folder/"}, []string{"folder/c.npz"}, noFiles},
		{"one network is enough", []string{"run", "a.mtx", ""}, nil, noFiles},
		{"generators only", []string{"network", "generate", "p"}, []string{"path:"}, noSpace},
		{"a folder to resume", []string{"resume", ""}, nil, folders},
		{"figures", []string{"paper", "1"}, []string{"1b"}, noFiles},
		{"an enumeration", []string{"run", "--color", ""}, []string{"auto", "always", "never"}, noFiles},
		{"the same behind =", []string{"run", "--activation=r"}, []string{"rectified"}, noFiles},
		{"a list", []string{"run", "--controls", "weight,mag"}, []string{"weight,magnitude", "weight,magnitude-matched"}, noSpace},
		{"a number or auto", []string{"run", "--samples", ""}, []string{"auto"}, noFiles},
		{"a number", []string{"run", "--keep", ""}, nil, noFiles},
		{"a rule or a file", []string{"run", "--leak", "d"}, []string{"dominant", "diagonal"}, files},
		{"a spec file", []string{"run", "--spec", ""}, []string{"yaml", "yml"}, ofExtensions},
		{"a folder of results", []string{"run", "--out", ""}, nil, folders},
		{"commands", []string{"net"}, []string{"network"}, noFiles},
	} {
		got, directive := completions(t, row.words...)
		if !slices.Equal(got, row.want) || directive != row.directive {
			t.Errorf("%s: %q %s, want %q %s", row.why, got, directive, row.want, row.directive)
		}
	}
}

// TestCompletionScripts: each shell gets a script.
func TestCompletionScripts(t *testing.T) {
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		if code, stdout, stderr := command(t.Context(), t, "completion", shell); code != 0 || !strings.Contains(stdout, "simulate") {
			t.Errorf("%s: code %d, %s", shell, code, stderr)
		}
	}
}
