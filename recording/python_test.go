package recording

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"noiseprune/internal/testutil"
)

// checked is what check.py says of files.
type checked struct {
	Shape []int
	DType string
	Same  map[string]bool
}

func check(t *testing.T, clock Clock, labels []string, paths ...string) checked {
	t.Helper()
	names, err := json.Marshal(labels)
	if err != nil {
		t.Fatal(err)
	}
	args := append([]string{"testdata/check.py", paths[0], fmt.Sprint(clock.First), fmt.Sprint(clock.Interval), string(names)}, paths...)
	out, err := exec.Command(testutil.Python(t, "numpy", "pandas", "pyarrow"), args...).Output()
	if exit := new(exec.ExitError); errors.As(err, &exit) {
		t.Fatalf("%v\n%s", err, exit.Stderr)
	} else if err != nil {
		t.Fatal(err)
	}
	var c checked
	if err := json.Unmarshal(out, &c); err != nil {
		t.Fatal(err)
	}
	return c
}

// copies writes copies of a recording and returns their paths by format.
func copies(t testing.TB, path string, clock Clock, labels []string, formats ...Format) map[Format]string {
	t.Helper()
	r := opened(t, path)
	folder := t.TempDir()
	all := map[Format]string{}
	for _, f := range formats {
		name := map[Format]string{NPZ: "a.npz", NPZDeflated: "b.npz", CSV: "a.csv", CSVGzip: "b.csv.gz", Parquet: "a.parquet"}[f]
		to := filepath.Join(folder, name)
		var err error
		switch f {
		case NPY: // the recording itself, which is no copy
		case NPZ, NPZDeflated:
			err = WriteNPZ(to, r, clock, labels, f == NPZDeflated)
		case CSV, CSVGzip:
			err = WriteCSV(to, r, clock, labels, f == CSVGzip)
		case Parquet:
			err = WriteParquet(to, r, clock, labels)
		}
		if err != nil {
			t.Fatalf("%v: %v", f, err)
		}
		all[f] = to
	}
	return all
}

// TestPythonReadsAll: NumPy maps the recording, which has the bytes of numpy.save, and NumPy and pandas read the same
// numbers, times and names in all copies: extreme numbers, labels that need quotation marks, no frames, and several row groups.
func TestPythonReadsAll(t *testing.T) {
	extreme := []float64{0, math.Copysign(0, -1), math.Inf(1), math.Inf(-1), math.NaN(),
		5e-324, math.MaxFloat64, 0.1, 1e21, -1e-7, 1 << 60, 1.0 / 3}
	labels := []string{"AVAL", `a, "b".c`, "β 𝛼"}
	clock := Clock{First: -0.3, Interval: 0.1}
	for _, c := range []struct {
		reason string
		x      []float64
		frames int
	}{
		{"extreme numbers", extreme, 4},
		{"no frames", nil, 0},
		{"several blocks", gaussian(30_000, 3, 10), 30_000},
		{"several row groups", gaussian(1_500_000, 3, 10), 1_500_000},
	} {
		for _, element := range []ElementType{Float64, Float32} {
			formats := []Format{NPZ, NPZDeflated, CSV, CSVGzip, Parquet}
			if c.frames > 1_000_000 { // text and deflating take long
				formats = []Format{NPZ, Parquet}
			}
			paths := []string{recorded(t, c.x, 3, element)}
			all := copies(t, paths[0], clock, labels, formats...)
			for _, f := range formats {
				paths = append(paths, all[f])
			}
			got := check(t, clock, labels, paths...)
			if got.DType != element.String() || got.Shape[0] != c.frames || got.Shape[1] != 3 {
				t.Errorf("%s: NumPy maps %v %v", c.reason, got.Shape, got.DType)
			}
			for _, path := range paths {
				if !got.Same[path] {
					t.Errorf("%s, %v: %s has other content", c.reason, element, filepath.Base(path))
				}
			}
		}
	}
}

// TestNumPyMapsUnfinished: after a Sync, with frames behind those that the header counts and a part of one.
func TestNumPyMapsUnfinished(t *testing.T) {
	path := filepath.Join(t.TempDir(), "frames.npy")
	w, err := Create(path, 3, Float64)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	for frames := range 2 {
		if got := check(t, Clock{}, []string{"a", "b", "c"}, path); got.Shape[0] != frames {
			t.Errorf("NumPy maps %v, want %d frames", got.Shape, frames)
		}
		appendAll(t, w, gaussian(1, 3, 11), 3)
		if _, err := w.Sync(); err != nil {
			t.Fatal(err)
		}
	}
	killed := append(content(t, path), make([]byte, 37)...) // a frame and a half that the header does not count
	if err := os.WriteFile(path, killed, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := check(t, Clock{}, []string{"a", "b", "c"}, path); got.Shape[0] != 2 || opened(t, path).Frames() != 2 {
		t.Errorf("NumPy maps %v of a killed recording, want 2 frames", got.Shape)
	}
}
