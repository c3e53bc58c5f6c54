package main

import (
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"noiseprune/internal/testutil"
)

// write writes a file into the folder and returns its path.
func write(t *testing.T, folder, name, text string) string {
	t.Helper()
	path := filepath.Join(folder, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// abc is a network of three neurons with labels.
const abc = "source,target,weight\na,b,1\nb,a,-0.5\nb,c,0.5\nc,a,1\n"

// recordedOK runs simulate record, which must succeed, and returns what it prints.
func recordedOK(t *testing.T, args ...string) string {
	t.Helper()
	code, stdout, stderr := command(t.Context(), t, append([]string{"record", "--quiet", "--lapack", "gonum"}, args...)...)
	if code != 0 || stderr != "" {
		t.Fatalf("record %v: code %d, %s", args, code, stderr)
	}
	return stdout
}

// tree returns the contents of all files below a folder, by path, without what the process that holds the folder leaves in its
// checkpoint.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(filepath.Join(dir, path))
		all[path] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// names lists the files of a tree but the page.
func names(all map[string]string) string {
	return strings.Join(slices.DeleteFunc(slices.Sorted(maps.Keys(all)), func(name string) bool { return name == "report.html" }), " ")
}

// TestFilesOfRecordings: which files a recording leaves.
func TestFilesOfRecordings(t *testing.T) {
	dir := t.TempDir()
	net, other := write(t, dir, "abc.csv", abc), write(t, dir, "pruned.csv", strings.Replace(abc, "b,c,0.5\n", "b,c,0.25\n", 1))
	const beside = "neurons.csv recording.json spec.yaml "
	for k, c := range []struct {
		reason string
		args   []string
		want   string
	}{
		{"one network", []string{net}, "frames.npy " + beside + "statistics.npz time.npy"},
		{"replicas", []string{net, "--replicas", "2"}, "frames-0.npy frames-1.npy " + beside + "statistics.npz time.npy"},
		{"networks", []string{net, other}, "abc/frames.npy neurons.csv pruned/frames.npy recording.json spec.yaml " +
			"statistics-0.npz statistics-1.npz time.npy"},
		{"no frames", []string{net, "--format", "none"}, beside + "statistics.npz time.npy"},
		{"copies only", []string{net, "--format", "csv,parquet"}, "frames.csv frames.parquet " + beside + "statistics.npz time.npy"},
		{"all formats", []string{net, "--format", "npy,npz,csv.gz"}, "frames.csv.gz frames.npy frames.npz " + beside + "statistics.npz time.npy"},
		{"a network twice", []string{net, net}, "abc-2/frames.npy abc/frames.npy " + beside +
			"statistics-0.npz statistics-1.npz time.npy"},
	} {
		out := filepath.Join(dir, "out", string(rune('a'+k)))
		recordedOK(t, append(c.args, "--duration", "10", "--out", out)...)
		if got := names(tree(t, out)); got != c.want {
			t.Errorf("%s: files %s, want %s", c.reason, got, c.want)
		}
	}
}

// checkedRecording is what testdata/recording.py finds in the folder of a recording.
type checkedRecording struct {
	Shape      []int
	Type       string
	Labels     []string
	Deviations map[string]float64 // largest, of each array, relative to its largest value
}

// pythonChecks runs testdata/recording.py on the folders.
func pythonChecks(t *testing.T, folders []string) (found []checkedRecording) {
	t.Helper()
	python := testutil.Python(t, "numpy", "scipy", "pandas", "pyarrow")
	out, err := exec.Command(python, append([]string{"testdata/recording.py"}, folders...)...).Output()
	if failed := new(exec.ExitError); errors.As(err, &failed) {
		t.Fatalf("%v\n%s", err, failed.Stderr)
	} else if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(out, &found); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return found
}

// TestPythonOpensRecordings: NumPy and pandas open the files of a recording, and SciPy finds the same statistics from the frames as
// statistics.npz has, to 1e-10 of the largest: covariances by correlate, spectra by welch and csd, means of groups, active fractions.
func TestPythonOpensRecordings(t *testing.T) {
	dir := t.TempDir()
	net := write(t, dir, "abc.csv", abc)
	groups := write(t, dir, "groups.csv", "neuron,group\nc,back\na,front\nb,front\n")
	cases := []struct {
		reason string
		args   []string
		labels []string
	}{
		{"linear", nil, []string{"a", "b", "c"}},
		{"all statistics", []string{"--pairs", "a>b,b>a,c>a", "--groups", groups, "--input", "0.5"}, []string{"a", "b", "c"}},
		{"the transient left out", []string{"--start", "uniform", "--statistics-from", "20.03"}, []string{"a", "b", "c"}},
		{"some neurons, which are sorted", []string{"--neurons", "c,0", "--pairs", "c>a"}, []string{"a", "c"}},
		{"odd segments, few lags", []string{"--segment", "33", "--lags", "0.4", "--every", "0.2"}, []string{"a", "b", "c"}},
		{"rectified", []string{"--activation", "rectified", "--input", "0.1"}, []string{"a", "b", "c"}},
		{"driven", []string{"--stimulus", "a: sine 2 period 7"}, []string{"a", "b", "c"}},
		{"every format", []string{"--format", "npy,npz,csv,csv.gz,parquet"}, []string{"a", "b", "c"}},
	}
	var folders []string
	for _, c := range cases {
		folders = append(folders, filepath.Join(dir, c.reason))
		recordedOK(t, append([]string{net, "--duration", "100", "--out", filepath.Join(dir, c.reason)}, c.args...)...)
	}
	all := pythonChecks(t, folders)
	for k, c := range cases {
		found := all[k]
		if !slices.Equal(found.Labels, c.labels) || found.Type != "float64" || len(found.Shape) != 2 || found.Shape[1] != len(c.labels) ||
			found.Shape[0] < 400 {
			t.Errorf("%s: frames %v of %s, labels %v", c.reason, found.Shape, found.Type, found.Labels)
		}
		if len(found.Deviations) < 5 {
			t.Errorf("%s: only %v was compared", c.reason, found.Deviations)
		}
		for name, deviation := range found.Deviations {
			if !(deviation <= 1e-10) {
				t.Errorf("%s: %s deviates by %g", c.reason, name, deviation)
			}
		}
	}
}

// TestFramesOfSinglePrecision: frames of float32 are those of float64, rounded.
func TestFramesOfSinglePrecision(t *testing.T) {
	dir := t.TempDir()
	net := write(t, dir, "abc.csv", abc)
	recordedOK(t, net, "--duration", "10", "--out", filepath.Join(dir, "double"), "--format", "csv")
	recordedOK(t, net, "--duration", "10", "--out", filepath.Join(dir, "single"), "--frame-type", "float32", "--format", "csv")
	double, single := tree(t, filepath.Join(dir, "double")), tree(t, filepath.Join(dir, "single"))
	if double["statistics.npz"] != single["statistics.npz"] {
		t.Error("the statistics depend on the type in the files")
	}
	if n, m := len(double["frames.csv"]), len(single["frames.csv"]); m > 3*n/4 {
		t.Errorf("frames of single precision take %d bytes as text, of double precision %d", m, n)
	}
}

// TestRecordedNeuronsThatNeverFire: a rectified network of which two neurons have neither noise nor input. The terminal says so, and
// recording.json, which is read by what takes no NaN, counts them.
func TestRecordedNeuronsThatNeverFire(t *testing.T) {
	dir := t.TempDir()
	net := write(t, dir, "net.csv", "source,target,weight\na,b,0.5\nb,a,0.5\nc,d,0.3\n")
	strengths := write(t, dir, "strengths.csv", "neuron,value\na,1\nb,1\nc,0\nd,0\n")
	out := filepath.Join(dir, "out")
	printed := recordedOK(t, net, "--out", out, "--activation", "rectified", "--leak", "2", "--noise-strengths", strengths,
		"--duration", "100", "--pairs", "c>d")
	if want := "Without any variation are 2 neurons"; !strings.Contains(printed, want) {
		t.Errorf("%q is not in %s", want, printed)
	}
	text, err := os.ReadFile(filepath.Join(out, recordingName))
	if err != nil {
		t.Fatal(err)
	}
	var found struct {
		Networks []struct{ Statistics struct{ Constant int } }
	}
	if err := json.Unmarshal(text, &found); err != nil || len(found.Networks) != 1 || found.Networks[0].Statistics.Constant != 2 {
		t.Errorf("%+v, %v in %s", found, err, text)
	}
}
