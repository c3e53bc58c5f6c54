package netio

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"noiseprune/internal/testutil"
	"noiseprune/network"
)

// layoutCase is an entry of a manifest in testdata/layouts: a file that another program wrote, how
// it is read, and what that program reads in it.
type layoutCase struct {
	File    string
	Reason  string
	Options network.Reading
	Edges   [][3]float64 // target, source, weight
	Neurons int
	Labels  []string
	Notes   []string // a piece of each note, in order
	Refused string   // a piece of the error, for a file that is refused

	Written string // the call that wrote it
	Sample  string // its first lines, as that program prints them, of a file that is no text
}

// TestReadsTheFieldsLayouts reads every file of testdata/layouts. The manifests AREA.json are written
// by make_AREA.py beside the files.
func TestReadsTheFieldsLayouts(t *testing.T) {
	for _, c := range layoutCases(t, layoutsFolder) {
		t.Run(c.File+" "+c.Reason, func(t *testing.T) { c.check(t, layoutsFolder) })
	}
}

// TestReadsTheLayoutsWrittenNow has the libraries that are installed write the files again.
// (pydata/sparse, which make_npz.py needs, is too large to be asked for.)
func TestReadsTheLayoutsWrittenNow(t *testing.T) {
	python := testutil.Python(t, "numpy", "scipy", "pandas", "pyarrow", "networkx", "openpyxl")
	for _, area := range []string{"arrow", "mat", "text", "xml"} {
		folder := t.TempDir()
		if out, err := exec.Command(python, "testdata/layouts/make_"+area+".py", folder).CombinedOutput(); err != nil {
			t.Fatalf("make_%s.py: %v\n%s", area, err, out)
		}
		cases := layoutCases(t, folder)
		if len(cases) < 10 {
			t.Errorf("make_%s.py wrote %d files", area, len(cases))
		}
		for _, c := range cases {
			t.Run(c.File+" "+c.Reason, func(t *testing.T) { c.check(t, folder) })
		}
	}
}

const layoutsFolder = "testdata/layouts"

// layoutCases returns the entries of all manifests in a folder.
func layoutCases(t *testing.T, folder string) []layoutCase {
	t.Helper()
	manifests, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	var all []layoutCase
	for _, manifest := range manifests {
		all = append(all, manifestCases(t, manifest)...)
	}
	return all
}

func (c layoutCase) check(t *testing.T, folder string) {
	path := filepath.Join(folder, c.File)
	m, err := Read(path, c.Options, DefaultLimits())
	if c.Refused != "" {
		var wrong *FormatError
		if m != nil || !errors.As(err, &wrong) || !strings.Contains(err.Error(), c.Refused) {
			t.Fatalf("got %v, want a FormatError that says %q", err, c.Refused)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	entries := make([]network.Entry, len(c.Edges))
	for k, e := range c.Edges {
		entries[k] = network.Entry{Target: int(e[0]), Source: int(e[1]), Weight: e[2]}
	}
	if want := mustCSR(t, c.Neurons, entries); !m.Weights.Equal(want) {
		t.Errorf("got %v, want %v", m.Weights.Entries(), want.Entries())
	}
	if !slices.Equal(m.Labels, c.Labels) {
		t.Errorf("labels %q, want %q", m.Labels, c.Labels)
	}
	if !slices.EqualFunc(m.Notes, c.Notes, strings.Contains) {
		t.Errorf("notes %q, want %q", m.Notes, c.Notes)
	}
}

func manifestCases(t *testing.T, manifest string) (cases []layoutCase) {
	t.Helper()
	text, err := os.ReadFile(manifest)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &cases); err != nil {
		t.Fatalf("%s: %v", manifest, err)
	}
	return cases
}
