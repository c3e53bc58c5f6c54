package recording

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"noiseprune/internal/npy"
	"noiseprune/internal/testutil"
)

// addRecordings adds sound files, files cut short, and headers that lie.
func addRecordings(f *testing.F) {
	for _, element := range []ElementType{Float64, Float32} {
		file := content(f, recorded(f, gaussian(4, 3, 16), 3, element))
		for _, size := range []int{0, 7, 100, 128, 150, len(file)} {
			f.Add(file[:size])
		}
	}
	for _, shape := range [][]int{{1 << 40, 3}, {1 << 62, 1}, {3, 1 << 40}, {1 << 62, 0}, {0, 1 << 59}, {4}, {2, 2, 2}} {
		f.Add(append(npy.AppendHeader(nil, "<f8", shape), make([]byte, 96)...))
	}
	f.Add(append(npy.AppendHeader(nil, ">f8", []int{4, 3}), make([]byte, 96)...))
	f.Add(append(npy.AppendHeader(nil, "<f2", []int{4, 3}), make([]byte, 96)...))
}

// FuzzOpen: a file is an error, or gives all the frames that it counts.
func FuzzOpen(f *testing.F) {
	addRecordings(f)
	g := testutil.NewGuard(f, testutil.Limits{Time: 2 * time.Second, Bytes: 2 << 20, PerByte: 32})
	f.Fuzz(func(t *testing.T, file []byte) {
		g.Read(t, len(file), func() {
			r, err := NewReader(bytes.NewReader(file), int64(len(file)), "fuzz")
			if (r == nil) == (err == nil) {
				t.Fatalf("reader %v, error %v", r, err)
			}
			if err != nil {
				return
			}
			var read int64
			if err := r.each(func(_ int64, frames []float64) error { read += int64(len(frames)); return nil }); err != nil {
				t.Fatal(err)
			}
			if read != r.Frames()*int64(r.Columns()) {
				t.Fatalf("%d numbers of %d frames of %d", read, r.Frames(), r.Columns())
			}
		})
	})
}

// FuzzContinue: a file is refused and stays as it is, or has its first frames, and then the one that is appended.
func FuzzContinue(f *testing.F) {
	addRecordings(f)
	path := filepath.Join(f.TempDir(), "fuzz.npy")
	f.Fuzz(func(t *testing.T, file []byte) {
		if err := os.WriteFile(path, file, 0o600); err != nil {
			t.Fatal(err)
		}
		for _, element := range []ElementType{Float64, Float32} {
			const at = 2
			w, err := Continue(path, 3, element, at)
			if err != nil {
				if !bytes.Equal(content(t, path), file) {
					t.Fatal("a refused file was changed")
				}
				continue
			}
			appendAll(t, w, []float64{1, 2, 3}, 3)
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			l := newLayout(3, element)
			want := append(l.headerOf(at+1), file[l.header:l.end(at)]...)
			if want = l.appendFrame(want, []float64{1, 2, 3}); !bytes.Equal(content(t, path), want) {
				t.Fatal("other bytes")
			}
			return
		}
	})
}
