package recording

import (
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkAppend appends frames of 280 numbers, as of C. elegans, to a file in the folder for temporary files, which
// begins again after 1 GiB; Close, with its fsync, is counted.
func BenchmarkAppend(b *testing.B) {
	frame := gaussian(1, 280, 17)
	for _, element := range []ElementType{Float64, Float32} {
		b.Run(element.String(), func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "frames.npy")
			w, err := Create(path, len(frame), element)
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(w.frame()))
			b.ReportAllocs()
			for b.Loop() {
				if w.Frames()*int64(w.frame()) >= 1<<30 {
					_ = w.Close()
					_ = os.Remove(path)
					if w, err = Create(path, len(frame), element); err != nil {
						b.Fatal(err)
					}
				}
				if err := w.Append(frame); err != nil {
					b.Fatal(err)
				}
			}
			if err := w.Close(); err != nil {
				b.Fatal(err)
			}
		})
	}
}
