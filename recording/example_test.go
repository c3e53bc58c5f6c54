package recording_test

import (
	"fmt"
	"os"
	"path/filepath"

	"noiseprune/recording"
)

func Example() {
	folder, err := os.MkdirTemp("", "recording")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = os.RemoveAll(folder) }()
	if err := record(filepath.Join(folder, "frames.npy")); err != nil {
		fmt.Println(err)
	}
	// Output:
	// 3 frames of 2 columns of float64
	// [3 4]
}

func record(path string) error {
	w, err := recording.Create(path, 2, recording.Float64)
	if err != nil {
		return err
	}
	for _, frame := range [][]float64{{1, 2}, {3, 4}, {5, 6}} {
		if err := w.Append(frame); err != nil {
			return err
		}
	}
	if err := w.Close(); err != nil {
		return err
	}
	r, err := recording.Open(path)
	if err != nil {
		return err
	}
	fmt.Println(r.Frames(), "frames of", r.Columns(), "columns of", r.ElementType())
	frame := make([]float64, r.Columns())
	if err := r.ReadFrames(frame, 1); err != nil {
		return err
	}
	fmt.Println(frame)
	return r.Close()
}

func ExampleSize() {
	fmt.Println(recording.Size(1_000_000, 280, recording.Float64, recording.NPY))
	_, err := recording.ParseFormat("hdf5")
	fmt.Println(err)
	// Output:
	// 2240000128
	// format of a recording "hdf5" is unknown; choose npy, npz, npz-deflated, csv, csv.gz or parquet
}
