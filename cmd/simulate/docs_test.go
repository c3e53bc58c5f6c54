package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"noiseprune/internal/testutil"
)

// docsBlock is a block of shell commands in a page, and lines that it is said to print.
type docsBlock struct {
	line     int // of the page, from 1
	commands string
	printed  []string
	needs    []string // programs without which it is not run
}

// TestCommandsOfTheDocs runs every block of commands of these pages, one after another in a folder with the data. A block whose
// page says `<!-- not run: why -->` before it is left out, and one with `<!-- needs PROGRAM… -->` where one of these is not installed;
// with NOISEPRUNE_REQUIRE_ORACLES the test fails then. Each line of a block of text right after commands must be among what they print.
func TestCommandsOfTheDocs(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a minute")
	}
	program, err := exec.LookPath("simulate")
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range []string{"tutorial.md", "how-to.md", "choosing.md", "cluster.md"} {
		t.Run(page, func(t *testing.T) {
			t.Parallel()
			folder := t.TempDir()
			data, err := filepath.Abs("../../data")
			if err != nil {
				t.Fatal(err)
			}
			if err := os.Symlink(data, filepath.Join(folder, "data")); err != nil {
				t.Skip(err) // links need a privilege on Windows
			}
			for _, block := range docsBlocks(t, filepath.Join("../../docs", page)) {
				if missing := missingOf(block.needs); missing != "" {
					reason := fmt.Sprintf("%s:%d is not run: there is no %s", page, block.line, missing)
					testutil.FailIfRequired(t, reason)
					t.Log(reason)
					continue
				}
				c := exec.CommandContext(t.Context(), "bash", "-euo", "pipefail", "-c", block.commands)
				c.Dir = folder
				c.Env = append(os.Environ(), "PATH="+filepath.Dir(program)+string(os.PathListSeparator)+os.Getenv("PATH"),
					"OMPI_ALLOW_RUN_AS_ROOT=1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1")
				output, err := c.CombinedOutput()
				if err != nil {
					t.Fatalf("%s:%d: %v\n%s", page, block.line, err, output)
				}
				lines := strings.Split(string(output), "\n")
				for _, want := range block.printed {
					if !slices.Contains(lines, want) {
						t.Errorf("%s:%d: %q is not printed", page, block.line, want)
					}
				}
			}
		})
	}
}

// missingOf returns the first of the programs that is not installed; empty where all are.
func missingOf(programs []string) string {
	for _, program := range programs {
		if _, err := exec.LookPath(program); err != nil {
			return program
		}
	}
	return ""
}

// docsBlocks returns the blocks of a page that are run.
func docsBlocks(t *testing.T, path string) (all []docsBlock) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	fence := regexp.MustCompile("(?ms)^(?:<!-- (not run: |needs )([^\n]*) -->\n)?```(sh|text)\n(.*?)^```$")
	for _, m := range fence.FindAllStringSubmatchIndex(string(text), -1) {
		group := func(k int) string {
			if m[2*k] < 0 {
				return ""
			}
			return string(text[m[2*k]:m[2*k+1]])
		}
		switch {
		case group(1) == "not run: ":
		case group(3) == "sh":
			all = append(all, docsBlock{
				line: 1 + strings.Count(string(text[:m[0]]), "\n"), commands: group(4), needs: strings.Fields(group(2)),
			})
		case len(all) > 0:
			all[len(all)-1].printed = strings.Split(strings.TrimSuffix(group(4), "\n"), "\n")
		}
	}
	if len(all) == 0 {
		t.Fatalf("%s has no commands", path)
	}
	return all
}
