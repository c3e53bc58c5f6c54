package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"noiseprune/internal/terminal"
)

// dataNetworks returns the networks of data/, from this package's folder.
func dataNetworks(t *testing.T) (all []string) {
	t.Helper()
	for _, pattern := range []string{"*.mtx", "*.mtx.gz", "*.mat", "*.csv.gz"} {
		names, err := filepath.Glob(filepath.Join("..", "..", "data", pattern))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, names...)
	}
	if len(all) < 9 {
		t.Fatalf("only %d networks in data/: %v", len(all), all)
	}
	return all
}

// checkWidth complains of lines wider than so many columns.
func checkWidth(t *testing.T, what, text string, width int) {
	t.Helper()
	if strings.TrimSpace(text) == "" {
		t.Errorf("%s prints nothing", what)
	}
	for line := range strings.Lines(text) {
		if n := terminal.Columns(strings.TrimSuffix(line, "\n")); n > width {
			t.Errorf("%s: %d columns, of %d: %s", what, n, width, line)
		}
	}
}

// TestEveryLineFits: what commands print on standard output has at most 80 columns, also with plots, colours and a folder of a
// long name.
func TestEveryLineFits(t *testing.T) {
	if testing.Short() {
		t.Skip("it runs every command on the networks of data/")
	}
	const gap, mushroom = "../../data/celegans-hermaphrodite-gap.mtx", "../../data/drosophila-mushroom-body-left.mtx"
	const aal = "../../data/human-hcp-aal-101309.mat"
	folder := filepath.Join(t.TempDir(), strings.Repeat("a-long-name-", 12), "and another with blanks")
	small := []string{"--samples", "300", "--replicas", "16", "--runs", "8", "--prunings", "4", "--observations", "20"}
	measured := []string{"--samples", "300", "--replicas", "16"}
	rows := [][]string{
		append([]string{"run", gap, "--plot", "always", "--color", "always", "--out", folder}, small...),
		{"resume", folder},
		append([]string{"run", aal, "--target-error", "0.3", "--controls", "weight,shuffled,magnitude-matched,uniform-matched"}, small...),
		append([]string{"run", mushroom, "--activation", "rectified", "--input", "1"}, small...),
		append([]string{"run", aal, "--spectra", "krylov", "--plot", "always"}, small...),
		append([]string{"covariance", gap}, measured...),
		{"covariance", gap, "--covariance", "solve", "--samples", "300"},
		append([]string{"prune", gap, "--keep", "0.3"}, measured...),
		append([]string{"sweep", aal, mushroom, "--keep", "0.2,0.6", "--plot", "always"}, small...),
		{"compare", gap, filepath.Join(folder, "pruned.mtx"), "--runs", "4", "--plot", "always"},
		{"record", gap, filepath.Join(folder, "pruned.mtx"), "--duration", "20", "--replicas", "2", "--out", folder + " recorded"},
		{"record", mushroom, "--activation", "rectified", "--input", "1", "--duration", "0.5", "--stimulus", "0: step 1 at 0.2", "--out", t.TempDir()},
		{"bench", "--seconds", "0.001"},
		{"paper", "1b", "--quick", "--out", t.TempDir()},
		{"network", "convert", gap, filepath.Join(t.TempDir(), "gap.npz")},
	}
	for _, name := range dataNetworks(t) {
		rows = append(rows, []string{"network", "info", name})
	}
	for _, args := range rows {
		code, stdout, stderr := command(t.Context(), t, args...)
		if code != 0 {
			t.Errorf("%v: code %d, %s", args, code, stderr)
		}
		if args[1] != "convert" { // which prints nothing
			checkWidth(t, strings.Join(args, " "), stdout, terminal.FileWidth)
		}
	}
}

// TestHelpFits: the help of every command fits the narrowest terminal, and the widest.
func TestHelpFits(t *testing.T) {
	root := newRoot()
	root.InitDefaultCompletionCmd()
	var check func(*cobra.Command)
	check = func(c *cobra.Command) {
		for _, width := range []int{terminal.Narrowest, terminal.FileWidth, terminal.Widest} {
			checkWidth(t, c.CommandPath()+" --help", helpText(c, width), width)
		}
		for line := range strings.Lines(c.Example) {
			if n := terminal.Columns(strings.TrimSuffix(line, "\n")); n > terminal.FileWidth {
				t.Errorf("%s: an example of %d columns would be broken: %s", c.CommandPath(), n, line)
			}
		}
		for _, sub := range c.Commands() {
			check(sub)
		}
	}
	check(root)
}
