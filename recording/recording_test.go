package recording

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/exp/rand"
)

// gaussian returns that many frames of standard normal numbers.
func gaussian(frames, columns int, seed uint64) []float64 {
	draw := rand.New(rand.NewSource(seed))
	x := make([]float64, frames*columns)
	for k := range x {
		x[k] = draw.NormFloat64()
	}
	return x
}

// appendAll appends frames of so many columns.
func appendAll(t testing.TB, w *Writer, x []float64, columns int) {
	t.Helper()
	for ; len(x) > 0; x = x[columns:] {
		if err := w.Append(x[:columns]); err != nil {
			t.Fatal(err)
		}
	}
}

// recorded returns the path of a complete recording.
func recorded(t testing.TB, x []float64, columns int, element ElementType) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "frames.npy")
	w, err := Create(path, columns, element)
	if err != nil {
		t.Fatal(err)
	}
	appendAll(t, w, x, columns)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func content(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func opened(t testing.TB, path string) *Reader {
	t.Helper()
	r, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close() })
	return r
}

// TestReadsBack goes beyond all buffers: frames of 3 numbers that no block holds exactly, and frames larger than a buffer.
func TestReadsBack(t *testing.T) {
	for _, element := range []ElementType{Float64, Float32} {
		for _, c := range []struct{ frames, columns int }{{0, 5}, {1, 1}, {400_000, 3}, {3, 300_000}} {
			x := gaussian(c.frames, c.columns, 1)
			r := opened(t, recorded(t, x, c.columns, element))
			if r.Frames() != int64(c.frames) || r.Columns() != c.columns || r.ElementType() != element {
				t.Fatalf("%d × %d %v: got %d × %d %v", c.frames, c.columns, element, r.Frames(), r.Columns(), r.ElementType())
			}
			got := make([]float64, len(x))
			if err := r.ReadFrames(got, 0); err != nil {
				t.Fatal(err)
			}
			for k, v := range x {
				if element == Float32 {
					v = float64(float32(v))
				}
				if got[k] != v {
					t.Fatalf("%d × %d %v: number %d is %v, want %v", c.frames, c.columns, element, k, got[k], v)
				}
			}
		}
	}
}

func TestCreateKeepsAFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "frames.npy")
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Create(path, 3, Float64); !errors.Is(err, fs.ErrExist) || string(content(t, path)) != "old" {
		t.Errorf("error %v, content %q", err, content(t, path))
	}
}

// TestContinueFromEveryByte: a process killed at any byte after the checkpoint of 2 frames leaves a file that goes on to
// the bytes of one that was not; one cut before it is refused and stays as it is.
func TestContinueFromEveryByte(t *testing.T) {
	const columns, frames, at = 3, 5, 2
	for _, element := range []ElementType{Float64, Float32} {
		x := gaussian(frames, columns, 2)
		want := content(t, recorded(t, x, columns, element))
		l := newLayout(columns, element)
		path := filepath.Join(t.TempDir(), "killed.npy")
		for size := range len(want) + 1 {
			counted := min(at, max(0, int64(size)-l.header)/int64(l.frame()))
			killed := append(l.headerOf(counted), want[l.header:]...)[:size]
			if err := os.WriteFile(path, killed, 0o600); err != nil {
				t.Fatal(err)
			}
			w, err := Continue(path, columns, element, at)
			if int64(size) < l.end(at) {
				if err == nil || !bytes.Equal(content(t, path), killed) {
					t.Fatalf("%v, %d bytes: continued, or changed: %v", element, size, err)
				}
				continue
			}
			if err != nil {
				t.Fatalf("%v, %d bytes: %v", element, size, err)
			}
			appendAll(t, w, x[at*columns:], columns)
			if err := w.Close(); err != nil || !bytes.Equal(content(t, path), want) {
				t.Fatalf("%v, %d bytes: other bytes, %v", element, size, err)
			}
		}
	}
}

// TestContinueFromTheStart: without any checkpoint, a file cut anywhere, also in its header, begins again.
func TestContinueFromTheStart(t *testing.T) {
	const columns = 2
	x := gaussian(3, columns, 3)
	want := content(t, recorded(t, x, columns, Float64))
	l := newLayout(columns, Float64)
	path := filepath.Join(t.TempDir(), "killed.npy")
	for size := range len(want) + 1 {
		if err := os.WriteFile(path, append(l.headerOf(0), want[l.header:]...)[:size], 0o600); err != nil {
			t.Fatal(err)
		}
		w, err := Continue(path, columns, Float64, 0)
		if err != nil {
			t.Fatalf("%d bytes: %v", size, err)
		}
		appendAll(t, w, x, columns)
		if err := w.Close(); err != nil || !bytes.Equal(content(t, path), want) {
			t.Fatalf("%d bytes: other bytes, %v", size, err)
		}
	}
}

func TestContinueRefuses(t *testing.T) {
	path := recorded(t, gaussian(4, 3, 4), 3, Float64)
	text := filepath.Join(filepath.Dir(path), "text.npy")
	if err := os.WriteFile(text, []byte("time,a,b\n0,1,2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		reason, path string
		columns      int
		element      ElementType
		at           int64
		want         string
	}{
		{"fewer frames", path, 3, Float64, 5, "it has 4 frames, fewer than the 5 of the checkpoint; give the file of this run, or record anew"},
		{"other columns", path, 4, Float64, 4, "it has 3 columns of float64 after a header of 128 bytes, not 4 of float64 after 128; give the file of this run, or record anew"},
		{"another type", path, 3, Float32, 4, "it has 3 columns of float64 after a header of 128 bytes, not 3 of float32 after 128; give the file of this run, or record anew"},
		{"no recording", text, 2, Float64, 0, `this is no .npy file: it begins with "time,a,b\n0"; save it with numpy.save, numbers as float64 and names as str`},
	} {
		before := content(t, c.path)
		_, err := Continue(c.path, c.columns, c.element, c.at)
		if want := fmt.Sprintf("the recording %s cannot be continued: %s", c.path, c.want); err == nil || err.Error() != want {
			t.Errorf("%s:\ngot  %v\nwant %s", c.reason, err, want)
		}
		if !bytes.Equal(content(t, c.path), before) {
			t.Errorf("%s: the file was changed", c.reason)
		}
	}
	if _, err := Continue(path+"none", 3, Float64, 0); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
}

// TestHeaderCountsDurableFrames: what was appended after Sync is not counted.
func TestHeaderCountsDurableFrames(t *testing.T) {
	path := filepath.Join(t.TempDir(), "frames.npy")
	w, err := Create(path, 2, Float64)
	if err != nil {
		t.Fatal(err)
	}
	for round := range int64(3) {
		if got := opened(t, path).Frames(); got != 10*round {
			t.Errorf("round %d: the header counts %d", round, got)
		}
		appendAll(t, w, gaussian(10, 2, 5), 2)
		if n, err := w.Sync(); n != 10*(round+1) || err != nil {
			t.Errorf("round %d: %d durable, %v", round, n, err)
		}
		if err := w.Append([]float64{math.Inf(1), math.NaN()}); err != nil {
			t.Fatal(err)
		}
		w.buffer, w.frames = w.buffer[:0], w.frames-1 // the frame of a process that is killed
	}
	if err := errors.Join(w.Close(), w.Close()); err != nil {
		t.Fatal(err)
	}
}

func TestPanics(t *testing.T) {
	path := recorded(t, gaussian(4, 3, 6), 3, Float64)
	r := opened(t, path)
	closed, err := Continue(path, 3, Float64, 4)
	if err != nil {
		t.Fatal(err)
	}
	if err := closed.Close(); err != nil {
		t.Fatal(err)
	}
	for reason, call := range map[string]func(){
		"no columns":         func() { _, _ = Create(path+"2", 0, Float64) },
		"a negative frame":   func() { _, _ = Continue(path, 3, Float64, -1) },
		"a closed recording": func() { _ = closed.Append(make([]float64, 3)) },
		"half a frame":       func() { _ = r.ReadFrames(make([]float64, 4), 0) },
		"beyond the end":     func() { _ = r.ReadFrames(make([]float64, 6), 3) },
		"no bins":            func() { _, _ = NewEnvelope(r, nil, 0) },
		"no such column":     func() { _, _ = NewEnvelope(r, []int{3}, 1) },
		"too few labels":     func() { _ = WriteCSV(path+".csv", r, Clock{}, []string{"a"}, false) },
		"no element type":    func() { _ = ElementType(7).Bytes() },
		"no format":          func() { Size(1, 1, Float64, Format(9)) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", reason)
				}
			}()
			call()
		}()
	}
}
