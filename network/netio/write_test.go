package netio

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"noiseprune/network"
)

var extensions = []string{
	".mtx", ".mtx.gz", ".npy", ".npz", ".mat", ".csv", ".csv.gz", ".tsv", ".txt.gz", ".parquet", ".feather", ".arrow", ".xlsx",
	".graphml", ".graphml.gz",
}

func TestWriteThenRead(t *testing.T) {
	for name, m := range sampleMatrices(t) {
		for _, extension := range extensions {
			path := filepath.Join(t.TempDir(), name+extension)
			if err := Write(path, m, []string{"written by a test"}); err != nil {
				t.Fatal(err)
			}
			back, err := Read(path, network.Reading{}, DefaultLimits())
			if err != nil {
				t.Errorf("%s%s: %v", name, extension, err)
				continue
			}
			if !back.Weights.Equal(m.Weights) || !slices.Equal(back.Labels, m.Labels) || (back.Labels == nil) != (m.Labels == nil) {
				t.Errorf("%s%s: got %v, %q, want %v, %q", name, extension, back.Weights.Entries(), back.Labels, m.Weights.Entries(), m.Labels)
			}
			first, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if err := Write(path, back, []string{"written by a test"}); err != nil {
				t.Fatal(err)
			}
			if second, _ := os.ReadFile(path); string(first) != string(second) {
				t.Errorf("%s%s: other bytes the second time", name, extension)
			}
		}
	}
}

// listing returns the names in a folder.
func listing(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestWriteFiles(t *testing.T) {
	labelled := sampleMatrices(t)["labelled"]
	for _, c := range []struct {
		name string
		want []string
	}{
		{"net.mtx", []string{"net.labels.csv", "net.mtx"}},
		{"net.mtx.gz", []string{"net.labels.csv", "net.mtx.gz"}},
		{"NET.NPY", []string{"NET.NPY", "NET.labels.csv"}},
		{"net.npz", []string{"net.npz"}},
		{"net.mat", []string{"net.mat"}},
		{"net.csv", []string{"net.csv", "net.labels.csv"}},
	} {
		dir := t.TempDir()
		if err := Write(filepath.Join(dir, c.name), labelled, nil); err != nil {
			t.Fatal(err)
		}
		if got := listing(t, dir); !slices.Equal(got, c.want) {
			t.Errorf("%s: wrote %q, want %q", c.name, got, c.want)
		}
	}
}

func TestWritePermissions(t *testing.T) {
	m := sampleMatrices(t)["random"]
	dir := t.TempDir()
	fresh, kept, link := filepath.Join(dir, "fresh.mtx"), filepath.Join(dir, "kept.mtx"), filepath.Join(dir, "link.mtx")
	probe := filepath.Join(dir, "probe")
	for path, mode := range map[string]fs.FileMode{probe: 0o666, kept: 0o640} {
		if err := os.WriteFile(path, nil, mode); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(kept, 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(kept, link); err != nil {
		t.Fatal(err)
	}
	mode := func(path string) fs.FileMode {
		info, err := os.Lstat(path)
		if err != nil {
			t.Fatal(err)
		}
		return info.Mode()
	}
	for _, path := range []string{fresh, link} {
		if err := Write(path, m, nil); err != nil {
			t.Fatal(err)
		}
	}
	if mode(fresh) != mode(probe) {
		t.Errorf("a new file has mode %v, others have %v", mode(fresh), mode(probe))
	}
	if mode(kept) != 0o640 {
		t.Errorf("mode of the existing file became %v", mode(kept))
	}
	if mode(link)&fs.ModeSymlink == 0 {
		t.Error("the link was replaced by a file")
	}
	if back, err := Read(link, network.Reading{}, DefaultLimits()); err != nil || !back.Weights.Equal(m.Weights) {
		t.Errorf("through the link we read %v, %v", back, err)
	}
}

// TestWriteFails makes sure that a failure leaves the folder as it was, and names the file
// that was wanted, not the one written in its place.
func TestWriteFails(t *testing.T) {
	samples := sampleMatrices(t)
	shared := &Matrix{Weights: samples["empty"].Weights, Labels: []string{"A", "A", "B"}}
	for _, c := range []struct {
		reason, path string
		m            *Matrix
		want         string
	}{
		{"unknown extension", "net.doc", samples["random"], "net.doc: the name does not end like that of a network file; use one of " + ReadableList()},
		{"no such folder", "none/net.mtx", samples["random"], "none/net.mtx: cannot be written: no such file or directory; make the folder first"},
		{"a folder", "folder.mtx", samples["random"], "folder.mtx: this is no regular file and cannot be replaced; choose another name"},
		{"shared names in an edge list", "net.csv", shared, `net.csv: neurons 0 and 1 are both called "A"; an edge list needs different names`},
		{"labels of another matrix beside it", "old.mtx", samples["random"], "old.mtx: the matrix has no labels, but old.labels.csv has some; remove that file or choose another name"},
		{"a dense array of 20 GB", "net.npy", &Matrix{Weights: mustCSR(t, 60_000, nil)}, "net.npy: a dense array of 60000 neurons has 26 GB; write .npz or .mtx"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			dir := t.TempDir()
			t.Chdir(dir)
			if err := os.Mkdir("folder.mtx", 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile("old.labels.csv", nil, 0o600); err != nil {
				t.Fatal(err)
			}
			before := listing(t, dir)
			err := Write(c.path, c.m, nil)
			if err == nil || err.Error() != c.want {
				t.Errorf("got %v\nwant %s", err, c.want)
			}
			if after := listing(t, dir); !slices.Equal(before, after) {
				t.Errorf("the folder had %q, has %q", before, after)
			}
		})
	}
}

// TestFullDisk writes to a device that is always full.
func TestFullDisk(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("no /dev/full here")
	}
	defer full.Close()
	m := sampleMatrices(t)["labelled"]
	for _, extension := range extensions {
		l, err := layoutOf("net" + extension)
		if err != nil {
			t.Fatal(err)
		}
		if err := l.fill(full, m, nil); err == nil {
			t.Errorf("%s: no error", extension)
		}
	}
	if err := WriteLabels(full, m.Labels); err == nil {
		t.Error("labels: no error")
	}
	if err := WriteNPY(full, []int{1}, []float64{1}); err == nil {
		t.Error("vector: no error")
	}
}

func TestWritePanics(t *testing.T) {
	for want, f := range map[string]func(){
		"netio: 1 labels for 2 neurons":         func() { Write("net.mtx", &Matrix{Weights: mustCSR(t, 2, nil), Labels: []string{"A"}}, nil) },
		"netio: 3 values for the shape (2, 2)":  func() { WriteNPY(nil, []int{2, 2}, make([]float64, 3)) },
		"netio: 2 values for the shape (1,)":    func() { WriteNPY(nil, []int{1}, make([]float64, 2)) },
		"netio: 2 values for the shape ()":      func() { WriteNPY(nil, nil, make([]float64, 2)) },
		"netio: 0 values for the shape (-1, 1)": func() { WriteNPY(nil, []int{-1, 1}, nil) },
	} {
		func() {
			defer func() {
				if got := recover(); got != want {
					t.Errorf("panic %v, want %s", got, want)
				}
			}()
			f()
		}()
	}
}

func TestRead(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	files := map[string]string{
		"net.mtx":           generalBanner + "2 2 1\n2 1 5\n",
		"named.mtx":         generalBanner + "2 2 1\n2 1 5\n",
		"named.labels.csv":  "index,label\n1,B\n0,A\n",
		"others.mtx":        generalBanner + "2 2 1\n2 1 5\n",
		"others.labels.csv": "index,label\n0,A\n",
		"edges.csv":         "source,target,weight\nA,B,5\n",
		"order.csv":         "source,target,weight\nA,B,5\n",
		"order.labels.csv":  "index,label\n0,B\n1,A\n2,C\n",
		"cut.mtx.gz":        "\x1f\x8b",
		"empty.mtx.gz":      "",
		"plain.mtx.gz":      generalBanner,
	}
	for name, text := range files {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir("folder.mtx", 0o700); err != nil {
		t.Fatal(err)
	}
	down, up := network.Entry{Target: 1, Source: 0, Weight: 5}, network.Entry{Target: 0, Source: 1, Weight: 5}
	for _, c := range []struct {
		name        string
		orientation network.Orientation
		want        network.Entry
		labels      []string
		wrong       string
	}{
		{"net.mtx", network.TargetSource, down, nil, ""},
		{"net.mtx", network.SourceTarget, up, nil, ""},
		{"named.mtx", network.TargetSource, down, []string{"A", "B"}, ""},
		{"edges.csv", network.TargetSource, down, []string{"A", "B"}, ""},
		{"order.csv", network.TargetSource, up, []string{"B", "A", "C"}, ""},
		{"edges.csv", network.SourceTarget, down, nil,
			"edges.csv: the file itself names source and target, and cannot be source-target; leave the orientation out"},
		{"others.mtx", network.TargetSource, down, nil, "others.labels.csv: 1 labels for the 2 neurons of others.mtx; name each neuron once"},
		{"net.doc", network.TargetSource, down, nil,
			"net.doc: the name does not end like that of a network file; use one of " + ReadableList()},
		{"none.mtx", network.TargetSource, down, nil, "none.mtx: cannot be read: no such file or directory; check the name"},
		{"folder.mtx", network.TargetSource, down, nil, "folder.mtx: this is a folder; name a file in it"},
		{"cut.mtx.gz", network.TargetSource, down, nil, "cut.mtx.gz: the data end early; fetch or write the file again"},
		{"empty.mtx.gz", network.TargetSource, down, nil, "empty.mtx.gz: the file is empty; fetch or write the file again"},
		{"plain.mtx.gz", network.TargetSource, down, nil,
			"plain.mtx.gz: this is no gzip data; if it is not compressed, let its name not end in .gz"},
		{"new\nline.doc", network.TargetSource, down, nil,
			`"new\nline.doc": the name does not end like that of a network file; use one of ` + ReadableList()},
	} {
		m, err := Read(c.name, network.Reading{Orientation: c.orientation}, DefaultLimits())
		switch {
		case c.wrong != "" && (m != nil || err == nil || err.Error() != c.wrong):
			t.Errorf("%s: got %v, %v\nwant %s", c.name, m, err, c.wrong)
		case c.wrong == "" && err != nil:
			t.Errorf("%s: %v", c.name, err)
		case c.wrong == "":
			if got := m.Weights.Entries(); !slices.Equal(got, []network.Entry{c.want}) || !slices.Equal(m.Labels, c.labels) {
				t.Errorf("%s: got %v, %q, want %v, %q", c.name, got, m.Labels, c.want, c.labels)
			}
		}
	}
	if _, err := Read("none.mtx", network.Reading{}, DefaultLimits()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v does not wrap fs.ErrNotExist", err)
	}
}
