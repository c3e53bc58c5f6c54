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

	"golang.org/x/exp/maps"

	"noiseprune/internal/testutil"
	"noiseprune/network"
)

func runPython(t *testing.T, args ...string) []byte {
	t.Helper()
	out, err := exec.Command(testutil.Python(t, "numpy", "scipy"), args...).Output()
	if err != nil {
		var stderr []byte
		if exit := new(exec.ExitError); errors.As(err, &exit) {
			stderr = exit.Stderr
		}
		t.Fatalf("python %s: %v\n%s", args[0], err, stderr)
	}
	return out
}

// holds is what manifest.json or check.py says of a file.
type holds struct {
	Matrix  [][]float64
	Labels  []string
	Refused string
}

func (h holds) csr(t *testing.T) *network.CSR {
	t.Helper()
	var entries []network.Entry
	for i, row := range h.Matrix {
		for j, v := range row {
			entries = append(entries, network.Entry{Target: i, Source: j, Weight: v})
		}
	}
	return mustCSR(t, len(h.Matrix), entries)
}

func mustCSR(t testing.TB, n int, entries []network.Entry) *network.CSR {
	t.Helper()
	w, err := network.NewCSR(n, entries)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestReadsWhatNumPyWrote(t *testing.T) { checkManifest(t, "testdata/numpy") }

func TestReadsWhatNumPyWritesNow(t *testing.T) {
	for _, seed := range []string{"2", "3"} {
		dir := t.TempDir()
		runPython(t, "testdata/make.py", dir, seed)
		checkManifest(t, dir)
	}
}

// checkManifest reads the files that make.py wrote.
func checkManifest(t *testing.T, dir string) {
	text, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	var manifest map[string]holds
	if err := json.Unmarshal(text, &manifest); err != nil {
		t.Fatal(err)
	}
	if len(manifest) < 60 {
		t.Fatalf("manifest.json lists %d files only", len(manifest))
	}
	names := maps.Keys(manifest)
	slices.Sort(names)
	for _, name := range names {
		t.Run(name, func(t *testing.T) { checkFile(t, filepath.Join(dir, name), manifest[name]) })
	}
}

func checkFile(t *testing.T, path string, want holds) {
	m, err := Read(path, network.Reading{}, DefaultLimits())
	if want.Refused != "" {
		var wrong *FormatError
		if !errors.As(err, &wrong) || !strings.Contains(err.Error(), want.Refused) || wrong.Path != path {
			t.Fatalf("got error %v, want a FormatError of this file that says %q", err, want.Refused)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	if w := want.csr(t); !m.Weights.Equal(w) {
		t.Errorf("got %v, want %v", m.Weights.Entries(), w.Entries())
	}
	if !slices.Equal(m.Labels, want.Labels) {
		t.Errorf("got labels %q, want %q", m.Labels, want.Labels)
	}
	transposed, err := Read(path, network.Reading{Orientation: network.SourceTarget}, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	if !transposed.Weights.Equal(m.Weights.Transpose()) {
		t.Error("network.SourceTarget is not the transpose")
	}
}

// TestNumPyReadsWhatWeWrite compares every bit of what SciPy, NumPy and Python's csv read.
func TestNumPyReadsWhatWeWrite(t *testing.T) {
	dir := t.TempDir()
	type written struct {
		path string
		m    *Matrix
	}
	var files []written
	for name, m := range sampleMatrices(t) {
		for _, extension := range []string{".mtx", ".mtx.gz", ".npz", ".npy", ".mat", ".csv"} {
			path := filepath.Join(dir, name+strings.ReplaceAll(extension, ".", "-")+extension)
			if err := Write(path, m, []string{"a comment"}); err != nil {
				t.Fatal(err)
			}
			files = append(files, written{path, m})
		}
	}
	args := []string{"testdata/check.py"}
	for _, f := range files {
		args = append(args, f.path)
	}
	var all []struct {
		holds
		Edges [][3]any
		Names []string
	}
	if err := json.Unmarshal(runPython(t, args...), &all); err != nil {
		t.Fatal(err)
	}
	for k, f := range files {
		got := all[k]
		if strings.HasSuffix(f.path, ".csv") {
			got.Matrix = edgesToRows(f.m, got.Edges, got.Names, t)
		}
		if w := got.csr(t); !w.Equal(f.m.Weights) {
			t.Errorf("%s: Python read %v, want %v", f.path, w.Entries(), f.m.Weights.Entries())
		}
		if (strings.HasSuffix(f.path, ".npz") || strings.HasSuffix(f.path, ".mat")) && !slices.Equal(got.Labels, f.m.Labels) {
			t.Errorf("%s: Python read labels %q, want %q", f.path, got.Labels, f.m.Labels)
		}
	}
}

// edgesToRows makes the dense matrix of an edge list, in which every neuron must be named.
func edgesToRows(m *Matrix, edges [][3]any, names []string, t *testing.T) [][]float64 {
	order, _ := m.uniqueNames()
	if len(names) != len(order) {
		t.Errorf("the edge list names %d of %d neurons", len(names), len(order))
	}
	rows := make([][]float64, len(order))
	for i := range rows {
		rows[i] = make([]float64, len(order))
	}
	for _, e := range edges {
		rows[slices.Index(order, e[1].(string))][slices.Index(order, e[0].(string))] = e[2].(float64)
	}
	return rows
}
